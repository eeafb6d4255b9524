// What a pane of the team's window says: one answer when two thirds chose it, and else that it differs.

import { answered, FEWEST_SHOWN } from "./counts.js";

/** @typedef {import("./counts.js").Counts} Counts */
/** @typedef {import("./questions.js").TeamPane} TeamPane */
/** @typedef {import("../result/answers.js").Choice} Choice */
/** @typedef {{state: "closed"} | {state: "few", fewest: number} | {state: "differs"} | {state: "same", choice: Choice, scale: string}} Light */

/**
 * All answers to the questions of a pane count, of those that enough people answered: two thirds must be the same.
 * @param {TeamPane} pane
 * @param {Counts} counts
 * @param {number} [fewest] people who must have answered a question
 * @returns {Light}
 */
export function lightOf(pane, counts, fewest = FEWEST_SHOWN) {
  /** @type {Map<string, {choice: Choice, scale: string, n: number}>} */
  const given = new Map();
  let all = 0;
  const open = pane.questions.filter(({ id }) => answered(counts, id));
  if (!open.length) return { state: "closed" };
  for (const { id, scale, choices } of open.filter((question) => answered(counts, question.id) >= fewest)) {
    for (const choice of choices) {
      const n = counts.answers[id]?.[choice.id] ?? 0;
      const known = given.get(`${scale} ${choice.id}`) ?? { choice, scale: scale ?? "", n: 0 };
      given.set(`${scale} ${choice.id}`, { ...known, n: known.n + n });
      all += n;
    }
  }
  if (!all) return { state: "few", fewest };
  const most = [...given.values()].find(({ n }) => n * 3 >= all * 2);
  return most ? { state: "same", choice: most.choice, scale: most.scale } : { state: "differs" };
}
