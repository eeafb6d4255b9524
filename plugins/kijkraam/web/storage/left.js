// What a page that goes leaves behind outside the database: in localStorage, which takes it in at once. A browser may
// drop a transaction of a page that goes, in a private window most of all.

import { newId } from "./rows.js";

/** @typedef {import("./changes.js").Change} Change */
/** @typedef {import("./rows.js").Found} Found */

export class Left {
  /** @param {string} name of the database that the changes are for */
  constructor(name) {
    this.start = `${name}:left:`;
  }

  /**
   * @param {Change[]} changes
   * @returns {boolean} whether there was room for them
   */
  add(changes) {
    try {
      localStorage.setItem(this.start + newId(), JSON.stringify(changes));
      return true;
    } catch {
      return false;
    }
  }

  /** @returns {Found[]} each change, with the key that `remove` wants */
  all() {
    try {
      const keys = Object.keys(localStorage).filter((key) => key.startsWith(this.start));
      return keys.flatMap((key) => changesIn(localStorage[key]).map((row) => ({ key, row })));
    } catch {
      return []; // Refused storage holds nothing.
    }
  }

  /** @param {Found[]} found */
  remove(found) {
    for (const { key } of found) localStorage.removeItem(key);
  }
}

/**
 * The changes in a text. A text that holds none is one itself, so that it is set aside with the rows that are no changes.
 * @param {string} text
 * @returns {unknown[]}
 */
function changesIn(text) {
  try {
    return [JSON.parse(text)].flat();
  } catch {
    return [text];
  }
}
