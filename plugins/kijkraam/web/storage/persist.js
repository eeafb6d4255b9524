// How long a browser keeps what is stored, and when to ask whether it should.

/** @typedef {import("./rows.js").FormRecord} FormRecord */

const DAYS_TO_ASK = 30;
const DAY = 24 * 60 * 60 * 1000;

/**
 * Ask the browser to keep what is stored until the user wipes it. It asks once per site: call it after the first record.
 * @param {string} path
 * @returns {Promise<boolean>} whether it promised so
 */
export async function askToKeep(path) {
  try {
    if (await navigator.storage.persisted()) return true;
    if (hasAsked(path)) return false;
    return await navigator.storage.persist();
  } catch {
    return false;
  }
}

/**
 * Whether it was asked before; from now on it was.
 * @param {string} path
 */
function hasAsked(path) {
  const key = `kijkraam:${path}:asked`;
  const has = localStorage.getItem(key) !== null;
  localStorage.setItem(key, "1");
  return has;
}

/**
 * Whether this browser wipes what is stored after seven days without a visit: Apple's does, unless the site stands on
 * the home screen or the browser promised to keep it.
 * @returns {Promise<boolean>}
 */
export async function mayForget() {
  const isOnHomeScreen = matchMedia("(display-mode: standalone)").matches || Reflect.get(navigator, "standalone") === true;
  if (!navigator.vendor.startsWith("Apple") || isOnHomeScreen) return false;
  try {
    return !(await navigator.storage.persisted());
  } catch {
    return true;
  }
}

/**
 * The records that were not changed for thirty days, nor asked about. `asks` says of a form whether it wants this.
 * @param {FormRecord[]} records
 * @param {(form: string) => boolean} asks
 * @param {number} [time]
 * @returns {FormRecord[]}
 */
export function toAskAbout(records, asks, time = Date.now()) {
  const limit = new Date(time - DAYS_TO_ASK * DAY).toISOString();
  return records.filter(({ form, changed, asked = "" }) => asks(form) && changed < limit && asked < limit);
}
