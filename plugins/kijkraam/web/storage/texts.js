// Rows as texts: in sessionStorage, where they survive a reload and go when the tab closes, or in an object in memory.

import { StorageError, storageError } from "./errors.js";
import { keyOf } from "./rows.js";

/** @typedef {import("./rows.js").StoreName} StoreName */
/** @typedef {import("./rows.js").Found} Found */
/** @typedef {import("./rows.js").Rows} Rows */

/** @implements {Rows} */
export class TextRows {
  /** @type {Promise<unknown>} */
  #last = Promise.resolve();
  /** @type {Map<string, string | undefined>} what stood where the work under way wrote */
  #before = new Map();

  /**
   * @param {string} name the start of every key
   * @param {() => Record<string, string> | null} texts where the texts are; may throw
   */
  constructor(name, texts) {
    this.name = name;
    this.texts = texts;
  }

  /**
   * @template T
   * @param {"readonly" | "readwrite"} _mode
   * @param {(rows: Rows) => Promise<T>} work
   * @returns {Promise<T>}
   */
  run(_mode, work) {
    const mine = this.#last.then(() => this.#do(work));
    this.#last = mine.catch(() => {});
    return mine;
  }

  /**
   * @template T
   * @param {(rows: Rows) => Promise<T>} work
   * @returns {Promise<T>}
   */
  async #do(work) {
    this.#before.clear();
    try {
      return await work(this);
    } catch (error) {
      for (const [place, text] of this.#before) this.#set(place, text);
      throw error;
    }
  }

  /**
   * @param {StoreName} store
   * @param {any} key
   */
  async get(store, key) {
    const text = this.#texts()[this.#place(store, key)];
    return text === undefined ? undefined : read(text);
  }

  /**
   * @param {StoreName} store
   * @param {string} [record]
   */
  async keys(store, record) {
    const start = this.#place(store);
    const wanted = record === undefined ? start : this.#place(store, [record]).slice(0, -1);
    return Object.keys(this.#texts())
      .filter((place) => place.startsWith(wanted))
      .sort()
      .map((place) => read(place.slice(start.length)));
  }

  /**
   * @param {StoreName} store
   * @param {string} [record]
   * @returns {Promise<Found[]>}
   */
  async all(store, record) {
    const keys = await this.keys(store, record);
    return Promise.all(keys.map(async (key) => ({ key, row: await this.get(store, key) })));
  }

  /**
   * @param {StoreName} store
   * @param {any} row
   */
  async put(store, row) {
    this.#write(this.#place(store, keyOf(store, row)), JSON.stringify(row));
  }

  /**
   * @param {StoreName} store
   * @param {any} key
   */
  async remove(store, key) {
    this.#write(this.#place(store, key), undefined);
  }

  /** @param {StoreName} store */
  async clear(store) {
    for (const key of await this.keys(store)) await this.remove(store, key);
  }

  /**
   * @param {StoreName} store
   * @param {any} [key]
   */
  #place(store, key) {
    return `${this.name}:${store}:${key === undefined ? "" : JSON.stringify(key)}`;
  }

  #texts() {
    try {
      const texts = this.texts();
      if (texts) return texts;
    } catch (error) {
      throw storageError(error, true);
    }
    throw new StorageError("blocked");
  }

  /**
   * @param {string} place
   * @param {string | undefined} text
   */
  #write(place, text) {
    if (!this.#before.has(place)) this.#before.set(place, this.#texts()[place]);
    this.#set(place, text);
  }

  /**
   * @param {string} place
   * @param {string | undefined} text
   */
  #set(place, text) {
    try {
      if (text === undefined) delete this.#texts()[place];
      else this.#texts()[place] = text;
    } catch (error) {
      throw storageError(error);
    }
  }
}

/**
 * What a text stands for; a text that is no JSON stands for itself.
 * @param {string} text
 */
function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
