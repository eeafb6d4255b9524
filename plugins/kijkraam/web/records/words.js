// How the page of records says things: names, moments, how long something is kept.
import { language, t } from "../phrases.js";
import { toAskAbout } from "../storage/persist.js";

/** @typedef {import("./collection.js").Entry} Entry */

const DAY = 24 * 60 * 60 * 1000;

/**
 * The name of a record, for in a sentence: between quotation marks.
 * @param {string} name
 */
export function quoted(name) {
  return name ? t("web.records.quoted", { name }) : t("web.records.unnamed");
}

/** Making one takes far longer than using it. @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/**
 * @param {string} iso
 * @param {Intl.DateTimeFormatOptions} options
 */
function format(iso, options) {
  const key = JSON.stringify([language(), options]);
  const made = formats.get(key) ?? new Intl.DateTimeFormat(language(), options);
  formats.set(key, made);
  return made.format(new Date(iso));
}

/**
 * A day, as in 3 november 2026.
 * @param {string} iso
 */
export function day(iso) {
  return format(iso, { day: "numeric", month: "long", year: "numeric" });
}

/**
 * A moment: the time for today and yesterday, else the day.
 * @param {string} iso
 */
export function moment(iso) {
  const date = new Date(iso).toDateString();
  const today = new Date();
  const yesterday = new Date(today);
  yesterday.setDate(today.getDate() - 1);
  const time = format(iso, { hour: "2-digit", minute: "2-digit" });
  if (date === today.toDateString()) return t("web.records.today", { time });
  if (date === yesterday.toDateString()) return t("web.records.yesterday", { time });
  return t("web.records.on_day", { day: day(iso) });
}

/**
 * How long a record stays, in words.
 * @param {Entry} entry
 */
export function keepRule({ record, form, store }) {
  if (store.kind === "memory") return t("web.records.keep.memory");
  if (store.kind === "session") return t("web.records.keep.session");
  if (form?.keep !== "ask") return t("web.records.keep.always");
  if (!toAskAbout([record], () => true).length) return t("web.records.keep.ask");
  return t("web.records.keep.overdue", { n: Math.floor((Date.now() - Date.parse(record.changed)) / DAY) });
}

/**
 * Names in a sentence; of many only the first.
 * @param {string[]} names
 */
export function listOf(names) {
  const most = 8;
  const shown = names.slice(0, most);
  if (names.length > most) shown.push(t("web.records.and_more", { n: names.length - most }));
  return new Intl.ListFormat(language(), { type: "conjunction" }).format(shown);
}
