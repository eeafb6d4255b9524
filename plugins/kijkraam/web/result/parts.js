// The parts of a pane: what each shows, as a pattern and a word.

import { t } from "../phrases.js";
import { chosen, isStarred, isUnknown, said, shown } from "./answers.js";

/** @typedef {import("./answers.js").Answers} Answers */
/** @typedef {import("./answers.js").Definition} Definition */
/** @typedef {import("./answers.js").Pane} Pane */
/** @typedef {import("./answers.js").Question} Question */
/** @typedef {{pattern: string, word: string}} Look */
/** @typedef {{question: Question, then: Look, now: Look, moved: boolean, star: boolean, told: string}} Part */

/** Drawn in a square of ten by ten. All are about as dense as another: none is more or less. */
export const PATTERNS = {
  dots: "M2.5 2.5h.01m5 5h.01",
  slant: "M-2 2l4-4M0 10L10 0M8 12l4-4",
  waves: "M0 5q2.5-5 5 0t5 0",
  grid: "M0 5h10M5 0v10",
  rings: "M5 2a3 3 0 1 0 .01 0",
  bricks: "M0 0h10M0 5h10M2.5 0v5m5 0v5",
  crosses: "M2.5 2.5l5 5m0-5l-5 5",
  posts: "M2.5 0v10m5-10v10",
  tents: "M0 7l5-5 5 5",
  triangles: "M5 2l3 5.5h-6z",
  lines: "M0 3h6M0 8h8",
  slats: "M0 2h10M0 7h10",
};
const OF_ANSWERS = Object.keys(PATTERNS).slice(0, -2);

/**
 * What the parts of a pane show. With `earlier` they know what they showed then.
 * @param {Definition} definition
 * @param {Pane} pane
 * @param {Answers} answers
 * @param {Answers} [earlier]
 * @returns {Part[]}
 */
export function partsOf(definition, pane, answers, earlier = answers) {
  const patterned = patternedAnswers(definition, pane);
  const visible = new Set([answers, earlier].flatMap((given) => shown(definition, pane, given)));
  return pane.questions
    .filter((question) => visible.has(question))
    .map((question) => {
      const then = look(definition, question, earlier, patterned);
      const now = look(definition, question, answers, patterned);
      const moved = then.word !== now.word;
      const blanks = { then: then.word, now: now.word };
      const told = moved ? t("web.result.compare.moved", blanks) : t("web.result.window.part", blanks);
      return { question, then, now, moved, star: isStarred(question, answers), told: `${question.text} ${told}` };
    });
}

/**
 * The answers of a pane that have a pattern of their own, also when the pane has more than one scale.
 * @param {Definition} definition
 * @param {Pane} pane
 */
function patternedAnswers(definition, pane) {
  const scales = new Set(pane.questions.map((question) => question.scale ?? ""));
  return [...scales].flatMap((scale) =>
    (definition.scales[scale]?.answers ?? [])
      .filter((choice) => !isUnknown(choice))
      .map((choice) => `${scale} ${choice.id}`),
  );
}

/**
 * @param {Definition} definition
 * @param {Question} question
 * @param {Answers} answers
 * @param {string[]} patterned
 * @returns {Look}
 */
function look(definition, question, answers, patterned) {
  const word = said(definition, question, answers);
  const choice = chosen(definition, question, answers);
  if (!word) return { pattern: "unlit", word: t("web.result.open") };
  if (!choice) return { pattern: "lines", word: t("web.result.filled") };
  if (isUnknown(choice)) return { pattern: "unknown", word };
  // An answer that the scale no longer has gets the last pattern.
  const place = patterned.indexOf(`${question.scale} ${choice.id}`);
  return { pattern: OF_ANSWERS.at(place % OF_ANSWERS.length) ?? "", word };
}
