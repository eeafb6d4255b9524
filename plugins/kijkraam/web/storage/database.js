// The database of this site: opening it, upgrading it with other tabs open, and transactions that are on disk before
// they count as done.

import { openDB, unwrap } from "../vendor/idb/idb.js";
import { StorageError, storageError } from "./errors.js";
import { Left } from "./left.js";
import { UNREADABLE } from "./rows.js";

/** @typedef {import("./rows.js").Rows} Rows */
/** @typedef {import("./rows.js").StoreName} StoreName */
/** @typedef {import("./rows.js").Found} Found */
/** @typedef {import("../vendor/idb/idb.js").IDBPDatabase} Connection */
/** @typedef {import("../vendor/idb/idb.js").IDBPTransaction<unknown, string[], "readwrite">} Transaction */
/** @typedef {import("../vendor/idb/idb.js").IDBPTransaction<any, string[], "versionchange">} Upgrade */
/** @typedef {(database: Connection, transaction: Upgrade) => void} Step */

/**
 * The steps from an empty database to the present one; the version of a database is the number of steps it took.
 * A step only adds: a tab with an older version of this code goes on with the database after it.
 * @type {Step[]}
 */
export const STEPS = [
  (database) => {
    database.createObjectStore("records", { keyPath: "id" });
    database.createObjectStore("answers", { keyPath: ["record", "field"] });
    database.createObjectStore("aside", { keyPath: "id" });
    database.createObjectStore("pending", { autoIncrement: true });
  },
];

/** @type {StoreName[]} */
const STORES = ["records", "answers", "aside"];
/** @type {IDBTransactionOptions} */
const STRICT = { durability: "strict" };
/** The address of this script, known only while it is read. */
const SCRIPT = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : "";

/**
 * The path of the site: what `data-kijkraam-root` in the page says, else two folders above this script, which stands in
 * `assets/kijkraam/`. Sites that share an origin keep their records apart by it.
 * @returns {string}
 */
export function sitePath() {
  const root = document.querySelector("[data-kijkraam-root]")?.getAttribute("data-kijkraam-root");
  if (root) return new URL(root, document.baseURI).pathname;
  return new URL("../../", SCRIPT || document.baseURI).pathname;
}

/** @implements {Rows} */
class TransactionRows {
  /** @param {Transaction} transaction */
  constructor(transaction) {
    this.transaction = transaction;
  }

  /**
   * @param {StoreName} store
   * @param {any} key
   */
  get(store, key) {
    return this.transaction.objectStore(store).get(key);
  }

  /**
   * @param {StoreName} store
   * @param {string} [record]
   */
  keys(store, record) {
    return this.transaction.objectStore(store).getAllKeys(rangeOf(record));
  }

  /**
   * @param {StoreName} store
   * @param {string} [record]
   * @returns {Promise<Found[]>}
   */
  async all(store, record) {
    const { db, mode } = this.transaction;
    const keys = await this.keys(store, record);
    try {
      const rows = await this.transaction.objectStore(store).getAll(rangeOf(record));
      return keys.map((key, index) => ({ key, row: rows[index] }));
    } catch (error) {
      if (mode === "readwrite") throw error;
      return Promise.all(keys.map(async (key) => ({ key, row: await db.get(store, key).catch(() => UNREADABLE) })));
    }
  }

  /**
   * @param {StoreName} store
   * @param {any} row
   */
  async put(store, row) {
    await this.transaction.objectStore(store).put(row);
  }

  /**
   * @param {StoreName} store
   * @param {any} key
   */
  async remove(store, key) {
    await this.transaction.objectStore(store).delete(key);
  }

  /** @param {StoreName} store */
  async clear(store) {
    await this.transaction.objectStore(store).clear();
  }
}

/** @param {string} [record] */
function rangeOf(record) {
  return record === undefined ? undefined : IDBKeyRange.bound([record], [record, []]);
}

export class Database {
  /** @type {Promise<Connection> | null} */
  #opening = null;
  /** @type {Connection | null} */
  #connection = null;
  #isSlow = false;

  /**
   * @param {string} name
   * @param {{steps?: Step[], patience?: number, opened?: () => void}} [options] `patience`: milliseconds to wait for
   *   the database before work is refused as "blocked"; `opened` is called when it opens after that
   */
  constructor(name, { steps = STEPS, patience = 3000, opened = () => {} } = {}) {
    this.name = name;
    this.steps = steps;
    this.patience = patience;
    this.opened = opened;
    this.left = new Left(name);
  }

  /**
   * @template T
   * @param {"readonly" | "readwrite"} mode
   * @param {(rows: Rows) => Promise<T>} work
   * @param {boolean} [withPending] whether the work reaches what leaving pages left behind
   * @returns {Promise<T>}
   */
  async run(mode, work, withPending = false) {
    return transact(await this.#begin(mode, withPending ? [...STORES, "pending"] : STORES), work);
  }

  /**
   * Leave changes behind as the page goes. A page that goes cannot wait for a row to merge with: a transaction that
   * reads is lost, one that only writes, to a store that nothing else is busy with, mostly is not. Where it is after
   * all, `left` has them; that alone would not do, because it reaches the disk only seconds later.
   * @param {import("./changes.js").Change[]} changes
   * @returns {boolean} whether there was somewhere to leave them
   */
  leave(changes) {
    const isKept = this.left.add(changes);
    try {
      const transaction = unwrap(/** @type {Connection} */ (this.#connection)).transaction("pending", "readwrite", STRICT);
      for (const change of changes) transaction.objectStore("pending").add(change);
      transaction.commit();
      return true;
    } catch {
      return isKept;
    }
  }

  close() {
    this.#connection?.close();
    this.#forget();
  }

  #forget() {
    this.#opening = null;
    this.#connection = null;
  }

  /**
   * @param {"readonly" | "readwrite"} mode
   * @param {StoreName[]} stores
   * @returns {Promise<Transaction>}
   */
  async #begin(mode, stores) {
    const connection = await this.#connect();
    try {
      return begin(connection, mode, stores);
    } catch {
      // The browser, or an upgrade in another tab, closed it since.
      if (this.#connection === connection) this.#forget();
    }
    const another = await this.#connect();
    try {
      return begin(another, mode, stores);
    } catch (error) {
      throw storageError(error);
    }
  }

  /**
   * Connect again at once, so that a page that goes has somewhere to leave its changes.
   * @param {Connection} closed
   */
  #reconnect(closed) {
    if (this.#connection !== closed) return;
    this.#forget();
    this.#connect().catch(() => {});
  }

  /** @returns {Promise<Connection>} */
  #connect() {
    if (!this.#opening) {
      this.#opening = this.#open();
      this.#opening.catch(() => {});
    }
    if (this.#connection) return this.#opening;
    return this.#isSlow ? Promise.reject(new StorageError("blocked")) : this.#inTime(this.#opening);
  }

  async #open() {
    try {
      const connection = await openAny(this.name, this.steps, {
        // Every transaction that began ends before the connection closes.
        blocking: () => {
          connection.close();
          this.#reconnect(connection);
        },
        terminated: () => this.#reconnect(connection),
      });
      this.#connection = connection;
      if (this.#isSlow) {
        this.#isSlow = false;
        this.opened();
      }
      return connection;
    } catch (error) {
      this.#forget();
      throw storageError(error, true);
    }
  }

  /**
   * @param {Promise<Connection>} opening
   * @returns {Promise<Connection>}
   */
  #inTime(opening) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#isSlow = true;
        reject(new StorageError("blocked"));
      }, this.patience);
      opening.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  }
}

/**
 * Open a database at the version of these steps, or at the newer one that another tab made of it.
 * @param {string} name
 * @param {Step[]} steps
 * @param {{blocking: () => void, terminated: () => void}} callbacks
 * @returns {Promise<Connection>}
 */
async function openAny(name, steps, callbacks) {
  try {
    return await openDB(name, steps.length, {
      ...callbacks,
      upgrade: (database, version, _to, transaction) => {
        for (const step of steps.slice(version)) step(database, transaction);
      },
    });
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== "VersionError") throw error;
    return openDB(name, undefined, callbacks);
  }
}

/**
 * @param {Connection} connection
 * @param {"readonly" | "readwrite"} mode
 * @param {StoreName[]} stores
 */
function begin(connection, mode, stores) {
  return /** @type {Transaction} */ (connection.transaction(stores, mode, STRICT));
}

/**
 * @template T
 * @param {Transaction} transaction
 * @param {(rows: Rows) => Promise<T>} work
 * @returns {Promise<T>}
 */
async function transact(transaction, work) {
  const { done } = transaction;
  done.catch(() => {});
  try {
    const result = await work(new TransactionRows(transaction));
    if (transaction.mode === "readwrite") await done;
    return result;
  } catch (error) {
    abort(transaction);
    const cause = transaction.error ?? error;
    throw cause instanceof DOMException ? storageError(cause) : cause;
  }
}

/** @param {Transaction} transaction */
function abort(transaction) {
  try {
    transaction.abort();
  } catch {
    // It has ended by itself.
  }
}
