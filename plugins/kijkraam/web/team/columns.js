// Which column of a table is which question, by what stands above it. KoboToolbox, ODK and SurveyCTO each write the groups
// of a questionnaire and its hyphens in a way of their own; `kijkraam collect` writes the id with the question behind it.

import { teamPanes } from "./questions.js";

/** @typedef {import("./questions.js").Form} Form */
/** @typedef {import("./questions.js").TeamQuestion} TeamQuestion */
/** @typedef {Map<TeamQuestion, number>} Columns the place of the column of each question */

/** What a questionnaire of ours fills in itself, as first part of the name. */
const OWN = "kijkraam--";
/** What names one answer among all. */
const KEYS = ["_uuid", "meta/instanceid", "instanceid", "meta-instanceid", "key"];
/** What these programs add about who answered and how. */
const OF_PROGRAMS = [
  ...["start", "end", "today", "deviceid", "username", "email", "phonenumber", "simserial", "subscriberid", "audit"],
  ...["starttime", "endtime", "duration", "caseid", "devicephonenum", "formdef_version", "comments"],
  ...["submissiondate", "completiondate", "submitterid", "submittername", "attachmentspresent", "attachmentsexpected"],
  ...["status", "reviewstate", "edits", "formversion", "instancename", "parent_key"],
];
const PREFIXES_OF_PROGRAMS = ["_", "meta/", "meta-", "review_"];

/**
 * What a cell says, whatever a program made of quotation marks, spaces and capitals. A spreadsheet puts an apostrophe
 * before what looks like a formula.
 * @param {string} text
 */
export function plain(text) {
  const quoted = text.replace(/^'/, "").replace(/[\u2018\u2019]/g, "'").replace(/[\u201c\u201d]/g, '"');
  return quoted.replace(/\s+/g, " ").trim().toLowerCase();
}

/**
 * A name out of a file as it can be shown: without signs that nobody sees, or that turn the text around them.
 * @param {string} text
 */
export function readable(text) {
  return text.replace(/[\p{Cc}\p{Bidi_Control}]/gu, "").trim();
}

/**
 * The name of a field in a head: without groups before a slash, and without the question behind it. Some programs write
 * underscores for hyphens, which no id has.
 * @param {string} head
 */
function nameIn(head) {
  return plain(head.split(/:\s/)[0].split("/").at(-1) ?? "").replaceAll("_", "-");
}

/**
 * @param {string[]} head
 * @param {string} name of a field that a questionnaire of ours fills in itself
 * @returns {number} -1 when there is none
 */
export function ownColumn(head, name) {
  return head.findIndex((cell) => nameIn(cell.split(".").at(-1) ?? "") === OWN + name);
}

/** @param {string[]} head */
export function keyColumn(head) {
  return head.findIndex((cell) => KEYS.includes(plain(cell)));
}

/**
 * Whether a column is the program's, so that it is no group of people.
 * @param {string} head
 */
export function isOfProgram(head) {
  const name = plain(head);
  return !name || name.includes("--") || nameIn(head).startsWith(OWN) || OF_PROGRAMS.includes(name) || PREFIXES_OF_PROGRAMS.some((one) => name.startsWith(one));
}

/**
 * The columns by the names of fields: "km-a2", "groep/km-a2", "groep-km-a2", "km_a2" or "km-a2: De vraag". A group before a
 * hyphen may be part of a longer name, so the longest that fits counts.
 * @param {string[]} head
 * @param {Form} form
 * @param {string} [part] of the name, behind the id
 * @returns {Columns}
 */
export function columnsByName(head, form, part = "") {
  const fields = teamPanes(form)
    .flatMap((pane) => pane.questions)
    .flatMap((question) => [question.id, ...question.was].map((id) => ({ question, name: id + part })))
    .sort((one, other) => other.name.length - one.name.length);
  /** @type {Columns} */
  const columns = new Map();
  const exact = new Map(fields.map(({ question, name }) => [name, question]));
  const names = head.map(nameIn);
  for (const [column, name] of names.entries()) {
    const question = exact.get(name);
    if (question && !columns.has(question)) columns.set(question, column);
  }
  for (const [column, name] of names.entries()) {
    if (exact.has(name)) continue;
    const found = fields.find((field) => name.endsWith(`-${field.name}`) || name.endsWith(`.${field.name}`));
    if (found && !columns.has(found.question)) columns.set(found.question, column);
  }
  return columns;
}

/**
 * The columns by labels: the question itself, with the title of its pane before a slash.
 * @param {string[]} head
 * @param {Form} form
 * @returns {Columns | null} null where more than one question can be meant
 */
export function columnsByLabel(head, form) {
  const labels = teamPanes(form).flatMap((pane) =>
    pane.questions.map((question) => ({ question, text: plain(question.text), path: plain(`${pane.title}/${question.text}`) })),
  );
  /** @type {Columns} */
  const columns = new Map();
  for (const [column, cell] of head.entries()) {
    const said = plain(cell);
    const byPath = labels.filter(({ path }) => said === path || said.endsWith(`/${path}`));
    const meant = byPath.length ? byPath : labels.filter(({ text }) => said === text || said.endsWith(`/${text}`));
    if (meant.length > 1 || meant.some(({ question }) => columns.has(question))) return null;
    if (meant.length) columns.set(meant[0].question, column);
  }
  return columns;
}
