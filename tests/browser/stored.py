"""What a browser keeps of a site."""

EVERYTHING = """async () => {
  const [{name}] = (await indexedDB.databases()).filter(({name}) => name.startsWith('kijkraam:'));
  const database = await new Promise((resolve) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => resolve(request.result);
  });
  const stores = [...database.objectStoreNames];
  const rows = await Promise.all(stores.map((store) => new Promise((resolve) => {
    const request = database.transaction(store).objectStore(store).getAll();
    request.onsuccess = () => resolve(request.result);
  })));
  database.close();
  return rows.flat();
}"""
"""A script that returns every row of the database."""
