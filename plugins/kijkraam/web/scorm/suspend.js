// What an LMS keeps of a package, in the one text that it keeps (`cmi.suspend_data`). Version 1 of its format:
//
//   kr1                                      what this is
//   |@form.version.record.created.changed    a record; what follows belongs to it; times are seconds, in base 36
//   |:value:field,field                      these fields hold this one value: the id of an answer
//   |*field*value,value                      this field holds these values
//   |'field'text                             this field holds this text
//   |!field,field                            these fields held something that did not fit
//   |.                                       the end: without it, the text was cut short on its way
//
// Fields go by their names, so a later version of the form reads them; `form--x` is written as `--x`. In a text, what an
// LMS may stumble over is written as `~hex.`: marks of this format, of XML and of addresses, line ends, and what lies
// beyond the characters that old databases hold. An LMS may count characters or bytes; here bytes are counted (UTF-8),
// which are never fewer.
import { isName } from "../storage/valid.js";

/** @typedef {import("../storage/rows.js").Value} Value */
/** @typedef {{field: string, value: Value, changed: string}} Kept */
/** @typedef {{id: string, form: string, version: number, created: string, changed: string, answers: Kept[]}} Course a record */
/** @typedef {{form: string, field: string}} Place */

/** What the standard promises room for, in characters. */
export const ROOM = { "1.2": 4096, "2004-4": 64000 };

const START = "kr1";
const END = ".";
const UNSAFE = /[\u0000-\u001f"%&+<>\\|~\u007f-\u009f\u2028\u2029]|\p{Surrogate}|[\u{10000}-\u{10ffff}]/gu;
const WORD = /^[a-z0-9][a-z0-9-]*$/;
const RECORD = /^[A-Za-z0-9][A-Za-z0-9-]{0,99}$/;

/** @param {string} text */
function size(text) {
  return new TextEncoder().encode(text).length;
}

/** @param {string} text */
function escape(text) {
  return text.replace(UNSAFE, (sign) => `~${Number(sign.codePointAt(0)).toString(16)}.`);
}

/** @param {string} text */
function unescape(text) {
  return text.replace(/~([0-9a-f]{1,6})\./g, (_, hex) => String.fromCodePoint(Math.min(parseInt(hex, 16), 0x10ffff)));
}

/** @param {string} iso */
function toSeconds(iso) {
  return Math.floor(Date.parse(iso) / 1000).toString(36); // never later than what comes after it
}

/** @param {string} text */
function toTime(text) {
  const seconds = parseInt(text, 36);
  return new Date((seconds > 0 && seconds < 1e11 ? seconds : 0) * 1000).toISOString();
}

/** @param {Value} value */
function isWord(value) {
  return typeof value === "string" && WORD.test(value);
}

/**
 * The names of fields, as short as they can be told.
 * @param {string} form
 */
function names(form) {
  const start = `${form}--`;
  return {
    /** @param {string} field */
    shorten: (field) => (field.startsWith(start) ? field.slice(form.length) : field),
    /** @param {string} name */
    lengthen: (name) => (name.startsWith("--") ? form + name : name),
  };
}

/**
 * The parts of one record, with those of its answers for which there is room: answers before texts, what was there
 * before what came later.
 * @param {Course} record
 * @param {number} room in bytes
 * @returns {{text: string, missing: string[]}}
 */
function part(record, room) {
  const { shorten } = names(record.form);
  const head = `|@${record.form}.${record.version}.${record.id}.${toSeconds(record.created)}.${toSeconds(record.changed)}`;
  const all = [...record.answers].sort((one, other) => one.changed.localeCompare(other.changed));
  const isChoice = (/** @type {Kept} */ { value }) => Array.isArray(value) || isWord(value);
  let reserved = 0;
  for (;;) {
    /** @type {Map<string, string[]>} */
    const choices = new Map();
    /** @type {string[]} */
    const others = [];
    /** @type {string[]} */
    const missing = [];
    let left = room - size(head) - reserved;
    for (const { field, value } of [...all.filter(isChoice), ...all.filter((answer) => !isChoice(answer))]) {
      const name = shorten(field);
      const isOne = isWord(value);
      const own = isOne
        ? (choices.has(String(value)) ? "," : `|:${value}:`) + name
        : Array.isArray(value)
          ? `|*${name}*${value.map(escape).join(",")}`
          : `|'${name}'${escape(String(value))}`;
      if (size(own) > left) {
        missing.push(name);
        continue;
      }
      left -= size(own);
      if (!isOne) others.push(own);
      else if (choices.has(String(value))) choices.get(String(value))?.push(name);
      else choices.set(String(value), [name]);
    }
    const told = missing.length ? `|!${missing.join(",")}` : "";
    if (!all.length) return { text: size(head) > room ? "" : head, missing };
    if (size(told) <= reserved) {
      const grouped = [...choices].map(([value, fields]) => `|:${value}:${fields.join(",")}`);
      return { text: [head, ...grouped, ...others, told].join(""), missing };
    }
    if (size(head) + size(told) > room) {
      return { text: size(head) > room ? "" : head, missing: all.map(({ field }) => shorten(field)) };
    }
    reserved = size(told);
  }
}

/**
 * The text for an LMS, and what of the answers did not fit in it.
 * @param {Course[]} records
 * @param {number} room how many bytes there may be
 * @returns {{text: string, missing: Place[]}}
 */
export function write(records, room) {
  /** @type {Place[]} */
  const missing = [];
  let text = START;
  const wanted = records.map((record) => size(part(record, Infinity).text));
  let later = wanted.reduce((sum, one) => sum + one, 0);
  for (const [place, record] of records.entries()) {
    later -= wanted[place];
    // What one record leaves is there for the next; each has at least its share.
    const left = room - size(text) - 2;
    const made = part(record, Math.max(left / (records.length - place), left - later));
    text += made.text;
    const { lengthen } = names(record.form);
    missing.push(...made.missing.map((name) => ({ form: record.form, field: lengthen(name) })));
  }
  return { text: `${text}|${END}`, missing };
}

/**
 * What stands in a text of an LMS; null when it is not of this format.
 * @param {string} text
 * @returns {{records: Course[], missing: Place[], isWhole: boolean} | null}
 */
export function read(text) {
  const parts = text.trim().split("|");
  if (parts.shift() !== START) return null;
  const isWhole = parts.at(-1) === END;
  parts.pop(); // the end, or what was cut short
  /** @type {Course[]} */
  const records = [];
  /** @type {Place[]} */
  const missing = [];
  for (const own of parts) {
    if (own.startsWith("@")) {
      const record = head(own.slice(1));
      if (record) records.push(record);
      continue;
    }
    const record = records.at(-1);
    if (!record) continue;
    const { lengthen } = names(record.form);
    const changed = record.changed;
    for (const [name, value] of fieldsIn(own)) {
      const field = lengthen(name);
      if (!isName(field)) continue;
      if (value === null) missing.push({ form: record.form, field });
      else record.answers.push({ field, value, changed });
    }
  }
  return { records, missing, isWhole };
}

/**
 * @param {string} text
 * @returns {Course | null}
 */
function head(text) {
  const [form = "", version = "", id = "", created = "", changed = ""] = text.split(".");
  if (!isName(form) || !RECORD.test(id) || !/^\d{1,9}$/.test(version)) return null;
  return { id, form, version: Number(version), created: toTime(created), changed: toTime(changed), answers: [] };
}

/**
 * The fields in one part, each with what it holds; null for what did not fit.
 * @param {string} own
 * @returns {[string, Value][]}
 */
function fieldsIn(own) {
  const [mark, rest] = [own[0], own.slice(1)];
  const list = (/** @type {string} */ text) => (text ? text.split(",") : []);
  if (mark === "!") return list(rest).map((name) => [name, null]);
  const at = mark ? rest.indexOf(mark) : -1;
  if (at < 0) return [];
  const [before, after] = [rest.slice(0, at), rest.slice(at + 1)];
  if (mark === ":") return list(after).map((name) => [name, before]);
  if (mark === "*") return [[before, list(after).map(unescape)]];
  return mark === "'" ? [[before, unescape(after)]] : [];
}
