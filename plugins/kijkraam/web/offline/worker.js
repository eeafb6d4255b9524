// The service worker: pages that were visited, or the whole handbook on request, also open without a network.
//
// A page and all that it brings in come from one version. The worker of a new version fetches what this device has of the
// old one into a new cache, whole, and answers from the next navigation on. A page that is still open keeps its own.
import { Clients, FROM_NETWORK } from "./clients.js";
import { cachePrefix, each, Library, LIST, OfflineError, pathOf } from "./library.js";

const worker = /** @type {any} */ (globalThis);
/** @type {string} the version of the site, which stands before this script */
const VERSION = worker.kijkraamVersion;
/** @type {string} */
const ROOT = worker.registration.scope;

const library = new Library(ROOT, VERSION);
const clients = new Clients(ROOT, (id) => worker.clients.get(id));
/** @type {Map<string, Promise<import("./library.js").Listing>>} */
const listings = new Map();
let isTidy = false;
let hasLooked = false;

worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(install()));
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(activate()));
worker.addEventListener("message", (/** @type {any} */ event) => event.waitUntil(hear(event)));
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  const path = pathOf(ROOT, request.url);
  if (path === null || request.method !== "GET" || request.cache === "no-store") return;
  event.respondWith(answer(event, path));
});

/** Fetch what every page needs, and what this device already had, into the cache of this version. */
async function install() {
  const listing = await listingOf(VERSION);
  const olders = await Promise.all((await olderVersions()).map(bringOlder));
  const there = new Set(await library.paths());
  const files = { ...listing.pages, ...listing.paper };
  const paths = new Set(olders.flatMap(({ paths }) => paths).filter((path) => path in files));
  const whole = olders.map((older) => older.whole).sort().at(-1);
  if (whole) Object.keys(listing.pages).forEach((path) => paths.add(path));
  if (whole === "paper") Object.keys(listing.paper).forEach((path) => paths.add(path));

  /** @param {[string, [string, number]]} file */
  const fetchOrCopy = async ([path, [hash]]) => {
    if (there.has(path)) return;
    const older = olders.find(({ hashes }) => hashes[path]?.[0] === hash);
    const copy = await older?.library.match(path);
    await (copy ? library.put(path, copy) : library.bring(path, hash));
  };
  await each(Object.entries(listing.shell), fetchOrCopy);
  const asked = [...paths].map((path) => /** @type {[string, [string, number]]} */ ([path, files[path]]));
  await each(asked, fetchOrCopy).then(() => (whole ? library.markWhole(whole) : undefined), unlessFull);
  await worker.skipWaiting();
}

/** Without room for all, the new version still works; the page of downloads says that it is not whole. @param {unknown} error */
function unlessFull(error) {
  if (!(error instanceof OfflineError) || error.reason !== "full") throw error;
}

async function olderVersions() {
  const prefix = cachePrefix(ROOT);
  const names = (await caches.keys()).filter((name) => name.startsWith(prefix));
  return names.map((name) => name.slice(prefix.length)).filter((name) => ![VERSION, "clients"].includes(name));
}

/** @param {string} version */
async function bringOlder(version) {
  const older = new Library(ROOT, version);
  const [list, paths, whole] = await Promise.all([older.match(LIST), older.paths(), older.whole()]);
  /** @type {Partial<import("./library.js").Listing>} */
  const { shell, pages, paper } = list ? await list.json() : {};
  return { library: older, hashes: { ...shell, ...pages, ...paper }, paths, whole };
}

async function activate() {
  await tidy();
  await worker.clients.claim();
}

/** Take out the versions of which no page is open; bring back what every page needs after everything was wiped. */
async function tidy() {
  isTidy = true;
  if (!(await library.match(LIST))) {
    const { shell } = await listingOf(VERSION);
    await each(Object.entries(shell), ([path, [hash]]) => library.bring(path, hash));
  }
  const open = await clients.tidy();
  const gone = (await olderVersions()).filter((version) => !open.has(version));
  await Promise.all(gone.map((version) => caches.delete(new Library(ROOT, version).name)));
}

/**
 * @param {any} event
 * @param {string} path
 * @returns {Promise<Response>}
 */
async function answer(event, path) {
  const { request, clientId, resultingClientId } = event;
  const isNavigation = request.mode === "navigate";
  const version = isNavigation ? VERSION : ((await clients.version(clientId)) ?? VERSION);
  if (isNavigation && !isTidy) event.waitUntil(tidy().catch(() => {}));
  try {
    const made = version === FROM_NETWORK ? undefined : await find(version, path);
    const isOf = made || !isNavigation ? version : FROM_NETWORK;
    if (resultingClientId) await clients.remember(resultingClientId, isOf);
    return made ?? (await fetch(request, { cache: "no-cache" }));
  } catch (error) {
    const isChanged = error instanceof OfflineError && error.reason === "changed";
    if (isChanged) event.waitUntil(lookForUpdate());
    if (!isNavigation) return Response.error();
    return isChanged ? fromNetwork(request, resultingClientId, path) : withoutNetwork(path);
  }
}

/**
 * A file of a version: from this device, else from the network. Undefined for what the version does not have, or when it
 * cannot be kept: then the whole page comes from the network, as without a worker.
 * @param {string} version
 * @param {string} path
 */
async function find(version, path) {
  const of = version === VERSION ? library : new Library(ROOT, version);
  const there = await of.match(path);
  if (there) return there;
  const listing = await listingOf(version);
  const [hash] = listing.pages[path] ?? listing.shell[path] ?? listing.paper[path] ?? [];
  if (!hash) return undefined;
  try {
    return await of.bring(path, hash);
  } catch (error) {
    unlessFull(error);
    return undefined;
  }
}

/** @param {string} version */
function listingOf(version) {
  const known = listings.get(version) ?? new Library(ROOT, version).listing();
  listings.set(version, known);
  known.catch(() => listings.delete(version));
  return known;
}

/** The site has another version now: fetch the worker of that. Asked once, for it also fails when a host changes files. */
async function lookForUpdate() {
  if (hasLooked) return;
  hasLooked = true;
  await worker.registration.update().catch(() => {});
}

/**
 * A page that is newer than this worker comes from the network, with all that belongs to it.
 * @param {Request} request
 * @param {string} id of the page
 * @param {string} path
 */
async function fromNetwork(request, id, path) {
  if (id) await clients.remember(id, FROM_NETWORK);
  return fetch(request, { cache: "no-cache" }).catch(() => withoutNetwork(path));
}

/** @param {string} path of a page that is not on this device */
async function withoutNetwork(path) {
  const listing = await listingOf(VERSION).catch(() => null);
  const folder = `${path}/index.html`;
  if (listing && folder in listing.pages) return Response.redirect(`${ROOT}${path}/`);
  /** @type {Record<string, string>} */
  const words = worker.kijkraamPhrases;
  const style = "body{max-width:34em;margin:3em auto;padding:0 1em;font:1.1em/1.6 system-ui,sans-serif}a{color:inherit}";
  const records = worker.kijkraamRecords
    ? `<p><a href="${worker.kijkraamRecords}">${words["web.offline.records"]}</a></p>`
    : "";
  const page = `<!doctype html><html lang="${worker.kijkraamLanguage}"><meta charset="utf-8"><base href="${ROOT}">
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<title>${words["web.offline.not_here"]}</title><style>${style}</style>
<h1>${words["web.offline.not_here"]}</h1><p>${words["web.offline.not_here_why"]}</p>
<p><a href="${ROOT}">${words["web.offline.begin"]}</a></p>${records}${worker.kijkraamHelp}</html>`;
  return new Response(page, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}

/**
 * A page tells which files it brought in before there was a worker, or asks which version it is of.
 * @param {any} event
 */
async function hear({ data, source, ports }) {
  if (data.visited) {
    const paths = data.visited.map((/** @type {string} */ address) => pathOf(ROOT, address)).filter(Boolean);
    await Promise.allSettled(paths.map((/** @type {string} */ path) => find(VERSION, path)));
  } else {
    const version = (await clients.version(source.id)) ?? VERSION;
    ports[0].postMessage({ root: ROOT, version: VERSION, isNewest: version === VERSION });
  }
}
