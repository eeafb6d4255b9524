// What is stored, as rows, and what every place that can hold rows offers.

/**
 * A filled-in form. `opened` is when it was last on screen, `asked` when the user last said to keep it.
 * @typedef {{id: string, form: string, version: number, name: string, created: string, changed: string,
 *   opened: string, asked?: string}} FormRecord
 */
/** @typedef {string | string[] | null} Value */
/** @typedef {{value: string, changed: string}} Earlier a text that another tab replaced */
/**
 * One field of a record. `version` is that of the form when the answer was given, `tab` the tab that wrote it.
 * @typedef {{record: string, field: string, value: Value, changed: string, tab: string, version: number,
 *   earlier: Earlier[]}} Answer
 */
/**
 * A row that cannot be read or is not as it should be. What cannot be read stays where it is.
 * @typedef {{id: string, store: StoreName, key: unknown, record: string, row: unknown,
 *   why: "unreadable" | "invalid", found: string}} Aside
 */
/** @typedef {"records" | "answers" | "aside" | "pending"} StoreName */
/** @typedef {{key: any, row: any}} Found */
/**
 * Reading and writing within one transaction. A row that cannot be read ends a transaction that writes; in one that only
 * reads, `all` gives UNREADABLE for it.
 * @typedef {{
 *   get(store: StoreName, key: any): Promise<any>,
 *   keys(store: StoreName, record?: string): Promise<any[]>,
 *   all(store: StoreName, record?: string): Promise<Found[]>,
 *   put(store: StoreName, row: any): Promise<void>,
 *   remove(store: StoreName, key: any): Promise<void>,
 *   clear(store: StoreName): Promise<void>}} Rows
 */
/**
 * A place that holds rows. `run` does all of the work or nothing of it; `leave` is for pages that go, where a place
 * cannot be written to at once; it returns whether it could. What it left outside the rows is in `left`.
 * @typedef {{
 *   run<T>(mode: "readonly" | "readwrite", work: (rows: Rows) => Promise<T>, withPending?: boolean): Promise<T>,
 *   leave?(changes: import("./changes.js").Change[]): boolean,
 *   left?: import("./left.js").Left,
 *   close?(): void}} Place
 */

/** Stands for a row that is there but cannot be read. */
export const UNREADABLE = Symbol("unreadable");

/**
 * The key of a row.
 * @param {StoreName} store
 * @param {any} row
 */
export function keyOf(store, row) {
  return store === "answers" ? [row.record, row.field] : row.id;
}

/** @returns {string} an id that no other record or tab has, also where `crypto.randomUUID` is missing */
export function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @returns {string} */
export function now() {
  return new Date().toISOString();
}
