// What can go wrong, as codes: the words for them are phrases of the page.

/** @typedef {"blocked" | "full" | "broken"} Problem why nothing can be stored */

/**
 * Something that could not be done. `code` is a Problem; "gone" (a record or an undo that is not there any more);
 * "too-big" (an export); or "no-crypto" (a password where the browser offers no encryption).
 */
export class StorageError extends Error {
  /**
   * @param {Problem | "gone" | "too-big" | "no-crypto"} code
   * @param {unknown} [cause]
   */
  constructor(code, cause) {
    super(code, { cause });
    this.name = "StorageError";
    this.code = code;
  }
}

/** Errors by which a browser says that it does not allow storage here. Chromium's in a frame: "The user denied permission". */
const REFUSALS = ["SecurityError", "InvalidStateError", "NotAllowedError", "ReferenceError", "TypeError"];

/**
 * The error that a browser gave, as one of ours.
 * @param {unknown} error
 * @param {boolean} [whileOpening] whether no storage was reached yet
 * @returns {StorageError}
 */
export function storageError(error, whileOpening = false) {
  if (error instanceof StorageError) return error;
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  if (name === "QuotaExceededError") return new StorageError("full", error);
  const isRefused = REFUSALS.includes(name) || /denied/.test(String(error));
  return new StorageError(whileOpening && isRefused ? "blocked" : "broken", error);
}

/**
 * Why nothing could be stored; undefined for every other error.
 * @param {unknown} error
 * @returns {Problem | undefined}
 */
export function problemOf(error) {
  const code = error instanceof StorageError ? error.code : "gone";
  return code === "blocked" || code === "full" || code === "broken" ? code : undefined;
}
