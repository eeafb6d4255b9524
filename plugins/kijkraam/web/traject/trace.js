// Which traject is open in this tab: told by the address that led here, and remembered.
import { sitePath } from "../storage/database.js";

/** The form of a traject's record. */
export const TRAJECT = "traject";

/** What is remembered: the open traject, its forms, and where its page is. */
/** @typedef {"open" | "forms" | "home"} Name */

/** Where storage is refused. An id in the address would reach the server; after `#` it does not. */
/** @type {Map<string, string>} */
const remembered = new Map();

/** @param {Name} name */
function place(name) {
  return `kijkraam:${sitePath()}:traject:${name}`;
}

/** @param {Name} name */
export function recall(name) {
  try {
    return sessionStorage.getItem(place(name));
  } catch {
    return remembered.get(name) ?? null;
  }
}

/**
 * @param {Name} name
 * @param {string} value
 */
export function remember(name, value) {
  try {
    sessionStorage.setItem(place(name), value);
  } catch {
    remembered.set(name, value);
  }
}

/** @param {Name} name */
export function forget(name) {
  remembered.delete(name);
  try {
    sessionStorage.removeItem(place(name));
  } catch {
    // What cannot be stored need not be forgotten.
  }
}

/** @returns {string | null} the traject that the address names */
export function named() {
  const told = new URLSearchParams(location.hash.slice(1)).get(TRAJECT);
  return told ?? new URLSearchParams(location.search).get("blad");
}

/**
 * @param {{keep: string}} form
 * @returns {boolean} whether the form may be filled in within a traject here
 */
export function mayBeWithin({ keep }) {
  return keep === "ask" && (location.hash.includes(`${TRAJECT}=`) || recall("open") !== null);
}
