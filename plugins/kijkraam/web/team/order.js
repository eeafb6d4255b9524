// In which order the questions stand: where the conversation is, as the form has them, or what nobody knows.

import { answered, starsOf } from "./counts.js";
import { teamQuestions, unknownOf } from "./questions.js";

/** @typedef {import("./counts.js").Counts} Counts */
/** @typedef {import("./questions.js").Form} Form */
/** @typedef {import("./questions.js").TeamQuestion} TeamQuestion */

export const ORDERS = /** @type {const} */ (["talk", "form", "unknown"]);
/** @typedef {(typeof ORDERS)[number]} Order */

/**
 * The questions that somebody answered or marked with a star, in an order. Equal ones stand as in the form.
 * @param {Form} form
 * @param {Counts} counts
 * @param {Order} order
 * @returns {TeamQuestion[]}
 */
export function inOrder(form, counts, order) {
  const questions = teamQuestions(form).filter(({ id }) => answered(counts, id) || counts.stars[id]);
  if (order === "form") return questions;
  const weigh = order === "talk" ? talk : unknown;
  const weights = new Map(questions.map((question) => [question, weigh(question, counts)]));
  return questions.sort((one, other) => compare(weights.get(one) ?? [], weights.get(other) ?? []));
}

/**
 * @param {number[]} one
 * @param {number[]} other
 */
function compare(one, other) {
  const place = one.findIndex((weight, at) => weight !== other[at]);
  return place < 0 ? 0 : other[place] - one[place];
}

/**
 * Stars first, then how often two people chose differently.
 * @param {TeamQuestion} question
 * @param {Counts} counts
 */
function talk({ id }, counts) {
  const all = answered(counts, id);
  const same = Object.values(counts.answers[id]).reduce((sum, n) => sum + n * n, 0);
  return [starsOf(counts, id), all ? 1 - same / (all * all) : 0];
}

/**
 * @param {TeamQuestion} question
 * @param {Counts} counts
 */
function unknown(question, counts) {
  const all = answered(counts, question.id);
  const none = unknownOf(question).reduce((sum, answer) => sum + counts.answers[question.id][answer], 0);
  return [all ? none / all : 0, none];
}
