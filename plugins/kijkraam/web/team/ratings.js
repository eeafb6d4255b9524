// Which ratings of a record a code may hold, and the number that makes one person's code another than the next person's.
import { chosen } from "../result/answers.js";
import { NONCES } from "./code.js";

/** @typedef {import("../form/definition.js").Definition} Definition */
/** @typedef {import("../form/definition.js").Pane} Pane */
/** @typedef {import("../result/answers.js").Answers} Answers */
/** @typedef {import("../result/answers.js").Question} Question */
/** @typedef {import("./code.js").Ratings} Ratings */

/**
 * The ratings of a record in panes for the team, by the ids that questions have now. What is not for the team is left out
 * here, whatever is wanted.
 * @param {Definition} definition
 * @param {Answers} answers
 * @param {(question: Question, pane: Pane) => boolean} [isWanted]
 * @returns {Ratings}
 */
export function teamRatings(definition, answers, isWanted = () => true) {
  /** @type {Ratings} */
  const ratings = {};
  for (const pane of definition.panes.filter(({ share }) => share === "team")) {
    for (const question of pane.questions.filter((question) => isWanted(question, pane))) {
      const answer = chosen(definition, question, answers);
      if (answer) ratings[question.id] = answer.id;
    }
  }
  return ratings;
}

/**
 * The number that a record gives to its codes. It comes from the id of the record, so who makes a code twice of one record
 * is one person, and nothing needs to be kept; a copy of the record is another one. FNV-1a, 32 bits.
 * @param {string} record
 * @param {number} version of the form
 */
export function nonceOf(record, version) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(`${record} ${version}`)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return ((hash ^ (hash >>> 16)) >>> 0) % NONCES;
}
