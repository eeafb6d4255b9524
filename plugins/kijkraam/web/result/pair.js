// A colleague who saw someone work answers beside them, in the panes in the first person. Only on this device: what stands
// there never goes to a team.

import { el } from "../dom.js";
import { language, t } from "../phrases.js";
import { toRecord } from "../storage/record.js";
import { quote } from "./answers.js";
import { moves } from "./compare.js";

/** @typedef {import("./answers.js").Answers} Answers */
/** @typedef {import("./answers.js").Definition} Definition */
/** @typedef {import("../storage/store.js").Store} Store */

/** The kinds with which people look at their own work. */
const KINDS = ["kijkraam", "kijkvragen"];

/**
 * The panes that are not the team's, with answers to choose.
 * @param {Definition} definition
 * @returns {Definition}
 */
export function firstPerson(definition) {
  const panes = /** @type {(import("./answers.js").Pane & {share?: string})[]} */ (definition.panes);
  const own = panes.filter(({ share, questions }) => share && share !== "team" && questions.some(({ scale }) => scale));
  return { ...definition, panes: KINDS.includes(definition.kind) ? own : [] };
}

/**
 * The field by which the record of a colleague names the record that it stands beside.
 * @param {Definition} definition
 */
export function pairField({ id }) {
  return `${id}--pair`;
}

/**
 * Begin the record of a colleague.
 * @param {Store} store
 * @param {Definition & {version: number}} definition
 * @param {string} record the own one
 * @returns {Promise<string>} the address where the colleague fills in
 */
export async function beginPair(store, definition, record) {
  const today = new Intl.DateTimeFormat(language(), { day: "numeric", month: "long" }).format();
  const made = toRecord(definition.id, definition.version, t("web.pair.name", { date: today }));
  await store.add(made, [{ record: made.id, field: pairField(definition), value: record, base: null, choice: true }]);
  return `${location.pathname}?blad=${encodeURIComponent(made.id)}`;
}

/**
 * What one chose, and what the colleague saw.
 * @param {Definition} definition
 * @param {Answers} mine
 * @param {Answers} theirs
 * @param {{level: number}} view
 * @returns {HTMLElement}
 */
export function pairView(definition, mine, theirs, { level }) {
  const found = moves(firstPerson(definition), mine, theirs);
  const both = found.filter((move) => move.then && move.now);
  return el(
    "section",
    { class: "kijkraam-pair" },
    el(`h${level}`, {}, t("web.pair.title")),
    el("p", {}, t("web.pair.how")),
    el(
      "ul",
      {},
      ...both.map(({ text, then, now }) => {
        const blanks = { item: quote(text), mine: quote(then), theirs: quote(now) };
        return el("li", {}, t("web.pair.item", blanks));
      }),
    ),
    el("p", {}, t(both.length ? "web.pair.rest" : "web.pair.same")),
  );
}
