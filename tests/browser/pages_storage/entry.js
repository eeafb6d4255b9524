// All of storage as one global for the tests, with what shows it in a few words.
import { toRecord } from "../../../plugins/kijkraam/web/storage/record.js";

export * from "../../../plugins/kijkraam/web/storage/aside.js";
export * from "../../../plugins/kijkraam/web/storage/copy.js";
export * from "../../../plugins/kijkraam/web/storage/database.js";
export * from "../../../plugins/kijkraam/web/storage/merge.js";
export * from "../../../plugins/kijkraam/web/storage/migrate.js";
export * from "../../../plugins/kijkraam/web/storage/persist.js";
export * from "../../../plugins/kijkraam/web/storage/record.js";
export * from "../../../plugins/kijkraam/web/storage/store.js";
export * from "../../../plugins/kijkraam/web/storage/transfer.js";
export * from "../../../plugins/kijkraam/web/storage/wipe.js";

/** A new record in a store. */
export async function create(store, form, version, name) {
  const record = toRecord(form, version, name);
  await store.add(record);
  return record;
}

/** Everything in a store: the answers of each record by its name, with the texts that were replaced. */
export async function shown(store) {
  const all = {};
  for (const { id, name } of await store.records()) {
    all[name] = {};
    for (const { field, value, earlier } of (await store.answers(id)).values()) {
      all[name][field] = earlier.length ? [value, { earlier: earlier.map((one) => one.value) }] : value;
    }
  }
  return all;
}

/** The code of the error by which a promise fails. */
export function failure(promise) {
  return promise.then(
    () => null,
    (error) => error.code ?? error.name,
  );
}

/** Resolves with the next event of a type. */
export function heard(store, type) {
  return new Promise((resolve) => {
    const stop = store.subscribe((event) => {
      if (event.type !== type) return;
      stop();
      resolve(event);
    });
  });
}

/** All rows of the database by their store, past everything that guards them. */
export function rawRows(name) {
  return new Promise((resolve) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => {
      const database = opening.result;
      const stores = [...database.objectStoreNames];
      const rows = {};
      const transaction = database.transaction(stores);
      for (const store of stores) {
        transaction.objectStore(store).getAll().onsuccess = ({ target }) => (rows[store] = target.result);
      }
      transaction.oncomplete = () => {
        database.close();
        resolve(rows);
      };
    };
  });
}

/** Put a row in the database, past everything that guards it. */
export function putRaw(name, store, row) {
  return new Promise((resolve) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => {
      const database = opening.result;
      const transaction = database.transaction(store, "readwrite");
      transaction.objectStore(store).put(row);
      transaction.oncomplete = () => {
        database.close();
        resolve();
      };
    };
  });
}
