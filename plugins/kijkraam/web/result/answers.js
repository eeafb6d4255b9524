// A form's definition, read together with the answers to it.

import { language, t } from "../phrases.js";

/** @typedef {{id: string, text: string, hint?: string | null}} Choice */
/** @typedef {{question: string, answers: Choice[]}} Scale */
/** @typedef {{id: string, title: string}} Row */
/** @typedef {{id: string, title: string, type: string, options: Choice[]}} Column */
/**
 * @typedef {object} Question
 * @property {string} id
 * @property {string} type
 * @property {string} text
 * @property {boolean} core
 * @property {string | null} scale
 * @property {string[]} was
 * @property {Choice[]} options
 * @property {Column[]} columns
 * @property {Row[]} rows
 */
/** @typedef {{id: string, url: string, kind: string, title: string}} Elsewhere the form of a pane that is filled in there */
/** @typedef {{id: string, title: string, elsewhere: Elsewhere | null, questions: Question[]}} Pane */
/**
 * @typedef {object} Definition
 * @property {string} id
 * @property {string} kind
 * @property {string} keep
 * @property {string} title
 * @property {Pane[]} panes
 * @property {Record<string, Scale>} scales
 * @property {string[]} retired
 * @property {string | null} partial
 * @property {boolean} [isPart] it leaves out something of a form that belongs together
 * @property {string[]} reflection
 * @property {{pens: string[], caution: string[], rights: string | null}} [paper] what its sheet has besides answers
 */
/** @typedef {string | string[] | null} Value */
/** @typedef {ReadonlyMap<string, Value>} Answers what was answered, by the name of its control */
/** @typedef {{pane: Pane, question: Question, text: string, answer: string, note: string, star: boolean}} Fact */
/**
 * @typedef {object} View
 * @property {number} [level] of the heading
 * @property {(id: string) => string} [link] gives the address of a pane or question
 */

const UNKNOWN = ["weet-ik-niet", "kon-ik-niet-zien"];

/** @param {Choice} choice */
export function isUnknown(choice) {
  return UNKNOWN.includes(choice.id);
}

/** @param {string} id */
export function here(id) {
  return `#${id}`;
}

/** @param {Value | undefined} value */
function textOf(value) {
  return Array.isArray(value) ? value.join(", ") : (value ?? "").trim();
}

/**
 * What stands in a field.
 * @param {Answers} answers
 * @param {string} field
 */
export function written(answers, field) {
  return textOf(answers.get(field));
}

/**
 * What was given to a question, also when the question had another id then.
 * @param {Question} question
 * @param {Answers} answers
 * @param {"" | "--note" | "--star"} [part]
 * @returns {Value}
 */
function given(question, answers, part = "") {
  const id = [question.id, ...question.was].find((name) => answers.has(name + part));
  return id === undefined ? null : (answers.get(id + part) ?? null);
}

/**
 * @param {Question} question
 * @param {Answers} answers
 */
export function noteOf(question, answers) {
  return textOf(given(question, answers, "--note"));
}

/**
 * @param {Question} question
 * @param {Answers} answers
 */
export function isStarred(question, answers) {
  return textOf(given(question, answers, "--star")) !== "";
}

/**
 * The answer chosen on a scale. One that the scale no longer has is named by its id.
 * @param {Definition} definition
 * @param {Question} question
 * @param {Answers} answers
 * @returns {Choice | null}
 */
export function chosen(definition, question, answers) {
  const id = textOf(given(question, answers));
  if (!question.scale || !id) return null;
  return definition.scales[question.scale]?.answers.find((choice) => choice.id === id) ?? { id, text: id };
}

/**
 * @param {string} type
 * @param {Choice[]} options
 * @param {Value} value
 */
function inWords(type, options, value) {
  if (type === "date" && value) return longDate(textOf(value));
  if (!options.length) return textOf(value);
  const values = Array.isArray(value) ? value : [textOf(value)];
  return values.map((id) => options.find((option) => option.id === id)?.text ?? id).join(", ");
}

/**
 * @param {string} date
 * @returns {string} the date written out, or as it came when it is none
 */
export function longDate(date) {
  return dateAs({ dateStyle: "long" }, date);
}

/**
 * What tells a record from others. A name that says its day is completed with the year, and not told the day again.
 * @param {string | undefined} name
 * @param {string | undefined} date
 * @returns {string[]} its name and its date, as far as it has them
 */
export function nameAndDate(name = "", date = "") {
  const long = longDate(date);
  if (long && name.includes(long)) return [name];
  const short = dateAs({ day: "numeric", month: "long" }, date);
  return short && name.includes(short) ? [name.replace(short, long)] : [name, long].filter(Boolean);
}

/**
 * @param {Intl.DateTimeFormatOptions} style
 * @param {string} date
 */
function dateAs(style, date) {
  const day = new Date(date);
  if (Number.isNaN(day.getTime())) return date;
  // A date without a time is the same day everywhere.
  const zone = date.includes("T") ? {} : { timeZone: "UTC" };
  return new Intl.DateTimeFormat(language(), { ...style, ...zone }).format(day);
}

/**
 * The rows of a table, with what stands in their cells in words.
 * @param {Definition} definition
 * @param {Question} question
 * @param {Answers} answers
 * @returns {{title: string, cells: string[]}[]}
 */
export function rowsOf(definition, question, answers) {
  const own = answers.get(`${definition.id}--rows--${question.id}`);
  const found = [...answers.keys()].map((field) => field.split("--")).filter((parts) => parts[0] === question.id);
  const used = found.filter((parts) => parts.length === 3).map((parts) => parts[1]);
  const rows = question.rows.length
    ? question.rows
    : [...new Set([...(Array.isArray(own) ? own : []), ...used])].map((id, place) => ({ id, title: `${place + 1}` }));
  return rows.map(({ id, title }) => ({
    title,
    cells: question.columns.map((column) =>
      inWords(column.type, column.options, answers.get(`${question.id}--${id}--${column.id}`) ?? null),
    ),
  }));
}

/**
 * The cells of a table.
 * @param {Definition} definition
 * @param {Question} question
 * @param {Answers} answers
 */
function cells(definition, question, answers) {
  return rowsOf(definition, question, answers).flatMap((row) =>
    row.cells.map((answer, place) => ({ text: `${question.text} ${row.title}, ${question.columns[place].title}`, answer })),
  );
}

/**
 * What was answered to a question, in words.
 * @param {Definition} definition
 * @param {Question} question
 * @param {Answers} answers
 * @returns {string}
 */
export function said(definition, question, answers) {
  if (question.type === "rating") return chosen(definition, question, answers)?.text ?? "";
  if (question.type === "table") {
    return cells(definition, question, answers).some((cell) => cell.answer) ? t("web.result.filled") : "";
  }
  return inWords(question.type, question.options, given(question, answers));
}

/**
 * The questions of a pane that this record is about: in an Eerste blik the short ones, and what was answered besides.
 * @param {Definition} definition
 * @param {Pane} pane
 * @param {Answers} answers
 */
export function shown(definition, pane, answers) {
  const short = answers.get(`${definition.id}--mode`) === "short";
  return pane.questions.filter(
    (question) =>
      !short || question.core || said(definition, question, answers) !== "" || isStarred(question, answers),
  );
}

/**
 * @param {Definition} definition
 * @param {Pane} pane
 * @param {Answers} answers
 * @returns {boolean} whether someone looked through this pane
 */
export function isOpen(definition, pane, answers) {
  return pane.questions.some((question) => said(definition, question, answers) || isStarred(question, answers));
}

/**
 * @param {Definition} definition
 * @param {Answers} answers
 * @returns {boolean} whether something of the form was not looked at
 */
export function isPartial(definition, answers) {
  return (
    definition.isPart ||
    definition.panes.some((pane) => pane.elsewhere || pane.questions.some((question) => !said(definition, question, answers)))
  );
}

/**
 * Every question with its answer, note and star; of a table every filled cell.
 * @param {Definition} definition
 * @param {Answers} answers
 * @returns {Fact[]}
 */
export function facts(definition, answers) {
  return definition.panes.flatMap((pane) =>
    shown(definition, pane, answers).flatMap((question) => {
      const about = { pane, question, note: noteOf(question, answers), star: isStarred(question, answers) };
      const filled =
        question.type === "table" ? cells(definition, question, answers).filter((cell) => cell.answer) : [];
      return filled.length
        ? filled.map((cell) => ({ ...about, ...cell }))
        : [{ ...about, text: question.text, answer: said(definition, question, answers) }];
    }),
  );
}

/**
 * A text between quotation marks, without its full stop; between double ones when it quotes something itself.
 * @param {string} text
 */
export function quote(text) {
  const mark = /(^|\s)'/.test(text) ? '"' : "'";
  return `${mark}${text.replace(/\.$/, "")}${mark}`;
}

/**
 * @param {string[]} texts
 * @returns {string} "a, b en c"
 */
export function listed(texts) {
  return new Intl.ListFormat(language()).format(texts);
}
