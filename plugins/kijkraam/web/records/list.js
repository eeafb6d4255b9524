// The list of records: searching, sorting, choosing several, and what can be done with each.
import { el } from "../dom.js";
import { language, t } from "../phrases.js";
import { within } from "../traject/inside.js";
import { TRAJECT } from "../traject/trace.js";
import { searchable } from "./collection.js";
import { day, keepRule, moment, quoted } from "./words.js";

/** @typedef {import("./collection.js").Entry} Entry */
/** @typedef {"rename" | "duplicate" | "take" | "remove"} Action */

/** So many records are shown at first, and so many more each time. */
const STEP = 50;
/** @type {Action[]} */
const ACTIONS = ["rename", "duplicate", "take", "remove"];

/** @param {string} label */
function button(label) {
  return el("button", { type: "button", class: "kijkraam-button" }, label);
}

/**
 * The address of a form with this record opened in it.
 * @param {Entry} entry
 */
function address({ form, record }) {
  if (!form) return null;
  if (record.form === TRAJECT) return within(form.url, record.id);
  const [page] = form.url.split("#");
  return `${page}?blad=${encodeURIComponent(record.id)}`;
}

class Row {
  /**
   * @param {string} id
   * @param {number} level
   * @param {(action: Action, id: string) => void} act
   */
  constructor(id, level, act) {
    this.id = id;
    this.box = /** @type {HTMLInputElement} */ (
      el("input", { type: "checkbox", class: "kijkraam-record-choose", autocomplete: "off", "data-choose": id })
    );
    this.name = el("a");
    this.title = el("p", { class: "kijkraam-record-form" });
    this.about = el("p", { class: "kijkraam-record-about" });
    const actions = el("div", { class: "kijkraam-record-actions" });
    /** @type {HTMLElement[]} */
    this.unseen = [];
    for (const action of ACTIONS) {
      const whose = el("span", { class: "kijkraam-unseen" });
      const label = t(`web.records.${action}.short`);
      const made = el("button", { type: "button", class: "kijkraam-link", "data-action": action }, label, " ", whose);
      made.addEventListener("click", () => act(action, id));
      this.unseen.push(whose);
      actions.append(made);
    }
    this.heading = el(`h${Math.min(level, 6)}`, { class: "kijkraam-record-name" }, this.name);
    this.element = el("li", { class: "kijkraam-record" }, this.box, this.heading, this.title, this.about, actions);
  }

  /**
   * @param {Entry} entry
   * @param {boolean} chosen
   */
  show(entry, chosen) {
    const { record } = entry;
    const href = address(entry);
    if (href) this.name.setAttribute("href", href);
    const name = record.name || t("web.records.unnamed");
    this.name.textContent = name;
    this.title.textContent = entry.form ? entry.title : t("web.records.unknown_form", { form: entry.title });
    this.about.textContent = [
      t("web.records.begun", { day: day(record.created) }),
      t("web.records.changed", { moment: moment(record.changed) }),
      keepRule(entry),
    ].join(" ");
    this.box.checked = chosen;
    this.box.setAttribute("aria-label", t("web.records.choose_one", { name: quoted(record.name), form: entry.title }));
    for (const unseen of this.unseen) unseen.textContent = quoted(record.name);
  }
}

export class List {
  /** @type {Map<string, Row>} */
  #rows = new Map();
  /** @type {Entry[]} */
  #entries = [];
  /** @type {Entry[]} */
  #found = [];
  #most = STEP;
  /** @type {Set<string>} */
  #chosen = new Set();

  /**
   * @param {number} level of the heading of a record
   * @param {{act: (action: Action, id: string) => void, chose: (n: number) => void}} told
   */
  constructor(level, told) {
    this.level = level;
    this.told = told;
    this.search = /** @type {HTMLInputElement} */ (
      el("input", { type: "search", id: "kijkraam-records-search", autocomplete: "off", spellcheck: "false" })
    );
    this.sort = /** @type {HTMLSelectElement} */ (
      el(
        "select",
        { id: "kijkraam-records-sort", autocomplete: "off" },
        el("option", { value: "changed" }, t("web.records.sort.changed")),
        el("option", { value: "name" }, t("web.records.sort.name")),
        el("option", { value: "form" }, t("web.records.sort.form")),
      )
    );
    this.count = el("output", { class: "kijkraam-records-count" });
    this.all = /** @type {HTMLInputElement} */ (
      el("input", { type: "checkbox", id: "kijkraam-records-all", autocomplete: "off" })
    );
    this.more = button(t("web.records.more"));
    this.list = el("ul", { class: "kijkraam-records-list" });
    this.empty = el("p", { class: "kijkraam-records-empty" });
    this.tools = el(
      "div",
      { class: "kijkraam-records-tools" },
      el("p", {}, el("label", { for: this.search.id }, t("web.records.search")), this.search),
      el("p", {}, el("label", { for: this.sort.id }, t("web.records.sort.label")), this.sort),
      el(
        "p",
        { class: "kijkraam-records-choose-all" },
        el("label", {}, this.all, " ", t("web.records.choose_all")),
        this.count,
      ),
    );
    this.element = el("div", {}, this.empty, this.tools, this.list, this.more);
    this.#listen();
  }

  /** @returns {Entry[]} the chosen records, in the order of the list */
  get chosen() {
    return this.#entries.filter(({ record }) => this.#chosen.has(record.id));
  }

  /**
   * @param {Entry[]} entries
   * @param {boolean} forgets whether nothing is kept here
   */
  show(entries, forgets) {
    this.#entries = entries;
    this.empty.textContent = t(forgets ? "web.records.empty_memory" : "web.records.empty");
    const ids = new Set(entries.map(({ record }) => record.id));
    for (const id of this.#chosen) if (!ids.has(id)) this.#chosen.delete(id);
    for (const id of this.#rows.keys()) if (!ids.has(id)) this.#rows.delete(id);
    this.#refresh();
  }

  /** @param {string} id */
  focusOn(id) {
    this.#rows.get(id)?.name.focus();
  }

  #listen() {
    this.search.addEventListener("input", () => {
      this.#most = STEP;
      this.#refresh();
    });
    this.sort.addEventListener("change", () => this.#refresh());
    this.all.addEventListener("change", () => {
      for (const { record } of this.#found) {
        if (this.all.checked) this.#chosen.add(record.id);
        else this.#chosen.delete(record.id);
      }
      this.#refresh();
    });
    this.list.addEventListener("change", ({ target }) => {
      if (!(target instanceof HTMLInputElement) || !target.dataset.choose) return;
      if (target.checked) this.#chosen.add(target.dataset.choose);
      else this.#chosen.delete(target.dataset.choose);
      this.#refresh();
    });
    this.more.addEventListener("click", () => {
      const first = this.#found[this.#most];
      this.#most += STEP;
      this.#refresh();
      if (first) this.focusOn(first.record.id);
    });
  }

  #refresh() {
    const words = searchable(this.search.value).split(/\s+/).filter(Boolean);
    this.#found = this.#entries.filter(({ sought }) => words.every((word) => sought.includes(word)));
    this.#found.sort(this.#order());
    const shown = this.#found.slice(0, this.#most);
    this.#place(shown.map((entry) => this.#row(entry)));
    const none = this.#entries.length === 0;
    this.empty.hidden = !none;
    this.tools.hidden = none;
    this.more.hidden = shown.length === this.#found.length;
    const chosen = this.#found.filter(({ record }) => this.#chosen.has(record.id)).length;
    this.all.checked = chosen > 0 && chosen === this.#found.length;
    this.all.indeterminate = chosen > 0 && chosen < this.#found.length;
    this.#tell(words.length > 0, shown.length);
    this.told.chose(this.#chosen.size);
  }

  /** @returns {(a: Entry, b: Entry) => number} */
  #order() {
    const collator = new Intl.Collator(language(), { numeric: true, sensitivity: "base" });
    /** @type {(a: Entry, b: Entry) => number} */
    const byChange = (a, b) => (a.record.changed < b.record.changed ? 1 : a.record.changed > b.record.changed ? -1 : 0);
    /** @type {(a: Entry, b: Entry) => number} */
    const byName = (a, b) => collator.compare(a.record.name, b.record.name);
    /** @type {(a: Entry, b: Entry) => number} */
    const byForm = (a, b) => collator.compare(a.title, b.title);
    if (this.sort.value === "name") return (a, b) => byName(a, b) || byForm(a, b) || byChange(a, b);
    if (this.sort.value === "form") return (a, b) => byForm(a, b) || byName(a, b) || byChange(a, b);
    return (a, b) => byChange(a, b) || byName(a, b);
  }

  /**
   * @param {Entry} entry
   * @returns {Row}
   */
  #row(entry) {
    const { id } = entry.record;
    let row = this.#rows.get(id);
    if (!row) {
      row = new Row(id, this.level, this.told.act);
      this.#rows.set(id, row);
    }
    row.show(entry, this.#chosen.has(id));
    return row;
  }

  /**
   * Put rows in the list in this order, moving only what stands elsewhere; what has the focus keeps it.
   * @param {Row[]} rows
   */
  #place(rows) {
    const focused = document.activeElement;
    let next = this.list.firstElementChild;
    for (const { element } of rows) {
      if (element === next) next = next.nextElementSibling;
      else this.list.insertBefore(element, next);
    }
    while (next) {
      const gone = next;
      next = next.nextElementSibling;
      gone.remove();
    }
    if (focused instanceof HTMLElement && focused !== document.activeElement && this.list.contains(focused)) {
      focused.focus({ preventScroll: true });
    }
  }

  /**
   * @param {boolean} searching
   * @param {number} shown
   */
  #tell(searching, shown) {
    const n = this.#found.length;
    let text = t("web.records.count", { n });
    if (searching) text = n ? t("web.records.found", { n, all: this.#entries.length }) : t("web.records.none_found");
    if (shown < n) text += ` ${t("web.records.shown", { shown })}`;
    if (this.count.textContent !== text) this.count.textContent = text;
  }
}
