// <kijkraam-form>: a form of the handbook comes alive. What can be read and printed is in the page already; this keeps
// what someone fills in, and shows the part that someone wants to look at.
import { el, need, placeIn } from "../dom.js";
import { part } from "../parts.js";
import { t } from "../phrases.js";
import { toAskAbout } from "../storage/persist.js";
import { readDefinition } from "./definition.js";
import { Fields, isText } from "./fields.js";
import { recordIn } from "./links.js";
import { lookBack } from "./lookback.js";
import { notes } from "./notes.js";
import { panes } from "./panes.js";
import { firstName, recordBar, today } from "./recordbar.js";
import { Saving } from "./saving.js";
import { stars } from "./stars.js";
import { Status } from "./status.js";
import { Undo } from "./undo.js";

/** @typedef {import("./definition.js").Value} Value */
/** @typedef {import("./fields.js").Control} Control */
/** @typedef {import("../storage/store.js").Store} Store */
/**
 * What the parts of a form share.
 * @typedef {object} Filling
 * @property {HTMLElement} root the element around the form
 * @property {HTMLFormElement} form
 * @property {import("./definition.js").Definition} definition
 * @property {Fields} fields
 * @property {Saving} saving
 * @property {Undo} undo
 * @property {Element} above what belongs to the form and stands before it comes in here: a page that gets an element
 *   between others styles all that comes after it anew
 * @property {HTMLElement} notices what must be known stands here, above the form
 * @property {() => boolean} isShort whether only the Eerste blik is shown
 * @property {(field: string, value: Value) => void} put answer a question, as if the user did
 */
/**
 * @typedef {object} Part
 * @property {(isOther: boolean) => void} [record] another record is open, or what is known of it changed
 * @property {() => void} [problem] storing stopped to work, or works again
 * @property {() => void} [saved] all is stored
 * @property {() => void} [arrange] make the fields that the answers need
 * @property {(isChanged: (field: string) => boolean) => void} [update] answers changed
 */

/**
 * Where a form keeps what is filled in. `opened` is there once the store can be asked; `within` is the store as a form
 * sees that is a part of something larger, null for one that may be and is not.
 * @typedef {{store: Store, opened: Promise<unknown>, within?: Promise<Store | null>}} Place
 */
/**
 * @callback Opening
 * @param {HTMLElement} root
 * @param {import("./definition.js").Definition} definition
 * @returns {Place}
 */

/**
 * @param {HTMLElement} root
 * @param {AbortSignal} signal ends everything, when the form leaves the page
 * @param {Opening} open
 */
export async function startForm(root, signal, open) {
  const definition = readDefinition(root);
  /** @type {HTMLFormElement} */
  const form = need(root, "form.kijkraam-form", `kijkraam-form ${definition.id}`);
  const { store, opened, within } = open(root, definition);
  const larger = within && (await within);
  const live = new LiveForm(root, form, definition, larger ?? store);
  await live.draw(Boolean(larger)); // while the database opens
  await opened;
  const end = () => {
    live.saving.leave();
    store.close();
  };
  signal.addEventListener("abort", end);
  if (signal.aborted) end();
  else await live.start(signal);
}

class LiveForm {
  /** @type {Part[]} */
  parts = [];
  /** @type {Set<string>} fields that another tab changed while someone was in them */
  postponed = new Set();
  isShort = () => false;
  /** Whether there are records of which it is time to ask whether they can go. */
  isOld = false;
  /** @param {string} _hash */
  lead = (_hash) => {};

  /**
   * @param {HTMLElement} root
   * @param {HTMLFormElement} form
   * @param {import("./definition.js").Definition} definition
   * @param {Store} store
   */
  constructor(root, form, definition, store) {
    this.root = root;
    this.form = form;
    this.definition = definition;
    this.store = store;
    this.fields = new Fields(form);
    this.undo = new Undo();
    this.status = new Status();
    this.above = placeIn(root, "above", form);
    this.notices = el("div", { class: "kijkraam-notices" });
    this.saving = new Saving(store, definition, (field) => this.fields.controls(field).some(isText), {
      onbegin: () => ({ name: firstName(), answers: { [`${definition.id}--date`]: today() } }),
      onanswers: (fields) => this.show(fields),
      onrecord: (isOther) => this.showRecord(isOther),
      onsaved: () => this.#showSaved(),
    });
    this.put = this.put.bind(this);
  }

  /** Whether questions are asked one by one. */
  get #isOneByOne() {
    return this.definition.kind === "ervaring" && !this.root.dataset.only;
  }

  /**
   * Draw what the form can do. What someone fills in meanwhile stays on the page until it can be kept.
   * @param {boolean} isWithin whether the record is that of something larger
   */
  async draw(isWithin) {
    /** @type {HTMLElement | null} */
    const kept = this.root.querySelector("[data-kijkraam-kept]");
    if (kept) kept.textContent = kept.dataset.kijkraamKept ?? "";
    if (!this.#isOneByOne) await this.#makeParts(isWithin);
  }

  /** @param {AbortSignal} signal */
  async start(signal) {
    const { root, definition, saving } = this;
    const typed = this.#typed();
    this.#listen(signal);
    const records = await this.store.records(definition.id);
    this.isOld = toAskAbout(records, () => true).length > 0;
    for (const part of this.parts) part.problem?.();
    await saving.open(await this.#recordToOpen(records), typed);
    this.lead(location.hash);
    // Not waited for: without them the form works, and the browser prints what is on the page.
    /** @type {("printing" | "code")[]} */
    const late = definition.code ? ["printing", "code"] : ["printing"];
    for (const name of late) {
      part(name).then((make) => signal.aborted || this.parts.push(make(this, signal)), () => {});
    }
    const hooks = {
      get: (/** @type {string} */ field) => saving.get(field),
      set: (/** @type {string} */ field, /** @type {Value} */ value) => this.put(field, value),
      wipe: () => this.#wipe(),
      signal,
    };
    if (this.#isOneByOne) (await part("experience"))(root, definition, hooks);
    if (!root.querySelector(".kijkraam-count")) return;
    const list = (await part("scorelist"))(root, definition, hooks);
    this.parts.push({ update: () => list.refresh() });
  }

  /** @param {boolean} isWithin */
  async #makeParts(isWithin) {
    const { root, definition, store, undo, status, above } = this;
    const isOwnPage = !root.dataset.only;
    above.append(this.notices);
    const view = panes(this);
    this.isShort = view.isShort;
    this.lead = view.lead;
    this.parts = [view, stars(this), notes(this)];
    this.parts.push(onceNeeded("changes", this, () => this.#isChanged()));
    this.parts.push(onceNeeded("keeping", this, (event) => event === "saved" || Boolean(store.problem) || this.isOld));
    if (definition.panes.some(hasRows)) this.parts.push((await part("rows"))(this));
    if (isOwnPage && !isWithin) this.parts.push(recordBar(this));
    if (isOwnPage && definition.kind !== "scorelijst") this.parts.push(lookBack(this));
    const foot = el("div", { class: "kijkraam-foot" }, undo.element, status.element, view.next);
    root.append(foot);
    root.addEventListener("focusin", ({ target }) => keepAbove(foot, /** @type {Element} */ (target)));
  }

  /** Whether there is more to tell of the answers than the form shows: another text, or a question that changed. */
  #isChanged() {
    const { answers, reworded, gone } = this.saving;
    return reworded.size + gone.size > 0 || [...answers.values()].some(({ earlier }) => earlier.length > 0);
  }

  /** Take away the open record with every trace of it. */
  async #wipe() {
    const { saving, store } = this;
    await saving.flush();
    if (saving.record) await store.wipe([saving.record.id]);
    await saving.open(null);
  }

  /** What was typed before this script ran. */
  #typed() {
    const fields = [...this.fields.names()].map((field) => /** @type {const} */ ([field, this.fields.read(field)]));
    return new Map(fields.filter(([, value]) => value !== null));
  }

  /** @param {import("../storage/store.js").FormRecord[]} records */
  async #recordToOpen(records) {
    const asked = recordIn(location.search);
    if (asked && !(await this.store.record(asked))) {
      this.notices.append(el("p", { class: "kijkraam-notice" }, t("web.bar.not_here")));
    }
    return records.find(({ id }) => id === asked) ?? records[0] ?? null;
  }

  /** @param {AbortSignal} signal */
  #listen(signal) {
    const { root, saving } = this;
    root.addEventListener("input", ({ target }) => {
      const control = /** @type {Control} */ (target);
      if (control.form !== this.form || !control.name) return;
      const value = this.fields.read(control.name);
      if (isText(control)) saving.later(control.name, value);
      else saving.set(control.name, value);
      this.#update([control.name]);
    });
    root.addEventListener("focusout", async () => {
      await saving.flush();
      const fields = [...this.postponed];
      this.postponed.clear();
      if (fields.length) this.show(fields);
    });
    document.addEventListener("visibilitychange", () => document.hidden && saving.leave(), { signal });
    addEventListener("pagehide", () => saving.leave(), { signal });
    addEventListener("pageshow", ({ persisted }) => persisted && saving.refresh(), { signal });
    const unsubscribe = this.store.subscribe((event) => this.#hear(event));
    signal.addEventListener("abort", unsubscribe);
  }

  /** What another tab did. @param {import("../storage/store.js").StoreEvent} event */
  async #hear(event) {
    const { saving } = this;
    if (event.type === "problem") for (const part of this.parts) part.problem?.();
    if (event.here) return;
    if (event.type === "answer" && event.record === saving.record?.id) await saving.refresh();
    if (event.type === "record" || event.type === "wiped") {
      await saving.follow();
      await saving.refresh();
    }
  }

  #showSaved() {
    if (this.store.problem) this.status.failed();
    else this.status.saved();
    for (const part of this.parts) part.saved?.();
  }

  /**
   * Answer a question, as if the user did.
   * @param {string} field
   * @param {Value} value
   */
  put(field, value) {
    this.saving.set(field, value);
    this.fields.write(field, value);
    this.#update([field]);
  }

  /**
   * Show what was answered in these fields, or in all.
   * @param {string[] | null} names
   */
  show(names) {
    for (const part of this.parts) part.arrange?.();
    for (const name of names ?? this.fields.names()) {
      const isEdited = names && this.fields.controls(name).some((c) => isText(c) && c === document.activeElement);
      if (isEdited) this.postponed.add(name);
      else this.fields.write(name, this.saving.accept(name));
    }
    this.#update(names);
  }

  /** @param {string[] | null} names */
  #update(names) {
    for (const part of this.parts) part.arrange?.();
    for (const part of this.parts) part.update?.((field) => !names || names.includes(field));
  }

  /** @param {boolean} isOther */
  showRecord(isOther) {
    if (isOther) {
      this.undo.forget();
      this.status.clear();
    }
    const asked = recordIn(location.search);
    if (asked && this.saving.record?.id !== asked) {
      const address = new URL(location.href);
      address.searchParams.delete("blad");
      history.replaceState(history.state, "", address);
    }
    for (const part of this.parts) part.record?.(isOther);
  }
}

/**
 * Scroll so far that what has the focus is not behind the foot.
 * @param {HTMLElement} foot
 * @param {Element} target
 */
function keepAbove(foot, target) {
  if (!foot.offsetHeight || foot.contains(target)) return;
  const hidden = target.getBoundingClientRect().bottom - foot.getBoundingClientRect().top;
  if (hidden > 0) scrollBy({ top: hidden + 8, behavior: "instant" });
}

/**
 * @param {import("./definition.js").Pane} pane
 * @returns {boolean} whether there is a table in it to which rows can be added
 */
function hasRows({ questions }) {
  return questions.some(({ type, rows }) => type === "table" && !rows.length);
}

/**
 * A part that comes once there is something for it to tell. Without a network it may not come; it is asked for again.
 * @param {"changes" | "keeping"} name
 * @param {Filling} filling
 * @param {(event: "problem" | "saved" | "update") => boolean} isNeeded
 * @returns {Part}
 */
function onceNeeded(name, filling, isNeeded) {
  /** @type {Part | null} */
  let brought = null;
  /** @param {"problem" | "saved" | "update"} event */
  const at = (event) => async (/** @type {any} */ what = undefined) => {
    if (!brought && !isNeeded(event)) return;
    const make = await part(name).catch(() => null);
    brought ??= make && make(filling);
    brought?.[event]?.(what);
  };
  return { problem: at("problem"), saved: at("saved"), update: at("update") };
}
