// What stays in a browser besides the database.

/**
 * Remove what other kinds of storage hold of the site at `path`, copies of its pages included.
 * @param {string} path
 */
export async function wipeAround(path) {
  const start = `kijkraam:${path}:`;
  for (const kind of /** @type {const} */ (["sessionStorage", "localStorage"])) {
    try {
      const storage = window[kind];
      for (const key of Object.keys(storage)) if (key.startsWith(start)) storage.removeItem(key);
    } catch {
      // Refused storage holds nothing.
    }
  }
  try {
    for (const name of await caches.keys()) await wipeCache(name, path);
  } catch {
    // So do refused or missing caches.
  }
}

/**
 * @param {string} name
 * @param {string} path
 */
async function wipeCache(name, path) {
  const cache = await caches.open(name);
  const copies = await cache.keys();
  const ours = copies.filter(({ url }) => isUnder(new URL(url), path));
  await Promise.all(ours.map((copy) => cache.delete(copy, { ignoreVary: true })));
  if (ours.length === copies.length) await caches.delete(name);
}

/**
 * @param {URL} url
 * @param {string} path
 */
function isUnder(url, path) {
  return url.origin === location.origin && url.pathname.startsWith(path);
}
