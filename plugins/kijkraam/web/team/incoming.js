// People out of files: records of browsers (also those that `kijkraam collect` wrote), and tables of one row per person or
// of counts. Only what the form asks a team comes in; names, notes and all other texts stay behind.

import { readEntries } from "../storage/transfer.js";
import { hashOf, noCounts } from "./counts.js";
import { teamQuestions } from "./questions.js";
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
/** What names one answer among all, in the tables of KoboToolbox, ODK and SurveyCTO. */
const KEYS = ["_uuid", "meta/instanceid", "instanceid", "meta-instanceid", "key"];
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
  for (const [index, entry] of entries.entries()) {
    const why = refusal(form, entry);
    const person = toPerson(form, entry);
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
 * @param {Form} form
 * @param {Entry} entry
 * @returns {Person}
 */
function toPerson(form, { id, answers }) {
  /** @type {Record<string, string>} */
  const ratings = {};
  /** @type {string[]} */
  const stars = [];
  for (const question of teamQuestions(form)) {
    const names = [question.id, ...question.was];
    const value = names.map((name) => answers[name]).find(Boolean);
    const choice = question.choices.find((one) => one.id === value);
    if (choice) ratings[question.id] = choice.id;
    if (names.some((name) => answers[`${name}--star`])) stars.push(question.id);
  }
  return { key: `record ${id}`, from: "file", ratings, stars };
}

/**
 * The column of each question, by the part of its head that is the name of a field: "km-a2", "groep/km-a2",
 * "groep-km-a2" or "km-a2: De vraag".
 * @param {string[]} head
 * @param {TeamQuestion[]} questions
 * @param {string} [part]
 * @returns {Map<TeamQuestion, number>}
 */
function columnsOf(head, questions, part = "") {
  const names = head.map((cell) => cell.replace(/^'/, "").split(/:\s/)[0].split("/").at(-1)?.trim().toLowerCase() ?? "");
  /** @type {Map<TeamQuestion, number>} */
  const columns = new Map();
  for (const question of questions) {
    const wanted = [question.id, ...question.was].map((id) => id + part);
    const exact = names.findIndex((name) => wanted.includes(name));
    const behind = names.findIndex((name) => wanted.some((id) => name.endsWith(`-${id}`) || name.endsWith(`.${id}`)));
    const column = exact >= 0 ? exact : behind;
    if (column >= 0) columns.set(question, column);
  }
  return columns;
}

/** @param {string} cell */
function plain(cell) {
  return cell.replace(/^'/, "").trim().toLowerCase();
}

/**
 * @param {TeamQuestion} question
 * @param {string} cell
 */
function choiceOf(question, cell) {
  const said = plain(cell);
  return question.choices.find(({ id, text }) => id === said || text.toLowerCase() === said);
}

/**
 * @param {Form} form
 * @param {string[][]} table
 * @param {string} text
 * @returns {Incoming}
 */
function fromRows(form, [head, ...rows], text) {
  const questions = teamQuestions(form);
  const columns = columnsOf(head, questions);
  if (!columns.size) return nothing({ why: "no-questions" });
  const stars = columnsOf(head, questions, "--star");
  const title = titleColumn(head, rows, form);
  const key = head.findIndex((cell) => KEYS.includes(plain(cell)));
  const used = new Set([...columns.values(), ...stars.values(), title, key]);
  const groups = groupColumns(head, rows, used);
  const file = hashOf("file", text);
  /** @type {Person[]} */
  const people = [];
  /** @type {Left[]} */
  const left = [];
  for (const [index, row] of rows.entries()) {
    if (title >= 0 && plain(row[title] ?? "") !== form.title.toLowerCase()) {
      left.push({ why: "other", number: index + 1, form: row[title] ?? "" });
      continue;
    }
    const ratings = Object.fromEntries(
      [...columns].flatMap(([question, column]) => {
        const choice = choiceOf(question, row[column] ?? "");
        return choice ? [[question.id, choice.id]] : [];
      }),
    );
    if (!Object.keys(ratings).length) {
      left.push({ why: "empty", number: index + 1 });
      continue;
    }
    const starred = [...stars].filter(([, column]) => (row[column] ?? "").trim()).map(([question]) => question.id);
    people.push({
      key: key >= 0 && row[key] ? `row ${row[key]}` : `row ${file} ${index}`,
      from: "file",
      ratings,
      stars: stars.size ? starred : null,
      groups: Object.fromEntries(groups.map((column) => [head[column], (row[column] ?? "").trim()])),
    });
  }
  return { people, counts: null, left };
}

/**
 * The column that names the form of each row, as `kijkraam collect` writes it.
 * @param {string[]} head
 * @param {string[][]} rows
 * @param {Form} form
 */
function titleColumn(head, rows, form) {
  return head.findIndex((_, column) => rows.some((row) => plain(row[column] ?? "") === form.title.toLowerCase()));
}

/**
 * The columns that divide the rows into groups: few values, each used more than once.
 * @param {string[]} head
 * @param {string[][]} rows
 * @param {Set<number>} used for something else
 */
function groupColumns(head, rows, used) {
  return [...head.keys()].filter((column) => {
    if (used.has(column) || !head[column] || head[column].includes("--")) return false;
    const values = new Set(rows.map((row) => (row[column] ?? "").trim()).filter(Boolean));
    return values.size > 1 && values.size <= MOST_GROUPS && values.size * 2 <= rows.length;
  });
}

/**
 * Whether each row tells how often one answer was given, as `kijkraam collect` counts: form, pane, id, question, answer, n.
 * @param {Form} form
 * @param {string[][]} table
 */
function isOfCounts(form, [, ...rows]) {
  const ids = new Set(teamQuestions(form).map(({ id }) => id));
  const isCount = (/** @type {string[]} */ row) => row.length === 6 && /^\d{1,6}$/.test(row[5]);
  return rows.every(isCount) && rows.some((row) => ids.has(row[2]));
}

/**
 * @param {Form} form
 * @param {string[][]} table
 * @returns {Incoming}
 */
function fromCounts(form, [, ...rows]) {
  const counts = noCounts(form);
  const own = rows.filter((row) => plain(row[0]) === form.title.toLowerCase());
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
  counts.withStars = Object.values(counts.stars).some(Boolean) ? counts.people : 0;
  return counts.people ? { people: [], counts, left: [] } : nothing({ why: "other", form: rows[0][0] });
}
