// The picture of a team: per question a dot for each person, in the column of the answer. It is made of counts, so no dot
// is anyone's; the same stands in a table.

import { el, svg } from "../dom.js";
import { t } from "../phrases.js";
import { isUnknown } from "../result/answers.js";
import { PATTERNS } from "../result/parts.js";
import { answered, FEWEST_SHOWN, FEWEST_TAKEN } from "./counts.js";
import { inOrder } from "./order.js";
import { lightOf } from "./pane.js";
import { teamPanes } from "./questions.js";

/** @typedef {import("./counts.js").Counts} Counts */
/** @typedef {import("./questions.js").Form} Form */
/** @typedef {import("./questions.js").TeamPane} TeamPane */
/** @typedef {import("./questions.js").TeamQuestion} TeamQuestion */

const DOT = "●";
/** So many dots in one column or more are drawn smaller. */
const MANY = 24;
const OF_ANSWERS = Object.keys(PATTERNS).slice(0, -2);

let windows = 0;

/**
 * The answers to a question, each with its dots.
 * @param {TeamQuestion} question
 * @param {Record<string, number>} given
 * @returns {HTMLElement}
 */
export function dotsOf({ choices }, given) {
  const most = Math.max(0, ...Object.values(given));
  return el(
    "ul",
    { class: `kijkraam-dots${most >= MANY ? " kijkraam-dots--many" : ""}` },
    ...choices.map((choice) =>
      el(
        "li",
        { class: "kijkraam-dots-answer", "data-answer": choice.id },
        el("span", { class: "kijkraam-dots-word" }, choice.text),
        el("span", { class: "kijkraam-unseen" }, t("web.team.people", { n: given[choice.id] ?? 0 })),
        el("span", { class: "kijkraam-dots-all", "aria-hidden": "true" }, DOT.repeat(given[choice.id] ?? 0)),
      ),
    ),
  );
}

/**
 * @param {TeamQuestion} question
 * @param {Counts} counts
 * @param {number} level of its heading
 * @param {Node[]} beside what others say about it
 */
function questionView(question, counts, level, beside) {
  const n = answered(counts, question.id);
  const few = n < FEWEST_TAKEN ? " kijkraam-team-question--few" : "";
  const stars = counts.withStars >= FEWEST_SHOWN ? counts.stars[question.id] : 0;
  return el(
    "li",
    { class: `kijkraam-team-question${few}`, "data-item": question.id },
    el(`h${Math.min(level, 6)}`, {}, question.text),
    stars ? el("p", { class: "kijkraam-team-stars" }, t("web.team.picture.stars", { n: stars })) : null,
    n < FEWEST_SHOWN ? el("p", {}, t("web.team.picture.few_answers")) : dotsOf(question, counts.answers[question.id]),
    n >= FEWEST_SHOWN && few ? el("p", { class: "kijkraam-team-on-paper" }, t("web.team.picture.few_on_paper")) : null,
    ...beside,
  );
}

/**
 * All questions in an order.
 * @param {Form} form
 * @param {Counts} counts
 * @param {import("./order.js").Order} order
 * @param {{level: number, beside?: (question: TeamQuestion) => Node[]}} view
 */
export function questionsView(form, counts, order, { level, beside = () => [] }) {
  return el(
    "ol",
    { class: "kijkraam-team-questions" },
    ...inOrder(form, counts, order).map((question) => questionView(question, counts, level, beside(question))),
  );
}

/**
 * The window of the team: a pane has the pattern of an answer only when two thirds chose it.
 * @param {Form} form
 * @param {Counts} counts
 */
export function teamWindow(form, counts) {
  windows += 1;
  const prefix = `kijkraam-team-pattern-${windows}-`;
  const panes = teamPanes(form);
  const words = [...new Set(panes.flatMap(({ questions }) => questions.flatMap(patterned)))];
  return el(
    "div",
    { class: "kijkraam-window kijkraam-team-window" },
    svg(
      "svg",
      { class: "kijkraam-window-patterns", "aria-hidden": "true" },
      ...Object.entries(PATTERNS).map(([name, d]) =>
        svg(
          "pattern",
          { id: prefix + name, width: 10, height: 10, patternUnits: "userSpaceOnUse" },
          svg("path", { class: `kijkraam-pattern-${name}`, d }),
        ),
      ),
    ),
    el(
      "ul",
      { class: "kijkraam-window-panes", "aria-label": t("web.team.window.of", { title: form.title }) },
      ...panes.map((pane) => paneView(pane, counts, words, prefix)),
    ),
  );
}

/**
 * The answers to a question that have a pattern of their own.
 * @param {TeamQuestion} question
 */
function patterned({ scale, choices }) {
  return choices.filter((choice) => !isUnknown(choice)).map(({ id }) => `${scale} ${id}`);
}

/**
 * @param {TeamPane} pane
 * @param {Counts} counts
 * @param {string[]} words the answers that have a pattern of their own
 * @param {string} prefix
 */
function paneView(pane, counts, words, prefix) {
  const light = lightOf(pane, counts);
  const layers = [layer("unlit")];
  if (light.state === "same") {
    const place = words.indexOf(`${light.scale} ${light.choice.id}`);
    const pattern = OF_ANSWERS[place % OF_ANSWERS.length];
    layers[0] = layer("lit");
    layers.push(place < 0 ? layer("unknown") : layer("pattern", `url(#${prefix}${pattern})`));
  }
  if (light.state === "closed") layers.push(layer("slats", `url(#${prefix}slats)`));
  return el(
    "li",
    { class: "kijkraam-window-pane", "data-pane": pane.id },
    el("p", { class: "kijkraam-team-pane-title" }, pane.title),
    svg("svg", { class: "kijkraam-window-glass", "aria-hidden": "true" }, ...layers, layer("edge")),
    el("p", {}, wordOf(light)),
  );
}

/** @param {import("./pane.js").Light} light */
export function wordOf(light) {
  if (light.state === "same") return light.choice.text;
  if (light.state === "few") return t("web.team.picture.few_answers");
  return t(light.state === "differs" ? "web.team.window.differs" : "web.result.window.closed");
}

/**
 * @param {string} name
 * @param {string} [fill]
 */
function layer(name, fill) {
  return svg("rect", { class: `kijkraam-window-${name} kijkraam-window-whole`, width: "100%", height: "100%", fill });
}

/**
 * The same as the picture, as a table in the order of the form.
 * @param {Form} form
 * @param {Counts} counts
 */
export function tableOf(form, counts) {
  const known = new Set(inOrder(form, counts, "form").map(({ id }) => id));
  const groups = teamPanes(form)
    .map((pane) => ({ ...pane, questions: pane.questions.filter(({ id }) => known.has(id)) }))
    .filter(({ questions }) => questions.length);
  return el(
    "table",
    { class: "kijkraam-window-table kijkraam-team-table", role: "table" },
    el("caption", {}, t("web.team.table.of", { title: form.title })),
    el(
      "thead",
      { role: "rowgroup" },
      el(
        "tr",
        { role: "row" },
        ...["question", "answers", "stars"].map((name) => el("th", { scope: "col", role: "columnheader" }, t(`web.team.table.${name}`))),
      ),
    ),
    ...groups.map((pane) =>
      el(
        "tbody",
        { role: "rowgroup" },
        el(
          "tr",
          { role: "row" },
          el("th", { scope: "rowgroup", colspan: 3, role: "rowheader" }, `${pane.title}: ${wordOf(lightOf(pane, counts))}`),
        ),
        ...pane.questions.map((question) => rowOf(question, counts)),
      ),
    ),
  );
}

/**
 * @param {TeamQuestion} question
 * @param {Counts} counts
 */
function rowOf(question, counts) {
  const n = answered(counts, question.id);
  const stars = counts.withStars >= FEWEST_SHOWN ? counts.stars[question.id] : 0;
  return el(
    "tr",
    { role: "row" },
    el("th", { scope: "row", role: "rowheader" }, question.text),
    el(
      "td",
      { role: "cell" },
      n < FEWEST_SHOWN
        ? t("web.team.picture.few_answers")
        : el("ul", {}, ...inWords(question, counts).map((text) => el("li", {}, text))),
    ),
    el("td", { role: "cell" }, stars ? String(stars) : ""),
  );
}

/**
 * What was chosen, in words: only answers that somebody gave, in the order of the scale, and how many gave none.
 * @param {TeamQuestion} question
 * @param {Counts} counts
 * @returns {string[]}
 */
export function inWords({ id, choices }, counts) {
  const given = choices
    .filter((choice) => counts.answers[id][choice.id])
    .map((choice) => t("web.team.table.answer", { answer: choice.text, n: counts.answers[id][choice.id] }));
  const none = counts.people - answered(counts, id);
  return none > 0 ? [...given, t("web.team.table.none", { n: none })] : given;
}
