// <kijkraam-records>: the page of all that someone filled in on this device. What it is stands in the page already; this
// adds the list, and what can be done with it.
import { announce, el, need } from "../dom.js";
import { t } from "../phrases.js";
import { sitePath } from "../storage/database.js";
import { StorageError } from "../storage/errors.js";
import { mayForget } from "../storage/persist.js";
import { copyOf } from "../storage/copy.js";
import { openStore } from "../storage/store.js";
import { wipeSite } from "../storage/wipe.js";
import { asidePart } from "./aside.js";
import { Bar } from "./bar.js";
import { Bring } from "./bring.js";
import { Collection } from "./collection.js";
import { ask } from "./dialog.js";
import { List } from "./list.js";
import { forgettingNotice, problemNotice } from "./notices.js";
import { askToTake, take } from "./take.js";
import { askToWipe, countCopies } from "./wipe.js";
import { quoted } from "./words.js";

/** @typedef {import("./collection.js").Entry} Entry */
/** @typedef {import("./list.js").Action} Action */
/** @typedef {import("../storage/store.js").Store} Store */
/** @typedef {import("../storage/store.js").Removal} Removal */
/** @typedef {{store: Store, removal: Removal}[]} Removed what was removed in one go */

const NAME = "kijkraam-records";
/** With so many records a file takes long enough to say that it is being made. */
const MANY = 50;

/**
 * @param {HTMLElement} root
 * @param {AbortSignal} signal ends everything, when this leaves the page
 */
export async function startRecords(root, signal) {
  const path = sitePath();
  const block = /** @type {HTMLTemplateElement} */ (need(root, "template[data-kijkraam-forms]", NAME));
  const stores = await Promise.all([openStore("always", { path }), openStore("session", { path })]);
  const collection = new Collection(stores, JSON.parse(block.content.textContent ?? ""));
  signal.addEventListener("abort", () => collection.leave());
  if (signal.aborted) collection.leave();
  else await new Page(root, collection, path).start(signal);
}

class Page {
  /** @type {Removed[]} what was removed here, and can be put back */
  #removed = [];

  /**
   * @param {HTMLElement} root
   * @param {Collection} collection
   * @param {string} path of the site
   */
  constructor(root, collection, path) {
    this.root = root;
    this.collection = collection;
    this.path = path;
    this.level = Number(root.dataset.level);
    this.list = new List(this.level + 1, {
      act: (action, id) => this.#actOn(action, id),
      chose: (n) => this.bar.showChosen(n),
    });
    this.bar = new Bar([
      { label: t("web.records.take.short"), act: () => this.#take(this.list.chosen) },
      { label: t("web.records.remove.short"), act: () => this.#remove(this.list.chosen) },
      { label: t("web.records.wipe.chosen"), act: () => this.#wipeSome(this.list.chosen), look: "grave" },
    ]);
    this.notices = el("div");
    this.aside = el("div");
    this.takeAll = el("button", { type: "button", class: "kijkraam-button" }, t("web.records.take.all"));
    this.wipeAll = el("button", { type: "button", class: "kijkraam-button kijkraam-button--grave" }, t("web.records.wipe.all"));
    this.bring = new Bring(root, this.level + 1, collection, () => this.#refresh());
  }

  /** @param {AbortSignal} signal */
  async start(signal) {
    await this.#refresh();
    const { root } = this;
    need(root, "[data-without-script]", NAME).remove();
    this.#part("list").before(this.notices);
    this.#part("list").append(this.list.element, this.bar.element);
    this.#part("list").after(this.aside);
    this.#part("take").append(this.takeAll);
    this.#part("bring").append(this.bring.element);
    this.#part("wipe").append(this.wipeAll);
    this.takeAll.addEventListener("click", () => this.#take(this.collection.entries));
    this.wipeAll.addEventListener("click", () => this.#wipeAll());
    this.collection.follow((wiped) => {
      if (wiped) {
        this.#forget();
        this.aside.replaceChildren();
      }
      this.#refresh();
    });
    addEventListener("pageshow", ({ persisted }) => persisted && this.#refresh(), { signal });
    await this.#showAside(); // last: it looks at every answer there is
  }

  /**
   * @param {string} name
   * @returns {HTMLElement}
   */
  #part(name) {
    return need(this.root, `[data-part=${name}]`, NAME);
  }

  /** Show what is here now. */
  async #refresh() {
    const { collection } = this;
    await collection.load();
    this.list.show(collection.entries, collection.kept.kind === "memory");
    this.takeAll.hidden = !collection.entries.length;
    const { problem } = collection.kept;
    if (problem) this.notices.replaceChildren(problemNotice(problem, () => this.#retry()));
    else this.notices.replaceChildren(...((await mayForget()) ? [forgettingNotice()] : []));
  }

  /** Show what could not be read. To know it, every answer is read. */
  async #showAside() {
    const aside = await this.collection.aside();
    const taken = (/** @type {string} */ name) => this.bar.say(t("web.records.take.done", { name }));
    this.aside.replaceChildren(...(aside.length ? [asidePart(this.level, aside, taken)] : []));
  }

  async #retry() {
    const done = await this.collection.kept.retry();
    await this.#refresh();
    await this.#showAside();
    announce(t(done ? "web.records.problem.solved" : "web.records.problem.still"));
  }

  /**
   * Do something with what is stored; what could not be done is said.
   * @param {() => Promise<void>} work
   */
  async #try(work) {
    try {
      await work();
    } catch (error) {
      this.bar.say(whatFailed(error));
      await this.#refresh();
    }
  }

  /**
   * @param {Action} action
   * @param {string} id
   */
  #actOn(action, id) {
    const entry = this.collection.entry(id);
    if (!entry) return;
    if (action === "rename") this.#rename(entry);
    else if (action === "duplicate") this.#duplicate(entry);
    else if (action === "take") this.#take([entry]);
    else this.#remove([entry]);
  }

  /** @param {Entry} entry */
  async #rename({ record, store }) {
    const input = /** @type {HTMLInputElement} */ (
      el("input", { id: "kijkraam-record-name", value: record.name, autocomplete: "off", "aria-describedby": "kijkraam-name-advice" })
    );
    const answer = await ask(this.root, {
      title: t("web.records.rename.title"),
      content: [
        el("p", { class: "kijkraam-field" }, el("label", { for: input.id }, t("web.records.rename.label")), input),
        el("p", { id: "kijkraam-name-advice" }, t("web.records.rename.advice")),
      ],
      enter: "save",
      choices: [
        { label: t("web.records.rename.save"), value: "save", look: "primary" },
        { label: t("web.records.cancel"), value: "" },
      ],
    });
    const name = input.value.trim();
    if (answer !== "save" || name === record.name) return;
    await this.#try(async () => {
      await store.update(record.id, { name });
      await this.#refresh();
      this.bar.say(t("web.records.rename.done", { name: quoted(name) }));
    });
  }

  /** @param {Entry} entry */
  #duplicate({ record, store }) {
    return this.#try(async () => {
      const name = record.name ? t("web.records.duplicate.name", { name: record.name }) : t("web.records.duplicate.unnamed");
      await copyOf(store, record.id, name);
      await this.#refresh();
      this.bar.say(t("web.records.duplicate.done", { name: quoted(name) }));
    });
  }

  /** @param {Entry[]} entries */
  async #take(entries) {
    const password = await askToTake(this.root, entries);
    if (password !== null) await this.#takeFrom(entries, password, 1);
  }

  /**
   * Make a file; what does not go in it can be taken along after it, in the next.
   * @param {Entry[]} entries
   * @param {string} password
   * @param {number} number of the file
   */
  #takeFrom(entries, password, number) {
    return this.#try(async () => {
      if (entries.length >= MANY) this.bar.say(t("web.records.take.busy"));
      const { name, left } = await take(this.collection.asOne, entries, password, number);
      const done = t("web.records.take.done", { name });
      const n = left.length;
      const next = { label: t("web.records.take.next", { n }), act: () => this.#takeFrom(left, password, number + 1) };
      if (n) this.bar.say(`${done} ${t("web.records.take.left", { n })}`, [next]);
      else this.bar.say(number > 1 ? `${done} ${t("web.records.take.all_files", { n: number })}` : done);
    });
  }

  /** @param {Entry[]} entries */
  #remove(entries) {
    return this.#try(async () => {
      /** @type {Removed} */
      const removed = [];
      for (const [store, ids] of this.collection.byStore(entries)) {
        if (ids.length) removed.push({ store, removal: await store.remove(ids) });
      }
      this.#removed.push(removed);
      await this.#refresh();
      this.#offerBack(
        entries.length === 1
          ? t("web.records.remove.done", { name: quoted(entries[0].record.name) })
          : t("web.records.remove.many", { n: entries.length }),
      );
    });
  }

  /** @param {string} said */
  #offerBack(said) {
    const text = `${said} ${t("web.records.remove.until")}`;
    this.bar.say(text, [
      { label: t("web.records.remove.put_back"), act: () => this.#putBack() },
      { label: t("web.records.wipe.chosen"), act: () => this.#wipeRemoved(), look: "grave" },
    ]);
  }

  #putBack() {
    return this.#try(async () => {
      const removed = this.#removed.pop() ?? [];
      for (const { store, removal } of removed) await store.restore(removal);
      await this.#refresh();
      const ids = removed.flatMap(({ removal }) => removal.records.map(({ id }) => id));
      const said = t("web.records.remove.is_back", { n: ids.length });
      if (this.#removed.length) this.#offerBack(`${said} ${t("web.records.remove.more", { n: this.#countRemoved() })}`);
      else this.bar.say(said);
      this.list.focusOn(ids[0]);
    });
  }

  /** How many records can still be put back. */
  #countRemoved() {
    return this.#removed.flat().reduce((sum, { removal }) => sum + removal.records.length, 0);
  }

  /** What was removed cannot be put back any more. */
  #forget() {
    if (this.#removed.length) this.bar.sayNothing();
    this.#removed = [];
  }

  async #wipeRemoved() {
    const n = this.#countRemoved();
    const gone = { records: 0, removed: n, aside: 0, copies: 0 };
    const answer = await askToWipe(this.root, t("web.records.wipe.title_some", { n }), gone);
    if (answer === "wipe") await this.#wipe([], n);
  }

  /** @param {Entry[]} entries */
  async #wipeSome(entries) {
    const n = entries.length;
    const ids = new Set(entries.map(({ record }) => record.id));
    const aside = await this.collection.aside();
    const gone = {
      records: n,
      removed: this.#countRemoved(),
      aside: aside.filter(({ record }) => ids.has(record)).length,
      copies: 0,
    };
    const answer = await askToWipe(this.root, t("web.records.wipe.title_some", { n }), gone);
    if (answer === "take") await this.#take(entries);
    if (answer === "wipe") await this.#wipe(entries, n);
  }

  /**
   * Wipe records; what was removed before goes with them.
   * @param {Entry[]} entries
   * @param {number} n how many are gone for good
   */
  #wipe(entries, n) {
    return this.#try(async () => {
      for (const [store, ids] of this.collection.byStore(entries)) await store.wipe(ids);
      this.#forget();
      await this.#refresh();
      await this.#showAside();
      this.bar.say(t("web.records.wipe.done_some", { n }));
      this.#focusOnList();
    });
  }

  async #wipeAll() {
    const { collection } = this;
    const gone = {
      records: collection.entries.length,
      removed: this.#countRemoved(),
      aside: (await collection.aside()).length,
      copies: await countCopies(this.path),
    };
    const answer = await askToWipe(this.root, t("web.records.wipe.title"), gone);
    if (answer === "take") await this.#take(collection.entries);
    if (answer !== "wipe") return;
    await this.#try(async () => {
      await wipeSite(collection.stores, this.path);
      this.#forget();
      await this.#refresh();
      this.aside.replaceChildren();
      this.bar.say(t("web.records.wipe.done"));
      this.#focusOnList();
    });
  }

  /** What had the focus is gone: go on at the head of the list. */
  #focusOnList() {
    /** @type {HTMLElement} */
    const heading = need(this.#part("list"), "h1, h2, h3, h4, h5, h6", NAME);
    heading.tabIndex = -1;
    heading.focus();
  }
}

/** @param {unknown} error */
function whatFailed(error) {
  const code = error instanceof StorageError && error.code;
  return t(`web.records.failed.${code === "gone" || code === "too-big" ? code : "otherwise"}`);
}
