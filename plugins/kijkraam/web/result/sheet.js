// What was filled in, in its own words: the questions with their answers, tables as tables.
import { el } from "../dom.js";
import { t } from "../phrases.js";
import { isStarred, longDate, noteOf, rowsOf, said, written } from "./answers.js";
import { own } from "./take.js";

/** @typedef {import("./answers.js").Answers} Answers */
/** @typedef {import("./answers.js").Definition} Definition */
/** @typedef {import("./answers.js").Question} Question */

/**
 * @param {string} question
 * @param {string} answer
 */
function line(question, answer) {
  return el("p", { class: "kijkraam-told-text" }, `${question} `, el("strong", {}, answer));
}

/**
 * The rows of a table that were filled in. The roles stay when a narrow screen shows its rows as blocks.
 * @param {Definition} definition
 * @param {Question} question
 * @param {Answers} answers
 */
function tableOf(definition, question, answers) {
  const rows = rowsOf(definition, question, answers).filter(({ cells }) => cells.some(Boolean));
  const titles = question.columns.map(({ title }) => title);
  return el(
    "table",
    { class: "kijkraam-told-table", role: "table" },
    el("caption", {}, question.text),
    el(
      "thead",
      { role: "rowgroup" },
      el(
        "tr",
        { role: "row" },
        el("td", { role: "cell" }),
        ...titles.map((title) => el("th", { scope: "col", role: "columnheader" }, title)),
      ),
    ),
    el(
      "tbody",
      { role: "rowgroup" },
      ...rows.map(({ title, cells }) =>
        el(
          "tr",
          { role: "row" },
          el("th", { scope: "row", role: "rowheader" }, title),
          ...cells.map((cell, place) =>
            el("td", { role: "cell" }, el("span", { class: "kijkraam-told-column", "aria-hidden": "true" }, titles[place]), cell),
          ),
        ),
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
    ...(star ? [el("p", {}, t("web.result.star"))] : []),
    ...(note ? [line(t("web.result.note"), note)] : []),
  ];
}

/**
 * What was answered, pane by pane.
 * @param {Definition} definition
 * @param {Answers} answers
 * @returns {HTMLElement[]}
 */
export function told(definition, answers) {
  return definition.panes.flatMap((pane) => {
    const found = pane.questions.flatMap((question) => answered(definition, question, answers));
    return found.length ? [el("p", { class: "kijkraam-label" }, pane.title), ...found] : [];
  });
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
  const besides = own(definition, answers).map(({ about, question, answer }) => line(`${about}: ${question}`, answer));
  return el(
    "section",
    {},
    el(`h${level}`, {}, definition.title),
    date ? el("p", {}, date) : null,
    ...told(definition, answers),
    ...besides,
  );
}
