// A link can carry a selection: `?kort` the Eerste blik, `?ruiten=a,b` these panes, `?blad=…` a record. Where a maker
// chose, a form carries the same in `data-selection`. What else an address can hold is read by page/address.js.

/** @typedef {import("./definition.js").Definition} Definition */
/** @typedef {{short: boolean, panes: string[]}} Selection no panes: all of them */

/**
 * @param {string} search
 * @param {Pick<Definition, "panes">} definition
 * @returns {Selection | null}
 */
export function selectionIn(search, { panes }) {
  const query = new URLSearchParams(search);
  const wanted = (query.get("ruiten") ?? "").split(",");
  const known = panes.filter(({ id }) => wanted.includes(id)).map(({ id }) => id);
  const short = query.has("kort") && panes.some(({ questions }) => questions.some(({ core }) => core));
  return short || known.length ? { short, panes: known } : null;
}

/**
 * @param {string} search
 * @returns {string | null} the id of the record to open
 */
export function recordIn(search) {
  return new URLSearchParams(search).get("blad");
}
