// What a row must look like. More than that may stand in it: a newer version of this code may have put it there.

import { keyOf, UNREADABLE } from "./rows.js";

/** @typedef {import("./rows.js").StoreName} StoreName */

const NAME = /^[a-z][a-z0-9-]{0,299}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/;

/**
 * Whether a text can be the name of a form or a field; not one that every object has, such as `constructor`.
 * @param {string} text
 */
export function isName(text) {
  return NAME.test(text) && !(text in Object.prototype);
}

/**
 * @param {unknown} value
 * @returns {value is string}
 */
export function isTime(value) {
  return typeof value === "string" && TIME.test(value) && !Number.isNaN(Date.parse(value));
}

/**
 * @param {unknown} value
 * @returns {value is import("./rows.js").Value}
 */
export function isValue(value) {
  return value === null || isText(value) || (Array.isArray(value) && value.every(isText));
}

/**
 * @param {unknown} value
 * @returns {value is number}
 */
export function isVersion(value) {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/**
 * @param {unknown} value
 * @returns {value is import("./rows.js").Earlier[]}
 */
export function isEarlier(value) {
  return Array.isArray(value) && value.every((one) => isObject(one) && isText(one.value) && isTime(one.changed));
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * @param {unknown} value
 * @returns {value is string}
 */
export function isText(value) {
  return typeof value === "string";
}

/** @type {{[store: string]: (row: Record<string, unknown>) => boolean}} */
const CHECKS = {
  records: (row) =>
    [row.id, row.form, row.name].every(isText) &&
    isVersion(row.version) &&
    [row.created, row.changed, row.opened].every(isTime) &&
    (row.asked === undefined || isTime(row.asked)),
  answers: (row) =>
    [row.record, row.field, row.tab].every(isText) &&
    isVersion(row.version) &&
    isValue(row.value) &&
    isTime(row.changed) &&
    isEarlier(row.earlier),
  pending: (row) =>
    (row.type === "create" && isObject(row.record) && isValid("records", row.record.id, row.record)) ||
    (row.type === "update" && isText(row.id) && isObject(row.patch)) ||
    (row.type === "put" &&
      [row.record, row.field, row.tab].every(isText) &&
      isValue(row.value) &&
      isValue(row.base) &&
      isVersion(row.version ?? 0) &&
      isTime(row.changed)),
};

/**
 * @param {StoreName} store
 * @param {any} key
 * @param {unknown} row
 */
export function isValid(store, key, row) {
  if (row === UNREADABLE || !isObject(row)) return false;
  const fits = store === "pending" || JSON.stringify(keyOf(store, row)) === JSON.stringify(key);
  return fits && /** @type {(row: Record<string, unknown>) => boolean} */ (CHECKS[store])(row);
}
