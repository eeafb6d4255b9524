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
 * What a pen writes, and what belongs to a form on paper: its warnings and rights.
 * @param {Definition} definition
 */
function besideAnswers({ paper }) {
  if (!paper) return { pens: [], notes: [] };
  const { pens, caution, rights } = paper;
  const items = caution.map((text) => el("li", {}, text));
  return {
    pens: pens.map((text) => el("p", { class: "kijkraam-told-pen" }, text, " ", el("span"))),
    notes: [
      items.length ? el("p", { class: "kijkraam-label" }, t("web.result.caution")) : null,
      items.length ? el("ul", {}, ...items) : null,
      rights ? el("p", {}, el("small", {}, `${t("web.result.rights")}: ${rights}`)) : null,
    ],
  };
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
  const { pens, notes } = besideAnswers(definition);
  return el(
    "section",
    {},
    el(`h${level}`, {}, definition.title),
    ...pens,
    date ? el("p", {}, date) : null,
    ...told(definition, answers),
    ...besides,
    ...notes,
  );
}
