// What a browser keeps of the handbook: one cache per version of the site. A file enters it only when it is of that
// version, so no page is ever shown with the scripts of another. Shared by the service worker and the page that fills it.

/**
 * The files of one version: the address of each from the root of the site, with its hash and its bytes.
 * @typedef {Record<string, [hash: string, size: number]>} Group
 * @typedef {object} Listing
 * @property {Group} shell what every page needs
 * @property {Group} pages what is read, with what a page brings in by itself
 * @property {Group} paper files to print, and for other programs
 */
/** @typedef {"network" | "changed" | "full"} Reason */

export const LIST = "kijkraam-offline.json";
/** What was asked to be kept whole: "pages", or "paper" for those and the files on paper. */
const WHOLE = "kijkraam-whole";
const AT_ONCE = 6;
/** Headers that are about how a file travelled, not about what it is. */
const ABOUT_THE_WAY = ["vary", "content-encoding", "content-length"];

export class OfflineError extends Error {
  /** @param {Reason} reason no network, not this version any more, no room */
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/** The files of one version that this browser has. `root` is the address of the site. */
export class Library {
  /**
   * @param {string} root
   * @param {string} version
   */
  constructor(root, version) {
    this.root = root;
    this.version = version;
    this.name = `${cachePrefix(root)}${version}`;
  }

  cache() {
    return caches.open(this.name);
  }

  /**
   * The list of this version's files; brought in when it is not there. Throws an OfflineError.
   * @returns {Promise<Listing>}
   */
  async listing() {
    const cache = await this.cache();
    const there = (await cache.match(this.root + LIST)) ?? (await this.bring(LIST, this.version));
    return there.json();
  }

  /** @param {string} path */
  async match(path) {
    return (await this.cache()).match(this.root + path);
  }

  /**
   * Bring in one file of this version. Throws an OfflineError.
   * @param {string} path
   * @param {string} hash
   * @returns {Promise<Response>}
   */
  async bring(path, hash) {
    const response = await fetchAnew(this.root + path.replace(/(^|\/)index\.html$/, "$1"));
    const body = await response.arrayBuffer().catch(() => refuse("network"));
    if (!response.ok || (await hashOf(body)) !== hash) throw new OfflineError("changed");
    const headers = new Headers(response.headers);
    for (const name of ABOUT_THE_WAY) headers.delete(name);
    return this.put(path, new Response(body, { headers }));
  }

  /**
   * @param {string} path
   * @param {Response} response
   */
  async put(path, response) {
    try {
      await (await this.cache()).put(this.root + path, response.clone());
    } catch {
      throw new OfflineError("full");
    }
    return response;
  }

  /** The paths of the files that are here. */
  async paths() {
    const requests = await (await this.cache()).keys();
    return requests.map(({ url }) => url.slice(this.root.length));
  }

  /** @returns {Promise<"" | "pages" | "paper">} */
  async whole() {
    const mark = await this.match(WHOLE);
    return /** @type {"" | "pages" | "paper"} */ (mark ? await mark.text() : "");
  }

  /** @param {"pages" | "paper"} what */
  async markWhole(what) {
    await this.put(WHOLE, new Response(what));
  }

  /**
   * Take out all but what every page needs.
   * @param {Listing} listing
   */
  async leave(listing) {
    const cache = await this.cache();
    const paths = [WHOLE, ...Object.keys(listing.pages), ...Object.keys(listing.paper)];
    await Promise.all(paths.map((path) => cache.delete(this.root + path)));
  }
}

/** @param {string} root */
export function cachePrefix(root) {
  return `kijkraam:${new URL(root).pathname}:`;
}

/**
 * The file that stands at an address, or null for what is not of this site.
 * @param {string} root
 * @param {string} address
 */
export function pathOf(root, address) {
  const bare = address.replace(/[?#].*/, "");
  if (!bare.startsWith(root)) return null;
  return bare.slice(root.length).replace(/(^|\/)$/, "$1index.html");
}

/**
 * Do something with each, a few at a time. Ends at the first that fails.
 * @template T
 * @param {T[]} all
 * @param {(one: T) => Promise<unknown>} work
 */
export async function each(all, work) {
  const waiting = [...all];
  const go = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      await work(one).catch((error) => {
        waiting.length = 0;
        throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, go));
}

/** @param {string} address */
async function fetchAnew(address) {
  // Not from a store of the browser: that may hold another version. The service worker leaves such a request alone.
  return fetch(address, { cache: "no-store" }).catch(() => refuse("network"));
}

/**
 * @param {Reason} reason
 * @returns {never}
 */
function refuse(reason) {
  throw new OfflineError(reason);
}

/** @param {ArrayBuffer} body */
async function hashOf(body) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return [...digest.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
