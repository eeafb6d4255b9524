// The whole look back on one record: window, words, choices, comparison, and what to take along.

import { el } from "../dom.js";
import { t } from "../phrases.js";
import { chosen, isPartial, nameAndDate, written } from "./answers.js";
import { chooseView } from "./choose.js";
import { compareView } from "./compare.js";
import { pairView } from "./pair.js";
import { told } from "./sheet.js";
import { table } from "./table.js";
import { takeView } from "./take.js";
import { windowView } from "./window.js";
import { wordsView } from "./words.js";

/** @typedef {import("./answers.js").Answers} Answers */
/** @typedef {import("./answers.js").Definition} Definition */

/**
 * @typedef {object} Surroundings
 * @property {import("./choose.js").OnChange} onChange
 * @property {() => string | Promise<string>} json the record as the storage exports it
 * @property {string} [name] of the record
 * @property {string} [date] of the record
 * @property {{answers: Answers, name: string, pair?: "mine" | "theirs" | null}} [earlier] record to compare with; of a pair,
 *   whose it is
 */

/**
 * @param {Definition} definition
 * @param {Answers} answers
 * @param {import("./answers.js").View & Surroundings} view
 * @returns {HTMLElement}
 */
export function resultView(definition, answers, { level = 2, link, onChange, json, name, date, earlier }) {
  const view = { level: level + 1, ...(link && { link }) };
  const record = { ...(name && { name }), ...(date && { date }) };
  const result = el("section", { class: "kijkraam-result" });
  const whose = [definition.title, ...nameAndDate(name, date)].join(", ");
  result.append(
    el(`h${level}`, {}, t("web.result.title")),
    el("p", { class: "kijkraam-result-of" }, whose),
    ...(hasOwnWords(definition) ? ownWords(definition, answers) : []),
    ...(hasWindow(definition, answers)
      ? [
          windowView(definition, answers, view),
          el(
            "details",
            { class: "kijkraam-fold" },
            el("summary", {}, t("web.result.table")),
            table(definition, answers, view),
          ),
          wordsView(definition, answers, view),
          chooseView(definition, answers, onChange, view),
        ]
      : []),
    ...(earlier ? [besideView(definition, answers, earlier, view)] : []),
    closingView(definition, answers, view),
    takeView(definition, answers, { ...view, ...record, result, json }),
  );
  return result;
}

/** @param {Definition} definition */
function statements({ panes }) {
  return panes.flatMap((pane) => pane.questions).filter((question) => question.scale);
}

/** On a worksheet, and where there are no statements, it is about what was written. @param {Definition} definition */
function hasOwnWords(definition) {
  return definition.kind === "werkblad" || !statements(definition).length;
}

/**
 * The window shows statements; on a worksheet only once some were answered.
 * @param {Definition} definition
 * @param {Answers} answers
 */
function hasWindow(definition, answers) {
  if (!hasOwnWords(definition)) return true;
  return statements(definition).some((question) => chosen(definition, question, answers));
}

/**
 * @param {Definition} definition
 * @param {Answers} answers
 */
function ownWords(definition, answers) {
  const parts = told(definition, answers);
  return parts.length ? parts : [el("p", {}, t("web.result.empty"))];
}

/**
 * Another record beside this one: an earlier one, or that of a colleague.
 * @param {Definition} definition
 * @param {Answers} answers
 * @param {NonNullable<Surroundings["earlier"]>} other
 * @param {import("./answers.js").View & {level: number}} view
 */
function besideView(definition, answers, other, view) {
  if (!other.pair) return compareView(definition, other.answers, answers, { ...view, earlier: other.name });
  const [mine, theirs] = other.pair === "mine" ? [other.answers, answers] : [answers, other.answers];
  return pairView(definition, mine, theirs, view);
}

/**
 * What closes the result: that it is a part, and the questions to talk on, with what was written to them.
 * @param {Definition} definition
 * @param {Answers} answers
 * @param {import("./answers.js").View} [view]
 * @returns {HTMLElement}
 */
export function closingView(definition, answers, { level = 3 } = {}) {
  const { id, partial, panes, reflection } = definition;
  const clients = panes.flatMap(({ elsewhere }) => (elsewhere?.kind === "ervaring" ? [elsewhere] : []));
  const questions = reflection.map((question, place) => {
    const said = written(answers, `${id}--reflection-${place + 1}`);
    return el("li", {}, question, said ? el("p", { class: "kijkraam-closing-said" }, said) : null);
  });
  return el(
    "section",
    { class: "kijkraam-closing" },
    el(`h${level}`, {}, t("web.result.reflection")),
    questions.length ? el("ul", {}, ...questions) : null,
    partial && isPartial(definition, answers) ? el("p", { class: "kijkraam-partial" }, partial) : null,
    ...clients.map((form) => toClients(form, level)),
  );
}

/**
 * What only clients can say is asked of them, in a conversation.
 * @param {import("./answers.js").Elsewhere} form what they can be asked
 * @param {number} level
 */
function toClients({ url, title }, level) {
  return el(
    "div",
    { class: "kijkraam-clients" },
    el(`h${level + 1}`, {}, t("web.result.clients.title")),
    el("p", {}, t("web.result.clients.why")),
    el("p", {}, t("web.result.clients.how"), " ", el("a", { href: url }, title)),
  );
}
