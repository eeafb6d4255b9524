// What a team takes along: its picture and its conversation as text and as a table. Counts of fewer than five people stay
// out, for the whole and for each question.

import { el } from "../dom.js";
import { t } from "../phrases.js";
import { longDate, written } from "../result/answers.js";
import { ACTIONS, ACTION_PARTS } from "../result/choose.js";
import { csvCell } from "../result/take.js";
import { answered, FEWEST_TAKEN, starsOf } from "./counts.js";
import { inOrder } from "./order.js";
import { lightOf } from "./pane.js";
import { fewAnswers, inWords, partialOf, questionsView, teamWindow, wordOf } from "./picture.js";
import { panesElsewhere, teamPanes, teamQuestions } from "./questions.js";
import { DATE, TEAM, today } from "./record.js";

/** @typedef {import("./counts.js").Counts} Counts */
/** @typedef {import("./questions.js").Form} Form */
/** @typedef {import("./questions.js").TeamPane} TeamPane */
/** @typedef {import("./questions.js").TeamQuestion} TeamQuestion */
/** @typedef {ReadonlyMap<string, import("../result/answers.js").Value>} Fields */

export const NOTES = ["agree", "talk", "keep"];
export const NEXT = "team--next";

/** @param {string} step of the conversation */
export function noteField(step) {
  return `${TEAM}--note-${step}`;
}

/**
 * @param {Form} form
 * @param {string} group that the report is of; empty for all
 */
function titleOf({ title }, group) {
  return group ? t("web.team.report.group", { title, group }) : title;
}

/** @param {Counts} counts */
export function mayTake(counts) {
  return counts.people >= FEWEST_TAKEN;
}

/**
 * What was written down: notes, actions, and the date of the next time.
 * @param {Fields} fields
 * @returns {{about: string, text: string}[]}
 */
export function said(fields) {
  const notes = NOTES.map((step) => ({ about: t(`web.team.guide.${step}.title`), text: written(fields, noteField(step)) }));
  const actions = ACTIONS.map((number) => {
    const parts = ACTION_PARTS.map((part) => ({ part, text: written(fields, `${TEAM}--action-${number}--${part}`) }));
    const told = parts.filter(({ text }) => text).map(({ part, text }) => `${t(`web.result.action.${part}`)} ${text}`);
    return { about: t("web.result.choose.action", { number }), text: told.join("\n") };
  });
  const date = written(fields, NEXT);
  const next = { about: t("web.team.guide.next.title"), text: date && longDate(date) };
  return [...notes, ...actions, next].filter(({ text }) => text);
}

/**
 * That only the Eerste blik was filled in; empty when it was more, or when a form has none.
 * @param {Form} form
 * @param {Counts} counts
 */
function shortOf(form, counts) {
  const all = teamQuestions(form);
  const given = all.filter(({ id }) => answered(counts, id));
  const isShort = given.every(({ core }) => core) && all.some(({ core }) => !core);
  return isShort ? t("web.team.report.short", { n: all.filter(({ core }) => core).length }) : "";
}

/**
 * Plain text for a report.
 * @param {Form} form
 * @param {Counts} counts
 * @param {Fields} fields
 * @param {string} group that the counts are of; empty for all
 * @returns {string}
 */
export function toText(form, counts, fields, group) {
  const known = new Set(inOrder(form, counts, "form").map(({ id }) => id));
  const panes = teamPanes(form)
    .map((pane) => [
      t("web.team.report.pane", { title: pane.title, word: wordOf(lightOf(pane, counts, FEWEST_TAKEN)) }),
      ...pane.questions
        .filter(({ id }) => known.has(id))
        .map((question) => {
          const few = answered(counts, question.id) < FEWEST_TAKEN;
          const stars = starsOf(counts, question.id, FEWEST_TAKEN);
          const answers = few ? [fewAnswers(FEWEST_TAKEN)] : inWords(question, counts);
          if (stars) answers.push(t("web.team.picture.stars", { n: stars }));
          return [`- ${question.text}`, ...answers.map((text) => `  ${text}`)].join("\n");
        }),
    ])
    .filter((pane) => pane.length > 1);
  const closed = panesElsewhere(form).map(({ title }) => [
    t("web.team.report.pane", { title, word: t("web.result.window.closed") }),
  ]);
  const blocks = [
    [titleOf(form, group), longDate(written(fields, DATE) || today()), t("web.team.people", { n: counts.people }), shortOf(form, counts)],
    ...panes,
    ...closed,
    ...said(fields).map(({ about, text }) => [about, text]),
    [partialOf(form, counts)],
    [t("web.team.report.footer")],
  ];
  const texts = blocks.map((block) => block.filter(Boolean).join("\n")).filter(Boolean);
  return `${texts.join("\n\n")}\n`;
}

/**
 * The same as comma-separated values (RFC 4180), with the columns that `kijkraam collect` gives counts.
 * @param {Form} form
 * @param {Counts} counts
 * @param {Fields} fields
 * @param {string} group that the counts are of; empty for all
 * @returns {string}
 */
export function toCsv(form, counts, fields, group) {
  const title = titleOf(form, group);
  const head = ["form", "pane", "id", "question", "answer", "people"].map((name) => t(`web.team.csv.${name}`));
  const star = t("web.result.starred");
  /** @type {(pane: TeamPane, question: TeamQuestion) => string[][]} */
  const starRow = (pane, { id, text }) => {
    const n = starsOf(counts, id, FEWEST_TAKEN);
    return n ? [[title, pane.title, `${id}--star`, `${text} (${star})`, star, String(n)]] : [];
  };
  const rows = teamPanes(form).flatMap((pane) =>
    pane.questions
      .filter(({ id }) => answered(counts, id) >= FEWEST_TAKEN)
      .flatMap((question) => {
        const begin = [title, pane.title, question.id, question.text];
        const none = counts.people - answered(counts, question.id);
        const given = question.choices.map(({ id, text }) => [...begin, text, String(counts.answers[question.id][id])]);
        return [...given, [...begin, t("web.team.csv.none"), String(none)], ...starRow(pane, question)];
      }),
  );
  const notes = said(fields).map(({ about, text }) => [title, about, "", "", text, ""]);
  const closed = panesElsewhere(form).map((pane) => [title, pane.title, "", "", t("web.result.window.closed"), ""]);
  const told = [partialOf(form, counts), t("web.team.report.footer")].filter(Boolean);
  return [head, ...rows, ...closed, ...notes, ...told.map((text) => [title, "", "", "", text, ""])].map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}

/**
 * Of what, when and of how many people the report is, in a line.
 * @param {Form} form
 * @param {Counts} counts
 * @param {Fields} fields
 * @param {string} group that the counts are of; empty for all
 */
export function lineOf(form, counts, fields, group) {
  return [titleOf(form, group), dayAndPeople(form, counts, fields)].join(" · ");
}

/**
 * The day, how many people there are, and whether it is the Eerste blik.
 * @param {Form} form
 * @param {Counts} counts
 * @param {Fields} fields
 */
function dayAndPeople(form, counts, fields) {
  const day = longDate(written(fields, DATE) || today());
  return [day, t("web.team.people", { n: counts.people }), shortOf(form, counts)].filter(Boolean).join(", ");
}

/**
 * The report on paper.
 * @param {Form} form
 * @param {Counts} counts
 * @param {Fields} fields
 * @param {{level: number, order: import("./order.js").Order, group: string, beside: HTMLElement | null}} view `group` that
 *   the counts are of (empty for all), `beside` is a time before laid beside this one
 */
export function sheetOf(form, counts, fields, { level, order, group, beside }) {
  const heading = el(`h${level}`, {}, titleOf(form, group));
  if (!mayTake(counts)) return el("div", {}, heading, el("p", {}, t("web.team.take.from_five")));
  const partial = partialOf(form, counts);
  return el(
    "div",
    {},
    heading,
    el("p", {}, dayAndPeople(form, counts, fields)),
    teamWindow(form, counts, { fewest: FEWEST_TAKEN }),
    partial ? el("p", { class: "kijkraam-partial" }, partial) : null,
    el(`h${level + 1}`, {}, t(`web.team.order.${order}`)),
    questionsView(form, counts, order, { level: level + 1, fewest: FEWEST_TAKEN }),
    ...said(fields).flatMap(({ about, text }) => [el(`h${level + 1}`, {}, about), el("p", { class: "kijkraam-team-note" }, text)]),
    beside,
    el("p", { class: "kijkraam-team-footer" }, t("web.team.report.footer")),
  );
}
