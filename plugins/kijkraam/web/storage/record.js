// A record before it is stored.
import { newId, now } from "./rows.js";
import { isName } from "./valid.js";

/** @typedef {import("./rows.js").FormRecord} FormRecord */

/**
 * A new record, not stored yet.
 * @param {string} form
 * @param {number} version
 * @param {string} name
 * @returns {FormRecord}
 */
export function toRecord(form, version, name) {
  if (!isName(form)) throw new TypeError(`${form} cannot be the name of a form`);
  const time = now();
  return { id: newId(), form, version, name, created: time, changed: time, opened: time };
}
