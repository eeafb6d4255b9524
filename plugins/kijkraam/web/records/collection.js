// All records of this device: those that are kept, and those of this tab; in step with other tabs.

import { asideOf } from "../storage/aside.js";

/** @typedef {import("../storage/store.js").Store} Store */
/** @typedef {import("../storage/store.js").FormRecord} FormRecord */
/** @typedef {{title: string, url: string, keep: "session" | "ask" | "always"}} KnownForm */
/** @typedef {{record: FormRecord, store: Store, form: KnownForm | null, title: string, sought: string}} Entry */

/** Changes come in bunches: so many milliseconds are waited for more of them. */
const BUNCH = 100;

/**
 * A text as it is searched: without capitals and accents.
 * @param {string} text
 */
export function searchable(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

export class Collection {
  /** @type {Map<string, Entry>} */
  #entries = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #waiting;
  /** @type {(() => void)[]} */
  #stop = [];

  /**
   * @param {Store[]} stores the store of kept records first
   * @param {Record<string, KnownForm>} forms
   */
  constructor(stores, forms) {
    this.stores = stores;
    this.forms = new Map(Object.entries(forms));
  }

  /** The store of records that are kept. */
  get kept() {
    return this.stores[0];
  }

  /** @returns {Entry[]} */
  get entries() {
    return [...this.#entries.values()];
  }

  /**
   * The store for records of a form: those of `keep: session` are for this tab only.
   * @param {string} form
   */
  storeFor(form) {
    const intended = this.forms.get(form)?.keep === "session" ? "session" : "kept";
    return this.stores.find((store) => store.intended === intended) ?? this.kept;
  }

  /** All stores as one to read from. */
  get asOne() {
    return {
      records: async () => this.entries.map(({ record }) => record),
      /** @param {string} id */
      answers: async (id) => this.entry(id)?.store.answers(id, true) ?? new Map(),
    };
  }

  /** @param {string} id */
  entry(id) {
    return this.#entries.get(id);
  }

  /** Read all records again. */
  async load() {
    const read = await Promise.all(this.stores.map((store) => store.records()));
    this.#entries = new Map();
    for (const [index, records] of read.entries()) {
      for (const record of records) this.#entries.set(record.id, this.#asEntry(record, this.stores[index]));
    }
  }

  /** @returns {Promise<import("../storage/rows.js").Aside[]>} what could not be read */
  async aside() {
    return (await Promise.all(this.stores.map(asideOf))).flat();
  }

  /**
   * Tell `listener` when something has changed, here or in another tab; `wiped`: everything was wiped.
   * @param {(wiped: boolean) => void} listener
   */
  follow(listener) {
    let wiped = false;
    const tell = () => {
      this.#waiting = undefined;
      listener(wiped);
      wiped = false;
    };
    this.#stop = this.stores.map((store) =>
      store.subscribe(({ type }) => {
        wiped ||= type === "wiped";
        this.#waiting ??= setTimeout(tell, BUNCH);
      }),
    );
  }

  /** Stop telling, and let go of the stores. */
  leave() {
    clearTimeout(this.#waiting);
    for (const stop of this.#stop) stop();
    for (const store of this.stores) store.close();
  }

  /**
   * The chosen entries of each store, as ids.
   * @param {Entry[]} entries
   * @returns {[Store, string[]][]}
   */
  byStore(entries) {
    return this.stores.map((store) => [
      store,
      entries.filter((entry) => entry.store === store).map(({ record }) => record.id),
    ]);
  }

  /**
   * @param {FormRecord} record
   * @param {Store} store
   * @returns {Entry}
   */
  #asEntry(record, store) {
    const form = this.forms.get(record.form) ?? null;
    const title = form?.title ?? record.form;
    return { record, store, form, title, sought: searchable(`${record.name} ${title}`) };
  }
}
