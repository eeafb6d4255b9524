// Which version of the site each open page is of. A worker forgets all that it knows when it rests, and a new worker takes
// over pages of the old one; so it stands in a cache of its own.
import { cachePrefix } from "./library.js";

/** A page that came from the network, because its version was not here yet. */
export const FROM_NETWORK = "-";
/** A page on its way does not count as open yet. */
const ON_ITS_WAY = 60 * 1000;

export class Clients {
  /** @type {Map<string, string>} */
  #known = new Map();

  /**
   * @param {string} root
   * @param {(id: string) => Promise<unknown>} find gives an open page by its id
   */
  constructor(root, find) {
    this.root = root;
    this.find = find;
  }

  #cache() {
    return caches.open(`${cachePrefix(this.root)}clients`);
  }

  /** @param {string} id */
  #key(id) {
    return `${this.root}kijkraam-client/${id}`;
  }

  /**
   * @param {string} id
   * @param {string} version
   */
  async remember(id, version) {
    this.#known.set(id, version);
    // Where there is no room, a page is taken for one of the newest version.
    await (await this.#cache()).put(this.#key(id), new Response(`${version} ${Date.now()}`)).catch(() => {});
  }

  /**
   * @param {string} id
   * @returns {Promise<string | undefined>}
   */
  async version(id) {
    if (!id) return undefined;
    const told = this.#known.get(id) ?? (await (await (await this.#cache()).match(this.#key(id)))?.text())?.split(" ")[0];
    if (told) this.#known.set(id, told);
    return told;
  }

  /** Forget the pages that are closed, and return the versions of the others. */
  async tidy() {
    const cache = await this.#cache();
    /** @type {Set<string>} */
    const versions = new Set();
    for (const request of await cache.keys()) {
      const [version, time] = (await (await cache.match(request))?.text())?.split(" ") ?? [];
      const isOpen = await this.find(request.url.slice(this.#key("").length));
      if (isOpen || Date.now() - Number(time) < ON_ITS_WAY) versions.add(version ?? "");
      else await cache.delete(request);
    }
    return versions;
  }
}
