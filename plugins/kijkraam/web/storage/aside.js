// Rows that cannot be read or are not as they should be. They are set aside, never thrown away.

import { problemOf } from "./errors.js";
import { newId, now, UNREADABLE } from "./rows.js";
import { isValid } from "./valid.js";

/** @typedef {import("./rows.js").Rows} Rows */
/** @typedef {import("./rows.js").StoreName} StoreName */
/** @typedef {import("./rows.js").Found} Found */
/** @typedef {import("./rows.js").Aside} Aside */

/**
 * The rows of a store that are as they should be; `bad` are the others.
 * @param {Rows} rows
 * @param {StoreName} store
 * @param {string} [record]
 * @returns {Promise<{good: any[], bad: Found[]}>}
 */
export async function readAll(rows, store, record) {
  /** @type {{good: any[], bad: Found[]}} */
  const read = { good: [], bad: [] };
  for (const found of await rows.all(store, record)) {
    if (isValid(store, found.key, found.row)) read.good.push(found.row);
    else read.bad.push(found);
  }
  return read;
}

/**
 * A row to write over. One that is not as it should be is set aside first.
 * @param {Rows} rows
 * @param {StoreName} store
 * @param {any} key
 */
export async function readToWrite(rows, store, key) {
  const row = await rows.get(store, key);
  if (row === undefined || isValid(store, key, row)) return row;
  await setAside(rows, store, key, row);
  return undefined;
}

/**
 * Set a row aside; with a record its answers go along. What cannot be read is only told of.
 * @param {Rows} rows
 * @param {StoreName} store
 * @param {any} key
 * @param {unknown} row
 */
export async function setAside(rows, store, key, row) {
  const isUnreadable = row === UNREADABLE;
  const id = isUnreadable ? JSON.stringify([store, key]) : newId();
  if (isUnreadable && (await rows.get("aside", id))) return;
  const record = String(Array.isArray(key) ? key[0] : key);
  /** @type {Aside} */
  const aside = {
    id,
    store,
    key,
    record,
    row: isUnreadable ? null : row,
    why: isUnreadable ? "unreadable" : "invalid",
    found: now(),
  };
  await rows.put("aside", aside);
  if (isUnreadable) return;
  await rows.remove(store, key);
  if (store !== "records") return;
  for (const answer of await rows.all("answers", record)) await setAside(rows, "answers", answer.key, answer.row);
}

/**
 * The rows of a store that cannot be read or are not as they should be. To know them all its answers are read: those of
 * one record at a time, so that the page can do something else meanwhile.
 * @param {Pick<import("./store.js").Store, "records" | "answers" | "place">} store
 * @returns {Promise<Aside[]>} none where the store cannot be reached, which the store itself tells
 */
export async function asideOf(store) {
  const ids = new Set((await store.records()).map(({ id }) => id));
  try {
    for (const id of ids) await store.answers(id, true);
    const keys = await store.place.run("readonly", (rows) => rows.keys("answers"));
    if (keys.some(([id]) => !ids.has(id))) await store.answers(undefined, true); // some are of no record
    return await store.place.run("readonly", async (rows) => (await rows.all("aside")).map(({ row }) => row));
  } catch (error) {
    if (problemOf(error)) return [];
    throw error;
  }
}

/**
 * Everything that was set aside, as the text of a file.
 * @param {Aside[]} aside
 */
export function asideText(aside) {
  return JSON.stringify({ kijkraamAside: 1, made: now(), rows: aside.map(plain) }, null, 2);
}

/**
 * A row as JSON can hold it. The strangest rows are told as text.
 * @param {Aside} aside
 */
function plain(aside) {
  try {
    JSON.stringify(aside);
    return aside;
  } catch {
    return { ...aside, row: String(aside.row) };
  }
}
