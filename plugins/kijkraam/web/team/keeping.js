// The record of a team: what is kept of it, what was written down, and the times that were kept before.

import { el } from "../dom.js";
import { t } from "../phrases.js";
import { longDate } from "../result/answers.js";
import { now } from "../storage/rows.js";
import { toRecord } from "../storage/record.js";
import { fold } from "./blocks.js";
import { hashOf } from "./counts.js";
import { formOf, fromFields, nothingKept, TEAM, today, toFields, VERSION } from "./record.js";

/** @typedef {import("../result/answers.js").Value} Value */
/** @typedef {import("../storage/store.js").FormRecord} FormRecord */
/** @typedef {import("../storage/store.js").Store} Store */
/** @typedef {import("./counts.js").Counts} Counts */
/** @typedef {import("./counts.js").Person} Person */
/** @typedef {import("./questions.js").Form} Form */
/** @typedef {Map<string, Value>} Fields */
/** @typedef {{id: string, name: string, counts: Counts, fields: Fields}} Time an earlier time of the same form */

/** The part of the address that names a record. */
export const RECORD = "blad";

export class Keeping {
  /** @type {FormRecord | null} */
  record = null;
  /** @type {Fields} notes, actions and dates */
  fields = new Map();
  /** @type {import("./record.js").Kept | null} */
  kept = null;

  /** @param {Store} store */
  constructor(store) {
    this.store = store;
    this.element = el("div");
  }

  /** @param {Form | null} form of which nothing is kept yet */
  begin(form) {
    this.kept = form && nothingKept(form);
  }

  /**
   * @param {string} id
   * @returns {Promise<{record: FormRecord, fields: Fields, form: string} | null>} a team's record
   */
  async find(id) {
    const record = await this.store.record(id);
    if (record?.form !== TEAM) return null;
    const fields = await this.#fieldsOf(record);
    return { record, fields, form: formOf(fields) };
  }

  /**
   * @param {Form} form
   * @param {{record: FormRecord, fields: Fields}} found
   */
  async open(form, { record, fields }) {
    this.record = record;
    this.fields = fields;
    this.kept = fromFields(form, fields);
    await this.store.update(record.id, { opened: now() });
  }

  /** @param {FormRecord} record */
  async #fieldsOf({ id }) {
    const answers = await this.store.answers(id);
    return new Map([...answers].map(([field, { value }]) => [field, value]));
  }

  /** @param {string} key of a person */
  has(key) {
    return this.kept?.hashes.includes(hashOf(this.kept.salt, key)) ?? false;
  }

  /** Whether the open record is still there. */
  async isThere() {
    return !this.record || Boolean(await this.store.record(this.record.id));
  }

  async #others() {
    return (await this.store.records(TEAM)).filter(({ id }) => id !== this.record?.id);
  }

  /**
   * @param {Form} form
   * @returns {Promise<Time[]>}
   */
  async times(form) {
    const all = await Promise.all(
      (await this.#others()).map(async (record) => ({ record, fields: await this.#fieldsOf(record) })),
    );
    return all
      .filter(({ fields }) => formOf(fields) === form.id)
      .map(({ record: { id, name }, fields }) => ({ id, name, counts: fromFields(form, fields).counts, fields }));
  }

  /** Show the times that were kept: to open, and to begin anew beside them. */
  async draw() {
    const others = await this.#others();
    const here = location.pathname;
    // With a target the theme leaves a link alone: to the same page it would do nothing.
    const link = (/** @type {string} */ href, /** @type {string} */ text) => el("a", { href, target: "_self" }, text);
    const links = others.map(({ id, name }) => el("li", {}, link(`${here}?${RECORD}=${encodeURIComponent(id)}`, name)));
    const anew = link(here, t("web.team.kept.anew"));
    this.element.replaceChildren(
      ...(this.record ? [el("p", {}, t("web.team.kept.open", { name: this.record.name }), " ", anew)] : []),
      ...(links.length ? [fold(t("web.team.kept.others"), el("ul", {}, ...links))] : []),
    );
  }

  /** Whether something was written down that is kept nowhere. */
  get isUnsaved() {
    return !this.record && [...this.fields.values()].some((value) => value?.length);
  }

  /**
   * @param {string} field
   * @param {Value} value
   */
  async put(field, value) {
    const before = this.fields.get(field) ?? null;
    this.fields.set(field, value);
    if (this.record) await this.store.put(this.record.id, field, value, before);
  }

  /**
   * Keep counts and hashes, with what was written down.
   * @param {Form} form
   * @param {Counts} counts of all
   * @param {Person[]} people who are new in them
   */
  async save(form, counts, people) {
    const kept = this.kept ?? nothingKept(form);
    const date = kept.date || today();
    const hashes = [...kept.hashes, ...people.map(({ key }) => hashOf(kept.salt, key))];
    const next = { ...kept, counts, hashes, date };
    const name = t("web.team.kept.name", { title: form.title, date: longDate(date) });
    const record = this.record ?? toRecord(TEAM, VERSION, name);
    if (!this.record) await this.store.add(record);
    const own = toFields(form, next);
    const fields = new Map([...this.fields, ...own]);
    await this.store.transaction(async (rows) => {
      for (const [field, value] of fields) {
        await rows.put("answers", { record: record.id, field, value, tab: "", version: VERSION, changed: now(), earlier: [] });
      }
    });
    this.record = record;
    this.kept = next;
    const meanwhile = [...this.fields].filter(([field, value]) => !own.has(field) && fields.get(field) !== value);
    this.fields = fields;
    await Promise.all(meanwhile.map(([field, value]) => this.put(field, value)));
    history.replaceState(history.state, "", `${location.pathname}?${RECORD}=${encodeURIComponent(record.id)}`);
  }
}
