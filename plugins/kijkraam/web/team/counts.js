// How often each answer was given. A picture is made of these counts only: there is no one in them to follow.

import { teamQuestions } from "./questions.js";

/** @typedef {import("./questions.js").Form} Form */
/** @typedef {import("./questions.js").TeamQuestion} TeamQuestion */
/**
 * One person, as long as the page is open. `key` tells doubles apart; `stars` is null where stars do not come along;
 * `nonce` is the number that a record gives to its codes, known of codes and of records.
 * @typedef {{key: string, nonce?: number, from: "code" | "file" | "paper", ratings: Record<string, string>, stars: string[] | null,
 *   groups?: Record<string, string>}} Person
 */
/**
 * `answers` by question and answer, `stars` by question, `withStars` of how many people stars came along.
 * @typedef {object} Counts
 * @property {number} people
 * @property {number} withStars
 * @property {Record<string, Record<string, number>>} answers
 * @property {Record<string, number>} stars
 */

/** People. Of fewer there is no picture, and no print or file: one could see who answered what. */
export const FEWEST_SHOWN = 4;
export const FEWEST_TAKEN = 5;
/** More than a page can draw; also in a file or a record that was tampered with. */
export const MOST_PEOPLE = 5_000;
/** Clients, and people of a group in imported data. */
export const FEWEST_OTHERS = 5;

/**
 * Counts of nobody.
 * @param {Form} form
 * @returns {Counts}
 */
export function noCounts(form) {
  const questions = teamQuestions(form);
  return {
    people: 0,
    withStars: 0,
    answers: Object.fromEntries(
      questions.map(({ id, choices }) => [id, Object.fromEntries(choices.map((choice) => [choice.id, 0]))]),
    ),
    stars: Object.fromEntries(questions.map(({ id }) => [id, 0])),
  };
}

/**
 * The counts of people. What the form does not ask a team is left out.
 * @param {Form} form
 * @param {Pick<Person, "ratings" | "stars">[]} people
 * @returns {Counts}
 */
export function countsOf(form, people) {
  const counts = noCounts(form);
  counts.people = people.length;
  for (const { ratings, stars } of people) {
    if (stars) counts.withStars += 1;
    for (const [item, answer] of Object.entries(ratings)) {
      if (Object.hasOwn(counts.answers, item) && Object.hasOwn(counts.answers[item], answer)) counts.answers[item][answer] += 1;
    }
    for (const item of new Set(stars ?? [])) if (Object.hasOwn(counts.stars, item)) counts.stars[item] += 1;
  }
  return counts;
}

/**
 * @param {Form} form
 * @param {...Counts} all
 * @returns {Counts} all together
 */
export function together(form, ...all) {
  const sum = noCounts(form);
  for (const counts of all) {
    sum.people += counts.people;
    sum.withStars += counts.withStars;
    for (const [item, answers] of Object.entries(sum.answers)) {
      for (const answer of Object.keys(answers)) answers[answer] += counts.answers[item]?.[answer] ?? 0;
      sum.stars[item] += counts.stars[item] ?? 0;
    }
  }
  return sum;
}

/**
 * How many people answered a question.
 * @param {Counts} counts
 * @param {string} item
 */
export function answered(counts, item) {
  return Object.values(counts.answers[item] ?? {}).reduce((sum, n) => sum + n, 0);
}

/**
 * How many people want to talk about a question; none where stars of few people came along.
 * @param {Counts} counts
 * @param {string} item
 * @param {number} [fewest]
 */
export function starsOf(counts, item, fewest = FEWEST_SHOWN) {
  return counts.withStars >= fewest ? counts.stars[item] : 0;
}

/**
 * A number that stands for a person in a record, so that a double is known and nobody can be made of it: very many people
 * have the same.
 * @param {string} salt of the record
 * @param {string} key
 * @returns {string} 32 bits, in eight hexadecimal digits
 */
export function hashOf(salt, key) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(`${salt} ${key}`)) hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0).toString(16).padStart(8, "0");
}
