// What was filled in within a traject, for paper: each form with its questions and answers, tables as tables.
import { el } from "../dom.js";
import { t } from "../phrases.js";
import { isStarred, longDate, noteOf, rowsOf, said, written } from "../result/answers.js";
import { own } from "../result/take.js";

/** @typedef {import("../form/definition.js").Definition} Definition */
/** @typedef {import("../form/definition.js").Pane["questions"][number]} Question */
/** @typedef {import("../result/answers.js").Answers} Answers */

/**
 * @param {string} question
 * @param {string} answer
 */
function line(question, answer) {
  return el("p", { class: "kijkraam-traject-text" }, `${question} `, el("strong", {}, answer));
}

/**
 * @param {Definition} definition
 * @param {Question} question
 * @param {Answers} answers
 */
function tableOf(definition, question, answers) {
  const rows = rowsOf(definition, question, answers).filter(({ cells }) => cells.some(Boolean));
  const head = ["", ...question.columns.map(({ title }) => title)];
  return el(
    "table",
    { class: "kijkraam-traject-table" },
    el("caption", {}, question.text),
    el("thead", {}, el("tr", {}, ...head.map((title) => el(title ? "th" : "td", title ? { scope: "col" } : {}, title)))),
    el(
      "tbody",
      {},
      ...rows.map(({ title, cells }) =>
        el("tr", {}, el("th", { scope: "row" }, title), ...cells.map((cell) => el("td", {}, cell))),
      ),
    ),
  );
}

/**
 * A question with its answer, note and star; nothing when it has none of them.
 * @param {Definition} definition
 * @param {Question} question
 * @param {Answers} answers
 */
function answered(definition, question, answers) {
  const answer = said(definition, question, answers);
  const note = noteOf(question, answers);
  const star = isStarred(question, answers);
  if (!answer && !note && !star) return [];
  return [
    question.type === "table" && answer ? tableOf(definition, question, answers) : line(question.text, answer),
    star ? el("p", {}, t("web.result.star")) : null,
    note ? line(t("web.result.note"), note) : null,
  ];
}

/**
 * One form, under a heading of its own.
 * @param {Definition} definition
 * @param {Answers} answers
 * @param {number} level of its heading
 * @returns {HTMLElement}
 */
export function sheetOf(definition, answers, level) {
  const date = longDate(written(answers, `${definition.id}--date`));
  const parts = definition.panes.flatMap((pane) => {
    const found = pane.questions.flatMap((question) => answered(definition, question, answers));
    return found.length ? [el("p", { class: "kijkraam-label" }, pane.title), ...found] : [];
  });
  const besides = own(definition, answers).map(({ about, question, answer }) => line(`${about}: ${question}`, answer));
  return el(
    "section",
    {},
    el(`h${level}`, {}, definition.title),
    date ? el("p", {}, date) : null,
    ...parts,
    ...besides,
  );
}
