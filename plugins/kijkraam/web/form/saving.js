// From what someone fills in to the store: one write per field, and the first one begins a record.
import { StorageError } from "../storage/errors.js";
import { migrate } from "../storage/migrate.js";
import { toRecord } from "../storage/record.js";

/** @typedef {import("../storage/store.js").Store} Store */
/** @typedef {import("../storage/store.js").Answer} Answer */
/** @typedef {import("../storage/store.js").FormRecord} FormRecord */
/** @typedef {import("./definition.js").Value} Value */
/**
 * @typedef {object} Listener
 * @property {() => {name: string, answers: Record<string, Value>}} onbegin what a new record begins with
 * @property {(fields: string[] | null) => void} onanswers these fields, or all, may have another answer now
 * @property {(isOther: boolean) => void} onrecord another record is open, or what is known of the records changed
 * @property {() => void} onsaved all is in the store
 */

/** @typedef {import("../storage/store.js").FieldWrite} FieldWrite */

/** Typing is stored so long after a key, also while it goes on. */
const WAIT = 120;

/**
 * @param {Answer | undefined} one
 * @param {Answer | undefined} other
 */
function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

export class Saving {
  /** @type {FormRecord | null} */
  record = null;
  /** @type {Map<string, Answer>} what is in the store, as far as this tab knows, by the fields of today's form */
  answers = new Map();
  /** @type {Set<string>} questions that were answered when they were worded differently */
  reworded = new Set();
  /** @type {Map<string, Answer>} answers to questions that are no longer there */
  gone = new Map();
  /** @type {Map<string, Answer>} */
  #stored = new Map();
  /** @type {Map<string, Value>} what this tab last saw or wrote: who wrote in between is found by it */
  #seen = new Map();
  /** @type {Map<string, Value>} */
  #waiting = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {{record: FormRecord, stored: Promise<FormRecord>} | null} the record that the first answer began */
  #beginning = null;
  /** @type {Promise<void>} */
  #opening = Promise.resolve();
  #isOpen = false;
  /** @type {Map<string, FieldWrite>} the last write of each field that is on its way */
  #underway = new Map();
  #writing = 0;
  #opened = 0;

  /**
   * @param {Store} store
   * @param {import("./definition.js").Definition} form
   * @param {(field: string) => boolean} isText whether two tabs can both have something to say in a field
   * @param {Listener} listener
   */
  constructor(store, form, isText, listener) {
    this.store = store;
    this.form = form;
    this.isText = isText;
    this.listener = listener;
  }

  /**
   * @param {string} field
   * @returns {Value} what stands in a field, stored or not yet
   */
  get(field) {
    return (this.#waiting.has(field) ? this.#waiting.get(field) : this.#seen.get(field)) ?? null;
  }

  /** @returns {Map<string, Value>} everything that was answered */
  values() {
    const all = new Map([...this.#seen, ...this.#waiting]);
    return new Map([...all].filter(([, value]) => value !== null));
  }

  /**
   * Store an answer at once.
   * @param {string} field
   * @param {Value} value
   */
  set(field, value) {
    this.#waiting.set(field, value);
    return this.flush();
  }

  /**
   * Store what is being typed in a moment.
   * @param {string} field
   * @param {Value} value
   */
  later(field, value) {
    this.#waiting.set(field, value);
    this.#timer ??= setTimeout(() => this.flush(), WAIT);
  }

  /** Store everything that waits. When another tab took the record away, it begins a new one. */
  async flush() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#opened) return;
    if (!this.#waiting.size) {
      await this.#beginning?.stored; // its first answers are on their way with it
      return;
    }
    this.#writing += 1;
    try {
      await this.#opening;
      await this.#writeAll(this.record ?? (await (this.#beginning ??= this.#begin()).stored));
    } finally {
      this.#writing -= 1;
    }
    if (!this.#writing && !this.#waiting.size) this.listener.onsaved();
  }

  /**
   * Several may find that a record is gone: the first begins a new one, and the others write there too.
   * @param {FormRecord} record
   */
  async #writeAll(record) {
    const opened = this.#opened;
    const writes = this.#send(record);
    if (!writes.length) return;
    try {
      this.#settle(record, writes, await this.store.putAll(writes));
    } catch (error) {
      if (!(error instanceof StorageError && error.code === "gone")) throw error;
      this.#waiting = new Map([...writes.map(({ field, value }) => /** @type {const} */ ([field, value])), ...this.#waiting]);
      await (this.#opened === opened ? this.#openNow(null) : this.flush());
    }
  }

  /** Write at once what waits, because the page goes. */
  leave() {
    if (!this.#isOpen) {
      this.flush(); // Where it belongs is not known yet.
      return;
    }
    if (!this.record && !this.#beginning && !this.#waiting.size) return;
    const record = this.record ?? (this.#beginning ??= this.#begin()).record;
    this.store.leave(this.#take(record));
  }

  #begin() {
    const { name, answers } = this.listener.onbegin();
    for (const [field, value] of Object.entries(answers)) {
      if (this.get(field) === null) this.#waiting.set(field, value);
    }
    const record = toRecord(this.form.id, this.form.version, name);
    const writes = this.#send(record);
    const stored = this.store.add(record, writes).then((written) => {
      this.record = record;
      this.#beginning = null;
      this.listener.onrecord(true);
      this.#settle(record, writes, written);
      return record;
    });
    return { record, stored };
  }

  /**
   * What waits, to be written now.
   * @param {FormRecord} record
   * @returns {FieldWrite[]}
   */
  #take(record) {
    const writes = [...this.#waiting].map(([field, value]) => {
      const base = this.#seen.get(field) ?? null;
      this.#seen.set(field, value);
      return { record: record.id, field, value, base, choice: !this.isText(field) };
    });
    this.#waiting.clear();
    return writes;
  }

  /** The same, and remember that it is on its way. @param {FormRecord} record */
  #send(record) {
    const writes = this.#take(record);
    for (const write of writes) this.#underway.set(write.field, write);
    return writes;
  }

  /**
   * Take over what was written, as the store has it.
   * @param {FormRecord} record
   * @param {FieldWrite[]} writes
   * @param {Answer[]} written
   */
  #settle(record, writes, written) {
    if (this.record !== record) return;
    for (const answer of written) this.#stored.set(answer.field, answer);
    this.#know(this.#stored);
    const last = writes.filter((write) => this.#underway.get(write.field) === write).map(({ field }) => field);
    for (const field of last) this.#underway.delete(field);
    this.listener.onanswers(last);
  }

  /** @param {Map<string, Answer>} stored */
  #know(stored) {
    this.#stored = stored;
    Object.assign(this, migrate(this.form, stored));
  }

  /**
   * Open a record, or with null an empty form, in which the first answer begins one. What was `typed` before there was
   * a store to ask is stored over what was there, which is kept as an earlier text; so is what is answered meanwhile.
   * @param {FormRecord | null} record
   * @param {Map<string, Value>} [typed]
   */
  async open(record, typed = new Map()) {
    await this.flush();
    this.#waiting = new Map([...typed, ...this.#waiting]);
    await this.#openNow(record);
  }

  /** @param {FormRecord | null} record */
  async #openNow(record) {
    this.#opened += 1;
    this.#isOpen = false;
    this.#opening = this.#open(record);
    await this.#opening;
    this.#isOpen = true;
    this.listener.onrecord(true);
    this.listener.onanswers(null);
    await this.flush();
  }

  /** @param {FormRecord | null} record */
  async #open(record) {
    const answers = record ? await this.store.answers(record.id) : new Map();
    const opened = { opened: new Date().toISOString(), version: this.form.version };
    this.record = record && (await this.store.update(record.id, opened));
    this.#know(answers);
    this.#seen = new Map();
    this.#underway = new Map();
    for (const [field, { value }] of this.answers) {
      if (!this.#waiting.has(field)) this.#seen.set(field, value);
    }
  }

  /** @param {string} name */
  async rename(name) {
    if (!this.record) return;
    this.record = { ...this.record, name };
    await this.store.update(this.record.id, { name });
  }

  /** Look what another tab did with records: this one may have another name, or be gone. */
  async follow() {
    await this.flush();
    const { record } = this;
    const [last] = await this.store.records(this.form.id);
    const now = record ? await this.store.record(record.id) : null;
    if (this.record !== record || this.#beginning) return;
    if (record && !now) await this.open(null);
    else if (!record && last && this.#opened === 1) await this.open(last);
    else if (now) this.record = now;
    this.listener.onrecord(false);
  }

  /**
   * Look what another tab did. Every field that it changed is told, also one that is not announced yet: what was read
   * here is not seen as a change a second time. What waits to be stored here comes after it.
   */
  async refresh() {
    const { record } = this;
    if (!record) return;
    const fresh = await this.store.answers(record.id);
    if (this.record !== record) return;
    const before = this.answers;
    this.#know(fresh);
    const fields = [...new Set([...this.answers.keys(), ...before.keys()])];
    const changed = fields.filter((name) => !same(this.answers.get(name), before.get(name)));
    if (changed.length) this.listener.onanswers(changed);
  }

  /**
   * Take over what the store has in a field, because it is about to be shown.
   * @param {string} field
   */
  accept(field) {
    const isNewerHere = this.#waiting.has(field) || this.#underway.has(field);
    if (!isNewerHere) this.#seen.set(field, this.answers.get(field)?.value ?? null);
    return this.get(field);
  }

  /**
   * Forget that the text in a field was seen: what is written over it now, it stays under.
   * @param {string} field
   */
  unsee(field) {
    this.#seen.delete(field);
  }

  /**
   * Throw away an earlier text.
   * @param {string} field
   * @param {string} changed when it was written
   */
  async drop(field, changed) {
    if (!this.record) return;
    await this.store.dropEarlier(this.record.id, field, changed);
    await this.refresh();
  }
}
