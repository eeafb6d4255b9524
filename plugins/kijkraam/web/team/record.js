// A team as a record of the ordinary store: counts and hashes against doubles, notes, actions and dates. Never one person.

import { countsOf, MOST_PEOPLE, noCounts } from "./counts.js";
import { teamQuestions } from "./questions.js";

/** @typedef {import("../result/answers.js").Value} Value */
/** @typedef {import("./counts.js").Counts} Counts */
/** @typedef {import("./questions.js").Form} Form */
/** @typedef {{counts: Counts, hashes: string[], salt: string, date: string}} Kept */

/** What a team's record is called among the forms. */
export const TEAM = "team";
export const VERSION = 1;
const FORM = "team--form";
const FORM_VERSION = "team--form-version";
const PEOPLE = "team--people";
const WITH_STARS = "team--with-stars";
const HASHES = "team--hashes";
const SALT = "team--salt";
export const DATE = "team--date";
const NUMBER = /^\d{1,6}$/;
const HASH = /^[0-9a-f]{8}$/;

/**
 * The fields that keep a team.
 * @param {Form} form
 * @param {Kept} kept
 * @returns {Map<string, Value>}
 */
export function toFields(form, { counts, hashes, salt, date }) {
  /** @type {Map<string, Value>} */
  const fields = new Map([
    [FORM, form.id],
    [FORM_VERSION, String(form.version)],
    [PEOPLE, String(counts.people)],
    [WITH_STARS, String(counts.withStars)],
    [SALT, salt],
    [DATE, date],
  ]);
  // In an order that tells nothing of when someone came in.
  fields.set(HASHES, [...hashes].sort());
  for (const { id } of teamQuestions(form)) {
    const given = Object.entries(counts.answers[id]).filter(([, n]) => n);
    if (given.length) fields.set(countField(id), given.map(([answer, n]) => `${answer} ${n}`));
    if (counts.stars[id]) fields.set(starField(id), String(counts.stars[id]));
  }
  return fields;
}

/** @param {string} item */
function countField(item) {
  return `team--count--${item}`;
}

/** @param {string} item */
function starField(item) {
  return `team--stars--${item}`;
}

/**
 * The form of a team's record.
 * @param {ReadonlyMap<string, Value>} fields
 */
export function formOf(fields) {
  const id = fields.get(FORM);
  return typeof id === "string" ? id : "";
}

/**
 * What a record keeps, as far as the form still asks it.
 * @param {Form} form
 * @param {ReadonlyMap<string, Value>} fields
 * @returns {Kept}
 */
export function fromFields(form, fields) {
  const counts = noCounts(form);
  counts.people = numberIn(fields.get(PEOPLE));
  counts.withStars = numberIn(fields.get(WITH_STARS));
  for (const { id, was, choices } of teamQuestions(form)) {
    const names = [id, ...was];
    const value = names.map((name) => fields.get(countField(name))).find(Boolean);
    for (const text of Array.isArray(value) ? value : []) {
      const [answer, n] = text.split(" ");
      if (choices.some((choice) => choice.id === answer)) counts.answers[id][answer] = numberIn(n);
    }
    counts.stars[id] = numberIn(names.map((name) => fields.get(starField(name))).find(Boolean));
  }
  const hashes = fields.get(HASHES);
  return {
    counts,
    hashes: (Array.isArray(hashes) ? hashes : []).filter((hash) => HASH.test(hash)),
    salt: String(fields.get(SALT) ?? ""),
    date: String(fields.get(DATE) ?? ""),
  };
}

/** @param {Value | undefined} value */
function numberIn(value) {
  return typeof value === "string" && NUMBER.test(value) ? Math.min(Number(value), MOST_PEOPLE) : 0;
}

/** @param {Form} form */
export function nothingKept(form) {
  return { counts: countsOf(form, []), hashes: [], salt: crypto.getRandomValues(new Uint32Array(2)).join("-"), date: "" };
}

/** @param {Date} [day] @returns {string} a date as a field for dates writes it; today's without a day */
export function today(day = new Date()) {
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}
