// One field, written by two tabs.

/** @typedef {import("./rows.js").Answer} Answer */
/** @typedef {import("./rows.js").Value} Value */
/** @typedef {import("./rows.js").Earlier} Earlier */
/**
 * What a tab writes. `base` is the value that it last saw; `choice` says that the value is no text of the user.
 * @typedef {{record: string, field: string, value: Value, base: Value, choice: boolean, changed: string, tab: string,
 *   version: number}} Write
 */

/**
 * Whether two values are the same to who looks at the form. No answer, an empty text and an empty list are.
 * @param {Value | undefined} one
 * @param {Value | undefined} other
 */
export function isSame(one, other) {
  const isEmpty = !one?.length;
  return isEmpty ? !other?.length : JSON.stringify(one) === JSON.stringify(other);
}

/**
 * The row that comes of a write. What another tab wrote meanwhile is not lost: of two lists both changes are kept,
 * of two texts the newest is the value and the other stands under `earlier`, of two choices the newest counts.
 * @param {Answer | undefined} stored
 * @param {Write} write
 * @param {boolean} [late] whether the write waited, so that the stored value may be newer
 * @returns {Answer}
 */
export function merge(stored, write, late = false) {
  const { record, field, value, base, choice, changed, tab, version } = write;
  if (!stored) return { record, field, value, changed, tab, version, earlier: [] };
  const isOlder = late && stored.changed >= changed;
  if (isOlder && (stored.tab === tab || isSame(stored.value, value))) return stored;
  if (isSame(stored.value, base) || isSame(stored.value, value)) return { ...stored, value, changed, tab, version };
  if (Array.isArray(value) && Array.isArray(stored.value)) {
    return { ...stored, value: mergeLists(stored.value, value, base), changed, tab, version };
  }
  const written = { value, changed, tab, version };
  const [newest, other] = isOlder ? [stored, written] : [written, stored];
  const earlier = choice ? stored.earlier : addEarlier(stored.earlier, other, newest.value);
  return { ...stored, value: newest.value, changed: newest.changed, tab: newest.tab, version: newest.version, earlier };
}

/**
 * @param {string[]} stored
 * @param {string[]} mine
 * @param {Value} base
 */
function mergeLists(stored, mine, base) {
  const before = Array.isArray(base) ? base : [];
  const kept = mine.filter((entry) => stored.includes(entry) || !before.includes(entry));
  return [...kept, ...stored.filter((entry) => !before.includes(entry) && !mine.includes(entry))];
}

/**
 * Add a replaced text. Texts that a longer one begins with are left out: they are how it looked while it was typed.
 * @param {Earlier[]} earlier
 * @param {{value: Value, changed: string}} replaced
 * @param {Value} shown
 */
function addEarlier(earlier, { value, changed }, shown) {
  if (typeof value !== "string" || !value) return earlier;
  const all = [...earlier, { value, changed }];
  return all.filter(
    (one, index) =>
      !(typeof shown === "string" && shown.startsWith(one.value)) &&
      !all.some((other, place) => place > index && other.value.startsWith(one.value)),
  );
}
