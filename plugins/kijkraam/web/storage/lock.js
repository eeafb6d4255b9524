// A text behind a password: PBKDF2 (SHA-256) makes a key of it, AES-GCM locks the text.

import { StorageError } from "./errors.js";

/** @typedef {{rounds: number, salt: string, iv: string, data: string}} Locked all but the rounds as base64 */

const ROUNDS = 600_000;
/** A file may ask for more work than ours do, but not for hours of it. */
const MOST_ROUNDS = 10_000_000;

/**
 * Lock a text. Throws "no-crypto" where the browser does not encrypt.
 * @param {string} text
 * @param {string} password
 * @returns {Promise<Locked>}
 */
export async function lock(text, password) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await makeKey(password, salt, ROUNDS);
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(text));
  return { rounds: ROUNDS, salt: toBase64(salt), iv: toBase64(iv), data: toBase64(new Uint8Array(data)) };
}

/**
 * Unlock a text; undefined when the password is wrong or the file was changed.
 * @param {Locked} locked
 * @param {string} password
 * @returns {Promise<string | undefined>}
 */
export async function unlock({ rounds, salt, iv, data }, password) {
  const key = await makeKey(password, fromBase64(salt), rounds);
  try {
    const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv: fromBase64(iv) }, key, fromBase64(data));
    return new TextDecoder().decode(text);
  } catch {
    return undefined;
  }
}

/**
 * @param {unknown} value
 * @returns {value is Locked}
 */
export function isLocked(value) {
  if (typeof value !== "object" || value === null) return false;
  const { rounds, salt, iv, data } = /** @type {Record<string, unknown>} */ (value);
  const isRounds = Number.isInteger(rounds) && Number(rounds) >= 1 && Number(rounds) <= MOST_ROUNDS;
  return isRounds && [salt, iv, data].every((part) => typeof part === "string" && isBase64(part));
}

/** @param {string} text */
function isBase64(text) {
  return text.length > 0 && text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}

/**
 * @param {string} password
 * @param {Uint8Array<ArrayBuffer>} salt
 * @param {number} iterations
 */
async function makeKey(password, salt, iterations) {
  if (!crypto.subtle) throw new StorageError("no-crypto");
  // The same letters are typed as other characters on another system: é is one or two.
  const typed = new TextEncoder().encode(password.normalize("NFC"));
  const material = await crypto.subtle.importKey("raw", typed, "PBKDF2", false, ["deriveKey"]);
  const method = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return crypto.subtle.deriveKey(method, material, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/** @param {Uint8Array} bytes */
function toBase64(bytes) {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** @param {string} text */
function fromBase64(text) {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
