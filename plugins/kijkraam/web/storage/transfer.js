// Records as one file, out of the browser and back in. `records.schema.json` beside this folder documents the file.

import { StorageError } from "./errors.js";
import { isLocked, lock, unlock } from "./lock.js";
import { isSame } from "./merge.js";
import { newId, now } from "./rows.js";
import { isEarlier, isName, isObject, isText, isTime, isValue, isVersion } from "./valid.js";

/** @typedef {import("./rows.js").FormRecord} FormRecord */
/** @typedef {import("./rows.js").Answer} Answer */
/** @typedef {import("./rows.js").Value} Value */
/** @typedef {import("./rows.js").Earlier} Earlier */
/** @typedef {import("./rows.js").Rows} Rows */
/** @typedef {Pick<import("./store.js").Store, "records" | "answers" | "transaction">} Records */
/**
 * A record in a file. `given`: when an answer was given, and at which version of the form where that is another than
 * the record's.
 * @typedef {{id: string, form: string, version: number, name: string, created: string, changed: string,
 *   answers: Record<string, Value>, earlier?: Record<string, Earlier[]>,
 *   given?: Record<string, {changed: string, version?: number}>}} Entry
 */
/**
 * Why a file or a record in it was refused.
 * @typedef {"too-big" | "not-json" | "not-ours" | "newer" | "password-needed" | "password-wrong" | "shape" | "name"
 *   | "twice" | "form"} Refusal
 */
/**
 * `refused` tells why, and of which record (counted from 0) when it is not the whole file.
 * @typedef {{added: FormRecord[], skipped: FormRecord[], copied: FormRecord[],
 *   refused: {why: Refusal, index?: number}[]}} Report
 */

const FORMAT = 1;
const MOST_CHARACTERS = 10_000_000;
/** Room in a file for what stands around its records. */
const AROUND = 200;
/** So many records are read at a time: together they take less than half the time. */
const AT_ONCE = 20;
/** Base64 is longer than the text that it stands for. */
const MOST_LOCKED_CHARACTERS = 15_000_000;
const MOST_RECORDS = 5_000;
const MOST_ANSWERS = 5_000;
const RECORD = /^[A-Za-z0-9][A-Za-z0-9-]{0,99}$/;
const KEYS = ["id", "form", "version", "name", "created", "changed", "answers", "earlier", "given"];

/**
 * The text of a file with these records, open to who reads it. Throws "too-big" where they do not go in one file.
 * @param {Pick<Records, "records" | "answers">} store
 * @param {string[]} ids
 * @returns {Promise<string>}
 */
export async function fileText(store, ids) {
  const { text, count } = await fill(store, ids);
  if (count < ids.length) throw new StorageError("too-big");
  return text;
}

/**
 * The text of a file with as many of these records as go in one, behind a password if there is one; `count` tells how
 * many, from the first. Throws "too-big" where not even the first goes in, and "no-crypto" where the browser does not
 * encrypt: at an address that is not secure.
 * @param {Pick<Records, "records" | "answers">} store
 * @param {string[]} ids
 * @param {{password?: string}} [options]
 * @returns {Promise<{text: string, count: number}>}
 */
export async function exportRecords(store, ids, { password } = {}) {
  if (!password) return fill(store, ids);
  const { text, count } = await fill(store, ids, (json) => new TextEncoder().encode(json).length); // what is locked is bytes
  return { text: JSON.stringify({ kijkraam: FORMAT, locked: await lock(text, password) }, null, 1), count };
}

/**
 * Records that are no longer there count as taken.
 * @param {Pick<Records, "records" | "answers">} store
 * @param {string[]} ids
 * @param {(json: string) => number} [sizeOf]
 */
async function fill(store, ids, sizeOf = (json) => json.length) {
  const records = new Map((await store.records()).map((record) => [record.id, record]));
  /** @type {Entry[]} */
  const entries = [];
  let count = 0;
  let size = AROUND;
  /** @type {Map<string, Answer>[]} */
  let answers = [];
  for (const [index, id] of ids.entries()) {
    const turn = index % AT_ONCE;
    if (!turn) answers = await Promise.all(ids.slice(index, index + AT_ONCE).map((one) => store.answers(one)));
    const record = records.get(id);
    if (record) {
      const entry = toEntry(record, answers[turn]);
      size += sizeOf(JSON.stringify([[entry]], null, 1)); // as deep as it comes to stand in the file
      if (size > MOST_CHARACTERS || entries.length === MOST_RECORDS) break;
      entries.push(entry);
    }
    count += 1;
  }
  if (!count && ids.length) throw new StorageError("too-big");
  return { text: JSON.stringify({ kijkraam: FORMAT, made: now(), records: entries }, null, 1), count };
}

/**
 * @param {FormRecord} record
 * @param {Map<string, Answer>} answers
 * @returns {Entry}
 */
function toEntry({ id, form, version, name, created, changed }, answers) {
  const sorted = [...answers.values()].sort((one, other) => (one.field < other.field ? -1 : 1));
  const replaced = sorted.filter((answer) => answer.earlier.length);
  return {
    id,
    form,
    version,
    name,
    created,
    changed,
    answers: Object.fromEntries(sorted.map(({ field, value }) => [field, value])),
    ...(replaced.length && { earlier: Object.fromEntries(replaced.map(({ field, earlier }) => [field, earlier])) }),
    given: Object.fromEntries(sorted.map((answer) => [answer.field, toGiven(answer, version)])),
  };
}

/**
 * @param {Answer} answer
 * @param {number} usual
 */
function toGiven({ changed, version }, usual) {
  return version === usual ? { changed } : { changed, version };
}

/**
 * Take records in from the text of a file. Nothing is written over: a record that is there with the same content is
 * skipped, one that is there with other content becomes a copy. All that is accepted is stored, or nothing.
 * @param {Records} store
 * @param {string} text
 * @param {{copyName: (name: string) => string, password?: string, accepts?: (form: string) => boolean}} options
 *   `copyName` makes the name of a copy, `accepts` says whether records of a form may be stored here
 * @returns {Promise<Report>}
 */
export async function importRecords(store, text, { copyName, password, accepts = () => true }) {
  const { entries, refused } = await readEntries(text, { password, accepts });
  const there = await readThere(store, entries, copyName);
  const taken = await store.transaction((rows) => take(rows, entries, there, copyName));
  return { ...taken, refused };
}

/**
 * The records in the text of a file, each checked, and what was refused.
 * @param {string} text
 * @param {{password?: string | undefined, accepts?: (form: string) => boolean}} [options]
 * @returns {Promise<{entries: Entry[], refused: Report["refused"]}>}
 */
export async function readEntries(text, { password, accepts = () => true } = {}) {
  const file = await open(text, password);
  if ("why" in file) return { entries: [], refused: [file] };
  /** @type {Report["refused"]} */
  const refused = [];
  /** @type {Map<string, Entry>} */
  const accepted = new Map();
  for (const [index, entry] of file.records.entries()) {
    const why = refusal(entry, accepted, accepts);
    if (why) refused.push({ why, index });
    else accepted.set(/** @type {Entry} */ (entry).id, /** @type {Entry} */ (entry));
  }
  return { entries: [...accepted.values()], refused };
}

/**
 * The records that those in a file may be the same as, with their answers.
 * @param {Records} store
 * @param {Entry[]} entries
 * @param {(name: string) => string} copyName
 */
async function readThere(store, entries, copyName) {
  const ids = new Set(entries.map(({ id }) => id));
  const names = new Set(entries.map(({ name }) => copyName(name)));
  const records = (await store.records()).filter(({ id, name }) => ids.has(id) || names.has(name));
  return Promise.all(records.map(async (record) => ({ record, answers: await store.answers(record.id) })));
}

/**
 * The list of records in a file, or why there is none to be had.
 * @param {string} text
 * @param {string | undefined} password
 * @returns {Promise<{records: unknown[]} | {why: Refusal}>}
 */
async function open(text, password) {
  if (text.length > MOST_LOCKED_CHARACTERS) return { why: "too-big" };
  const file = parse(text);
  if (file === undefined) return { why: "not-json" };
  if (!isObject(file) || !Number.isInteger(file.kijkraam)) return { why: "not-ours" };
  if (Number(file.kijkraam) !== FORMAT) return { why: Number(file.kijkraam) > FORMAT ? "newer" : "not-ours" };
  if (Object.hasOwn(file, "locked")) {
    if (!isLocked(file.locked) || !hasOnly(file, ["kijkraam", "locked"])) return { why: "shape" };
    if (!password) return { why: "password-needed" };
    const unlocked = await unlock(file.locked, password);
    return unlocked === undefined ? { why: "password-wrong" } : open(unlocked, undefined);
  }
  if (text.length > MOST_CHARACTERS) return { why: "too-big" };
  if (!hasOnly(file, ["kijkraam", "made", "records"]) || !isTime(file.made)) return { why: "shape" };
  if (!Array.isArray(file.records)) return { why: "shape" };
  return file.records.length > MOST_RECORDS ? { why: "too-big" } : { records: file.records };
}

/**
 * @param {string} text
 * @returns {unknown} undefined for what is not JSON, or too deep for it
 */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * @param {object} value
 * @param {string[]} known
 */
function hasOnly(value, known) {
  return Object.keys(value).every((key) => known.includes(key));
}

/**
 * @param {unknown} entry
 * @param {Map<string, Entry>} accepted
 * @param {(form: string) => boolean} accepts
 * @returns {Refusal | undefined}
 */
function refusal(entry, accepted, accepts) {
  if (!isObject(entry) || !hasOnly(entry, KEYS)) return "shape";
  const { id, form, version, name, created, changed, answers, earlier = {}, given = {} } = entry;
  if (![id, form, name].every(isText) || !isVersion(version) || !isTime(created) || !isTime(changed)) return "shape";
  if (![answers, earlier, given].every((part) => isObject(part) && Object.keys(part).length <= MOST_ANSWERS)) return "shape";
  if (!Object.values(/** @type {object} */ (answers)).every(isValue)) return "shape";
  if (!Object.values(/** @type {object} */ (earlier)).every(isEarlier)) return "shape";
  if (!Object.values(/** @type {object} */ (given)).every(isGiven)) return "shape";
  const fields = [answers, earlier, given].flatMap((part) => Object.keys(/** @type {object} */ (part)));
  if (!RECORD.test(String(id)) || ![String(form), ...fields].every(isName)) return "name";
  if (accepted.has(String(id))) return "twice";
  return accepts(String(form)) ? undefined : "form";
}

/** @param {unknown} value */
function isGiven(value) {
  if (!isObject(value) || !hasOnly(value, ["changed", "version"]) || !isTime(value.changed)) return false;
  return value.version === undefined || isVersion(value.version);
}

/**
 * @param {Rows} rows
 * @param {Entry[]} entries
 * @param {{record: FormRecord, answers: Map<string, Answer>}[]} there
 * @param {(name: string) => string} copyName
 * @returns {Promise<Omit<Report, "refused">>}
 */
async function take(rows, entries, there, copyName) {
  /** @type {Omit<Report, "refused">} */
  const taken = { added: [], skipped: [], copied: [] };
  for (const entry of entries) {
    if ((await rows.get("records", entry.id)) === undefined) {
      taken.added.push(await write(rows, entry));
      continue;
    }
    const copy = { ...entry, id: newId(), name: copyName(entry.name) };
    // An earlier import of the same file may have made the copy.
    const same =
      there.find(({ record, answers }) => record.id === entry.id && isAlike(record, answers, entry)) ??
      there.find(({ record, answers }) => isAlike(record, answers, copy));
    if (same) taken.skipped.push(same.record);
    else taken.copied.push(await write(rows, copy));
  }
  return taken;
}

/**
 * Whether a record shows the same as one in a file.
 * @param {FormRecord} record
 * @param {Map<string, Answer>} answers
 * @param {Entry} entry
 */
function isAlike(record, answers, entry) {
  if (record.form !== entry.form || record.name !== entry.name) return false;
  const told = new Map(Object.entries(entry.answers));
  return [...answers.keys(), ...told.keys()].every((field) => isSame(answers.get(field)?.value, told.get(field)));
}

/**
 * @param {Rows} rows
 * @param {Entry} entry
 * @returns {Promise<FormRecord>}
 */
async function write(rows, { id, form, version, name, created, changed, answers, earlier = {}, given = {} }) {
  const record = { id, form, version, name, created, changed, opened: changed };
  await rows.put("records", record);
  for (const [field, value] of Object.entries(answers)) {
    const when = given[field] ?? { changed };
    await rows.put("answers", { record: id, field, value, tab: "", version, ...when, earlier: earlier[field] ?? [] });
  }
  return record;
}
