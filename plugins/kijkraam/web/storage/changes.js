// What a form changes while it is filled in, as data: so that a change can wait until storage works again. Doing a
// change twice comes to the same as doing it once.

import { readToWrite } from "./aside.js";
import { StorageError } from "./errors.js";
import { merge } from "./merge.js";
import { isValid } from "./valid.js";

/** @typedef {import("./rows.js").Rows} Rows */
/** @typedef {import("./rows.js").FormRecord} FormRecord */
/** @typedef {import("./rows.js").Answer} Answer */
/** @typedef {{type: "create", record: FormRecord}} Create */
/** @typedef {Partial<Pick<FormRecord, "name" | "opened" | "changed" | "version" | "asked">>} Patch */
/** @typedef {{type: "update", id: string, patch: Patch}} Update */
/** @typedef {{type: "put", version?: number | undefined} & Omit<import("./merge.js").Write, "version">} Put */
/** @typedef {Create | Update | Put} Change */

/**
 * @overload
 * @param {Rows} rows
 * @param {Put} change
 * @param {boolean} [late]
 * @returns {Promise<Answer>}
 */
/**
 * @overload
 * @param {Rows} rows
 * @param {Change} change
 * @param {boolean} [late] whether the change waited
 * @returns {Promise<Answer | FormRecord>}
 */
/**
 * Do a change. Throws a StorageError "gone" when its record is not there (any more).
 * @param {Rows} rows
 * @param {Change} change
 * @param {boolean} [late]
 */
export async function apply(rows, change, late = false) {
  if (change.type === "create") {
    const there = await readToWrite(rows, "records", change.record.id);
    if (!there) await rows.put("records", change.record);
    return there ?? change.record;
  }
  const id = change.type === "update" ? change.id : change.record;
  /** @type {FormRecord} */
  const record = await rows.get("records", id);
  if (!isValid("records", id, record)) throw new StorageError("gone");
  if (change.type === "update") {
    const updated = { ...record, ...change.patch };
    await rows.put("records", updated);
    return updated;
  }
  const stored = await readToWrite(rows, "answers", [id, change.field]);
  const answer = merge(stored, { ...change, version: change.version ?? record.version }, late);
  if (answer !== stored) await rows.put("answers", answer);
  if (record.changed < change.changed) await rows.put("records", { ...record, changed: change.changed });
  return answer;
}

/**
 * The place of a change among those that wait: a later one at the same place stands for both.
 * @param {Change} change
 */
export function placeOf(change) {
  if (change.type === "create") return `create ${change.record.id}`;
  return change.type === "update" ? `update ${change.id}` : `put ${change.record} ${change.field}`;
}

/**
 * One change that stands for two at the same place.
 * @param {Change | undefined} first
 * @param {Change} second
 * @returns {Change}
 */
export function join(first, second) {
  if (first?.type === "put" && second.type === "put") return { ...second, base: first.base };
  if (first?.type === "update" && second.type === "update") {
    return { ...second, patch: { ...first.patch, ...second.patch } };
  }
  return second;
}
