// People out of files: records of browsers (also those that `kijkraam collect` wrote), and tables of one row per person or
// of counts. Only what the form asks a team comes in; names, notes and all other texts stay behind.

import { t } from "../phrases.js";
import { readEntries } from "../storage/transfer.js";
import { columnsByLabel, columnsByName, isOfProgram, keyColumn, ownColumn, plain, readable } from "./columns.js";
import { hashOf, MOST_PEOPLE, noCounts } from "./counts.js";
import { teamQuestions } from "./questions.js";
import { nonceOf } from "./ratings.js";
import { readTable } from "./table.js";

/** @typedef {import("./counts.js").Counts} Counts */
/** @typedef {import("./counts.js").Person} Person */
/** @typedef {import("./questions.js").Form} Form */
/** @typedef {import("./questions.js").TeamQuestion} TeamQuestion */
/** @typedef {import("../storage/transfer.js").Entry} Entry */
/**
 * Why something was left out; `number` is that of the record or row in its file.
 * @typedef {{why: string, number?: number, form?: string, n?: number}} Left
 */
/** @typedef {{people: Person[], counts: Counts | null, left: Left[]}} Incoming */

const MOST_CHARACTERS = 15_000_000;
/** Among so many columns stands the name of the form. */
const FIRST_COLUMNS = 20;
/** A column with so many different values at most can be one of groups. */
const MOST_GROUPS = 30;

/**
 * @param {Form} form
 * @param {string} text of a file
 * @param {{password?: string | undefined}} [options]
 * @returns {Promise<Incoming>}
 */
export async function readFile(form, text, { password } = {}) {
  if (text.length > MOST_CHARACTERS) return nothing({ why: "too-big" });
  if (/^\s*[{[]/.test(text.replace(/^\ufeff/, ""))) return fromRecords(form, text.replace(/^\ufeff/, ""), password);
  const table = text.includes("\u0000") ? null : readTable(text);
  if (!table) return nothing({ why: "not-ours" });
  return isOfCounts(form, table) ? fromCounts(form, table) : fromRows(form, table, text);
}

/**
 * @param {Left} left
 * @returns {Incoming}
 */
function nothing(left) {
  return { people: [], counts: null, left: [left] };
}

/**
 * @param {Form} form
 * @param {string} text
 * @param {string | undefined} password
 * @returns {Promise<Incoming>}
 */
async function fromRecords(form, text, password) {
  const { entries, refused } = await readEntries(text, { password });
  const [whole] = refused.filter(({ index }) => index === undefined);
  if (whole) return nothing({ why: whole.why });
  /** @type {Left[]} */
  const left = refused.map(({ why, index = 0 }) => ({ why: why === "twice" ? "twice" : "record", number: index + 1 }));
  /** @type {Person[]} */
  const people = [];
  const questions = teamQuestions(form);
  for (const [index, entry] of entries.entries()) {
    const why = refusal(form, entry);
    const person = toPerson(questions, entry);
    if (why) left.push({ why, number: index + 1, form: entry.form });
    else if (!Object.keys(person.ratings).length) left.push({ why: "empty", number: index + 1 });
    else people.push(person);
  }
  return { people, counts: null, left };
}

/**
 * @param {Form} form
 * @param {Entry} entry
 */
function refusal(form, { form: id, version, answers }) {
  if (id !== form.id) return "other";
  if (version !== form.version) return "version";
  return answers[`${form.id}--perspective`] === "self" ? "self" : null;
}

/**
 * @param {TeamQuestion[]} questions
 * @param {Entry} entry
 * @returns {Person}
 */
function toPerson(questions, { id, version, answers }) {
  /** @type {Record<string, string>} */
  const ratings = {};
  /** @type {string[]} */
  const stars = [];
  for (const question of questions) {
    const names = [question.id, ...question.was];
    const value = names.map((name) => answers[name]).find(Boolean);
    const choice = question.choices.find((one) => one.id === value);
    if (choice) ratings[question.id] = choice.id;
    if (names.some((name) => answers[`${name}--star`])) stars.push(question.id);
  }
  return { key: `record ${id}`, nonce: nonceOf(id, version), from: "file", ratings, stars };
}

/**
 * @param {TeamQuestion} question
 * @param {string} cell
 */
function choiceOf(question, cell) {
  const said = plain(cell);
  return question.choices.find(({ id }) => id === said) ?? question.choices.find(({ text }) => plain(text) === said);
}

/**
 * @param {Form} form
 * @param {string[][]} table
 * @param {string} text
 * @returns {Incoming}
 */
function fromRows(form, [head, ...rows], text) {
  const byName = columnsByName(head, form);
  const columns = byName.size ? byName : columnsByLabel(head, form);
  if (!columns) return nothing({ why: "labels" });
  if (!columns.size) return nothing({ why: "no-questions" });
  const stars = columnsByName(head, form, "--star");
  const key = keyColumn(head);
  const refusal = refusalOfRow(form, head, rows);
  const used = new Set([...columns.values(), ...stars.values(), refusal.column, key]);
  const groups = groupColumns(head, rows, used);
  const file = hashOf("file", text);
  /** @type {Person[]} */
  const people = [];
  /** @type {Left[]} */
  const left = [];
  for (const [index, row] of rows.entries()) {
    const number = index + 1;
    const { ratings, wrong } = ratingsIn(row, columns);
    const why = row.length > head.length ? "row" : refusal.why(row);
    if (why) left.push({ why, number, form: row[refusal.column] ?? "" });
    else if (!Object.keys(ratings).length && !wrong) left.push({ why: "empty", number });
    else {
      if (wrong) left.push({ why: "answer", number });
      const starred = [...stars].filter(([, column]) => (row[column] ?? "").trim()).map(([question]) => question.id);
      people.push({
        key: key >= 0 && row[key] ? `row ${row[key]}` : `row ${file} ${index}`,
        from: "file",
        ratings,
        stars: stars.size ? starred : null,
        groups: Object.fromEntries(groups.map((column) => [readable(head[column]), readable(row[column] ?? "")])),
      });
    }
  }
  return people.length > MOST_PEOPLE ? nothing({ why: "too-many" }) : { people, counts: null, left };
}

/**
 * @param {string[]} row
 * @param {import("./columns.js").Columns} columns
 * @returns {{ratings: Record<string, string>, wrong: boolean}} `wrong` when a cell holds what is no answer to its question
 */
function ratingsIn(row, columns) {
  /** @type {Record<string, string>} */
  const ratings = {};
  let wrong = false;
  for (const [question, column] of columns) {
    const cell = row[column] ?? "";
    const choice = choiceOf(question, cell);
    if (choice) ratings[question.id] = choice.id;
    else wrong ||= Boolean(plain(cell)) && plain(cell) !== plain(t("web.team.csv.none"));
  }
  return { ratings, wrong };
}

/**
 * Which rows are not of this form: by the fields that a questionnaire of ours fills in itself, or else by the column that
 * names the form, as `kijkraam collect` writes it.
 * @param {Form} form
 * @param {string[]} head
 * @param {string[][]} rows
 * @returns {{column: number, why: (row: string[]) => string | null}} `column` is -1 when none tells
 */
function refusalOfRow(form, head, rows) {
  const id = ownColumn(head, "form");
  const version = ownColumn(head, "version");
  if (id >= 0) {
    return {
      column: id,
      why: (row) => {
        if (!row[id] || (version >= 0 && !row[version])) return "row";
        if (plain(row[id]) !== form.id) return "other";
        return version >= 0 && plain(row[version]) !== String(form.version) ? "version" : null;
      },
    };
  }
  const title = head.slice(0, FIRST_COLUMNS).findIndex((_, column) => rows.some((row) => plain(row[column] ?? "") === plain(form.title)));
  return { column: title, why: (row) => (title >= 0 && plain(row[title] ?? "") !== plain(form.title) ? "other" : null) };
}

/**
 * The columns that divide the rows into groups: few values, each used more than once.
 * @param {string[]} head
 * @param {string[][]} rows
 * @param {Set<number>} used for something else
 */
function groupColumns(head, rows, used) {
  return [...head.keys()].filter((column) => {
    if (used.has(column) || isOfProgram(head[column])) return false;
    const values = new Set(rows.map((row) => (row[column] ?? "").trim()).filter(Boolean));
    return values.size > 1 && values.size <= MOST_GROUPS && values.size * 2 <= rows.length;
  });
}

/**
 * Whether each row tells how often one answer was given, as `kijkraam collect` counts: form, pane, id, question, answer, n.
 * What a team took along has notes too, in rows without an id.
 * @param {Form} form
 * @param {string[][]} table
 */
function isOfCounts(form, [, ...rows]) {
  const ids = new Set(teamQuestions(form).map(({ id }) => id));
  const isCount = (/** @type {string[]} */ row) => row.length === 6 && /^\d{1,6}$/.test(row[5]);
  return rows.every((row) => isCount(row) || (row.length === 6 && !row[2])) && rows.some((row) => ids.has(row[2]));
}

/**
 * @param {Form} form
 * @param {string[][]} table
 * @returns {Incoming}
 */
function fromCounts(form, [, ...rows]) {
  const counts = noCounts(form);
  const own = rows.filter((row) => plain(row[0]) === plain(form.title));
  for (const question of teamQuestions(form)) {
    const asked = own.filter((row) => row[2] === question.id);
    for (const row of asked) {
      const choice = choiceOf(question, row[4]);
      if (choice) counts.answers[question.id][choice.id] += Number(row[5]);
    }
    const starred = own.filter((row) => row[2] === `${question.id}--star`);
    counts.stars[question.id] = starred.reduce((sum, row) => sum + Number(row[5]), 0);
    // Those who gave no answer stand in a row of their own.
    counts.people = Math.max(counts.people, asked.reduce((sum, row) => sum + Number(row[5]), 0));
  }
  if (counts.people > MOST_PEOPLE) return nothing({ why: "too-many" });
  counts.withStars = Object.values(counts.stars).some(Boolean) ? counts.people : 0;
  return counts.people ? { people: [], counts, left: [] } : nothing({ why: "other", form: rows[0][0] });
}
