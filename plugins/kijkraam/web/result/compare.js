// What moved since an earlier record. It says then and now, never better or worse.

import { el } from "../dom.js";
import { t } from "../phrases.js";
import { facts, quote } from "./answers.js";
import { windowView } from "./window.js";

/** @typedef {import("./answers.js").Answers} Answers */
/** @typedef {import("./answers.js").Definition} Definition */
/** @typedef {import("./answers.js").Pane} Pane */
/** @typedef {import("./answers.js").Question} Question */
/** @typedef {{pane: Pane, question: Question, text: string, then: string, now: string}} Move */

/** The answers of which more may mean that someone looks more sharply. */
const SHARPER = ["nu-niet", "vind-ik-moeilijk", "dat-ontbreekt", "niet-gezien", "ik-twijfel"];

/**
 * What was answered differently, in the order of the form.
 * @param {Definition} definition
 * @param {Answers} then
 * @param {Answers} now
 * @returns {Move[]}
 */
export function moves(definition, then, now) {
  const [before, after] = [byText(definition, then), byText(definition, now)];
  const order = definition.panes.flatMap((pane) => pane.questions);
  return [...new Map([...before, ...after])]
    .map(([id, { pane, question, text }]) => ({
      pane,
      question,
      text,
      then: before.get(id)?.answer ?? "",
      now: after.get(id)?.answer ?? "",
    }))
    .filter((move) => move.then !== move.now)
    .sort((a, b) => order.indexOf(a.question) - order.indexOf(b.question));
}

/**
 * @param {Definition} definition
 * @param {Answers} answers
 */
function byText(definition, answers) {
  return new Map(facts(definition, answers).map((fact) => [`${fact.question.id} ${fact.text}`, fact]));
}

/**
 * @param {Move} move
 * @returns {string}
 */
function moveInWords({ text, then, now }) {
  const blanks = { item: quote(text), then: quote(then), now: quote(now) };
  if (!then) return t("web.result.compare.only_now", blanks);
  if (!now) return t("web.result.compare.only_then", blanks);
  return t("web.result.compare.item", blanks);
}

/**
 * @param {Definition} definition
 * @param {Answers} then
 * @param {Answers} now
 * @param {import("./answers.js").View & {earlier: string}} view `earlier` names the earlier record
 * @returns {HTMLElement}
 */
export function compareView(definition, then, now, { level = 3, link, earlier }) {
  const found = moves(definition, then, now);
  const panes = definition.panes.filter((pane) => found.some((move) => move.pane === pane));
  const sharper = Object.values(definition.scales)
    .flatMap((scale) => scale.answers)
    .find((choice) => SHARPER.includes(choice.id));
  const gone = definition.retired.some((id) => then.has(id));
  return el(
    "section",
    { class: "kijkraam-compare" },
    el(`h${level}`, {}, t("web.result.compare.title")),
    el("p", {}, t("web.result.compare.with", { earlier: earlier || t("web.result.compare.unnamed") })),
    sharper ? el("p", {}, t("web.result.compare.sharper", { answer: quote(sharper.text) })) : null,
    found.length ? windowView(definition, now, { ...(link && { link }), earlier: then }) : null,
    el("p", {}, t(found.length ? "web.result.compare.how" : "web.result.compare.same")),
    ...panes.flatMap((pane) => [
      el("p", { class: "kijkraam-label" }, pane.title),
      el(
        "ul",
        {},
        ...found.filter((move) => move.pane === pane).map((move) => el("li", {}, moveInWords(move))),
      ),
    ]),
    found.length ? el("p", {}, t("web.result.compare.rest")) : null,
    gone ? el("p", {}, t("web.result.compare.gone")) : null,
  );
}
