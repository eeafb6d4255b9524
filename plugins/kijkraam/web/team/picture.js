// The picture of a team: per question a dot for each person, in the column of the answer. It is made of counts, so no dot
// is anyone's; the same stands in a table.

import { el, svg } from "../dom.js";
import { t } from "../phrases.js";
import { isUnknown } from "../result/answers.js";
import { PATTERNS } from "../result/parts.js";
import { answered, FEWEST_SHOWN, FEWEST_TAKEN, starsOf } from "./counts.js";
import { inOrder } from "./order.js";
import { lightOf } from "./pane.js";
import { panesElsewhere, teamPanes, teamQuestions } from "./questions.js";

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
 * @param {{level: number, fewest: number, beside: Node[]}} view `level` of its heading, `beside` what others say about it
 */
function questionView(question, counts, { level, fewest, beside }) {
  const stars = starsOf(counts, question.id, fewest);
  return el(
    "li",
    { class: "kijkraam-team-question", "data-item": question.id },
    el(`h${Math.min(level, 6)}`, {}, question.text),
    stars ? el("p", { class: "kijkraam-team-stars" }, t("web.team.picture.stars", { n: stars })) : null,
    answered(counts, question.id) < fewest ? el("p", {}, fewAnswers(fewest)) : dotsOf(question, counts.answers[question.id]),
    ...beside,
  );
}

/**
 * All questions in an order.
 * @param {Form} form
 * @param {Counts} counts
 * @param {import("./order.js").Order} order
 * @param {{level: number, fewest?: number, beside?: (question: TeamQuestion) => Node[]}} view `fewest` people of whom
 *   answers are shown
 */
export function questionsView(form, counts, order, { level, fewest = FEWEST_SHOWN, beside = () => [] }) {
  return el(
    "ol",
    { class: "kijkraam-team-questions" },
    ...inOrder(form, counts, order).map((question) => questionView(question, counts, { level, fewest, beside: beside(question) })),
  );
}

/**
 * What the form says to who did not look at all of it; empty when the team did.
 * @param {Form} form
 * @param {Counts} counts
 * @returns {string}
 */
export function partialOf(form, counts) {
  const isPartial = panesElsewhere(form).length || teamQuestions(form).some(({ id }) => !answered(counts, id));
  return isPartial ? (form.partial ?? "") : "";
}

/**
 * The window of the team: a pane has the pattern of an answer only when two thirds chose it. A pane of another form is
 * closed here.
 * @param {Form} form
 * @param {Counts} counts
 * @param {{fewest?: number, href?: (address: string) => string}} [view] `fewest` people of whom answers are shown, `href`
 *   leads from here to an address in the site; without it there are no links
 */
export function teamWindow(form, counts, { fewest = FEWEST_SHOWN, href } = {}) {
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
      ...panes.map((pane) => paneView(pane, lightOf(pane, counts, fewest), words, prefix)),
      ...panesElsewhere(form).map((pane) => closedView(pane, prefix, href)),
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
 * @param {import("./pane.js").Light} light
 * @param {string[]} words the answers that have a pattern of their own
 * @param {string} prefix
 */
function paneView(pane, light, words, prefix) {
  let layers = [layer("unlit")];
  if (light.state === "same") {
    const place = words.indexOf(`${light.scale} ${light.choice.id}`);
    const pattern = OF_ANSWERS[place % OF_ANSWERS.length];
    layers = [layer("lit"), place < 0 ? layer("unknown") : layer("pattern", `url(#${prefix}${pattern})`)];
  }
  if (light.state === "closed") layers = slats(prefix);
  return el(
    "li",
    { class: "kijkraam-window-pane", "data-pane": pane.id },
    el("p", { class: "kijkraam-team-pane-title" }, pane.title),
    svg("svg", { class: "kijkraam-window-glass", "aria-hidden": "true" }, ...layers, layer("edge")),
    el("p", {}, wordOf(light)),
  );
}

/**
 * A pane through which one looks with another form.
 * @param {import("../result/answers.js").Pane} pane
 * @param {string} prefix
 * @param {(address: string) => string} [href]
 */
function closedView({ id, title, elsewhere }, prefix, href) {
  const url = elsewhere?.url ?? "#";
  const words = [
    t("web.result.window.elsewhere"),
    el("span", { class: "kijkraam-unseen" }, `: ${title}`),
  ];
  return el(
    "li",
    { class: "kijkraam-window-pane", "data-pane": id },
    el("p", { class: "kijkraam-team-pane-title" }, title),
    svg("svg", { class: "kijkraam-window-glass", "aria-hidden": "true" }, ...slats(prefix), layer("edge")),
    el("p", {}, t("web.result.window.closed")),
    href && url !== "#" ? el("p", {}, el("a", { href: href(url) }, ...words)) : null,
  );
}

/** @param {string} prefix */
function slats(prefix) {
  return [layer("unlit"), layer("slats", `url(#${prefix}slats)`)];
}

/** @param {number} fewest people of whom answers are shown: on a screen, or on paper and in a file */
export function fewAnswers(fewest) {
  return t(fewest === FEWEST_TAKEN ? "web.team.picture.few_on_paper" : "web.team.picture.few_answers");
}

/** @param {import("./pane.js").Light} light */
export function wordOf(light) {
  if (light.state === "same") return light.choice.text;
  if (light.state === "few") return fewAnswers(light.fewest);
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
  const hasStars = counts.withStars >= FEWEST_SHOWN;
  const columns = ["question", "answers", ...(hasStars ? ["stars"] : [])];
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
        ...columns.map((name) => el("th", { scope: "col", role: "columnheader" }, t(`web.team.table.${name}`))),
      ),
    ),
    ...groups.map((pane) =>
      el(
        "tbody",
        { role: "rowgroup" },
        el(
          "tr",
          { role: "row" },
          el("th", { scope: "rowgroup", colspan: columns.length, role: "rowheader" }, `${pane.title}: ${wordOf(lightOf(pane, counts))}`),
        ),
        ...pane.questions.map((question) => rowOf(question, counts, hasStars)),
      ),
    ),
  );
}

/**
 * @param {TeamQuestion} question
 * @param {Counts} counts
 * @param {boolean} hasStars
 */
function rowOf(question, counts, hasStars) {
  const n = answered(counts, question.id);
  return el(
    "tr",
    { role: "row" },
    el("th", { scope: "row", role: "rowheader" }, question.text),
    el(
      "td",
      { role: "cell" },
      n < FEWEST_SHOWN
        ? fewAnswers(FEWEST_SHOWN)
        : el("ul", {}, ...inWords(question, counts).map((text) => el("li", {}, text))),
    ),
    hasStars ? el("td", { role: "cell" }, String(counts.stars[question.id] || "")) : null,
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
