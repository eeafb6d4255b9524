// Everything that a browser holds of this site.

/**
 * Wipe everything of the site at `path`: its stores, and what stays around them, copies of its pages included. Throws
 * the StorageError of a store that is out of reach, after the rest is gone.
 * @param {import("./store.js").Store[]} stores
 * @param {string} path
 */
export async function wipeSite(stores, path) {
  const wiped = await Promise.allSettled(stores.map((store) => store.wipe()));
  await wipeAround(path);
  for (const one of wiped) if (one.status === "rejected") throw one.reason;
}

/** @param {string} path */
async function wipeAround(path) {
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
