// The page of a package in an LMS: first who can read along, then the forms. What is filled in is kept by the LMS, as
// far as it has room and the teacher wants it; all else is told, and can be taken along.
import { announce, el, need } from "../dom.js";
import { button } from "../form/button.js";
import { readDefinition } from "../form/definition.js";
import { part } from "../parts.js";
import { language, t } from "../phrases.js";
import { StorageError } from "../storage/errors.js";
import { Store } from "../storage/store.js";
import { Session } from "./api.js";
import { asked, isDone } from "./complete.js";
import { LmsRows } from "./rows.js";
import { read, ROOM, write } from "./suspend.js";
import { mark } from "./unkept.js";
import { selectionIn } from "../form/links.js";
import { whatIsShown } from "../page/shown.js";

/** @typedef {import("./suspend.js").Course} Course */
/** @typedef {import("./suspend.js").Place} Place */
/** @typedef {import("./api.js").Version} Version */
/** @typedef {"kept" | "none" | "review" | "unreadable"} State whether the LMS keeps what is filled in, or why not */

/** Fields for words of one's own beside the questions. */
const NOTE = /--note$|--reflection-\d+$|--action-\d+--/;

/** @param {string} time */
function nameOf(time) {
  const date = new Intl.DateTimeFormat(language(), { day: "numeric", month: "long" }).format(new Date(time));
  return t("web.bar.first_name", { date });
}

export class Package {
  /** @type {Map<string, {root: HTMLElement, definition: import("../form/definition.js").Definition}>} */
  forms = new Map();
  /** @type {Place[]} what was there the last time and did not fit */
  lost = [];
  /** @type {Course[]} */
  records = [];
  count = 0;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.version = /** @type {Version} */ (root.dataset.scorm);
    this.rule = /** @type {import("./complete.js").Rule} */ (root.dataset.complete);
    this.hasNotes = root.dataset.notes !== undefined;
    this.content = /** @type {HTMLElement} */ (need(root, "[data-lms-content]", "package"));
    this.panel = /** @type {HTMLElement} */ (need(root, ".kijkraam-lms", "package"));
    for (const one of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("kijkraam-form"))) {
      this.forms.set(String(one.dataset.form), { root: one, definition: readDefinition(one) });
    }
    this.questions = asked(this.forms.values(), this.rule);
    this.session = new Session(this.version, (isFailing) => this.#tellFailing(isFailing));
    this.state = this.#begin();
    const keep = (/** @type {Course[]} */ records) => this.#keep(records);
    const rows = new LmsRows(this.records, nameOf, keep);
    this.store = new Store("", "session", rows);
    this.opened = rows.seeded.then(() => this.store.start());
    this.#show();
    this.#hearLast();
    root.addEventListener("input", () => this.#hearLast());
    addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
    document.addEventListener("visibilitychange", () => document.hidden && this.session.commit());
  }

  #end = () => this.session.end();

  /** Hear that the page goes after the forms did: what they write then is still kept. */
  #hearLast() {
    removeEventListener("pagehide", this.#end);
    addEventListener("pagehide", this.#end);
  }

  /** @returns {State} */
  #begin() {
    if (!this.session.start()) return "none";
    const { kept } = this.session;
    if (!kept) return this.session.isReview ? "review" : "kept";
    const found = read(kept);
    if (!found) return "unreadable";
    this.records = found.records;
    this.lost = found.missing;
    this.isCut = !found.isWhole;
    return this.session.isReview ? "review" : "kept";
  }

  /** Show who can read along; the forms come when that was seen. */
  #show() {
    const { panel, content, state } = this;
    const told = el("div", { class: "kijkraam-lms-told", role: "status" });
    this.unkept = el("p");
    this.failing = el("p", { hidden: true }, t("web.scorm.failing"));
    this.banner = el("div", { class: "kijkraam kijkraam-notice kijkraam-notice--caution", hidden: true }, this.unkept, this.failing, this.#ways("banner"));
    panel.querySelector("[data-without-script]")?.remove();
    panel.after(this.banner);
    panel.append(told);
    if (state === "none") panel.querySelector("[data-lms-readers]")?.remove();
    if (state !== "kept") told.append(el("p", {}, t(`web.scorm.state.${state}`)));
    if (this.isCut) told.append(el("p", {}, t("web.scorm.cut")));
    content.append(this.#take());
    if (this.records.length || state === "review") {
      if (state === "kept") told.append(el("p", {}, t("web.scorm.resumed")));
      this.#start();
      return;
    }
    content.hidden = true;
    // Until the form shows its own, this is what the page is about.
    const label = /** @type {HTMLElement} */ (need(panel, ".kijkraam-label", "package"));
    const title = el("h1", { class: label.className }, label.textContent);
    label.replaceWith(title);
    const begin = button(t("web.scorm.begin"), () => {
      begin.remove();
      title.replaceWith(label);
      content.hidden = false;
      const heading = /** @type {HTMLElement | null} */ (content.querySelector("h1, h2"));
      heading?.setAttribute("tabindex", "-1");
      heading?.focus({ preventScroll: true });
      heading?.scrollIntoView();
      this.#start();
    }, { class: "kijkraam-button kijkraam-button--primary" });
    panel.append(begin);
  }

  #start() {
    if (!this.hasNotes) this.#tellNoNotes();
    this.#mark([]);
    if (this.state === "kept") this.session.tell(this.rule === "opened" || isDone(this.questions, this.records));
  }

  /** Say before someone writes that closing words are not kept. */
  #tellNoNotes() {
    for (const { root } of this.forms.values()) {
      const list = root.querySelector(".kijkraam-reflection ol");
      list?.before(el("p", { class: "kijkraam-share" }, t("web.scorm.reflection")));
    }
  }

  /**
   * Have the LMS keep these records. Throws a StorageError when it does not.
   * @param {Course[]} records
   */
  #keep(records) {
    const wanted = records.map((record) => ({
      ...record,
      answers: record.answers.filter(({ field }) => this.hasNotes || !NOTE.test(field)),
    }));
    const off = this.hasNotes
      ? []
      : records.flatMap(({ form, answers }) =>
          answers.filter(({ field }) => NOTE.test(field)).map(({ field }) => ({ form, field, why: /** @type {const} */ ("off") })),
        );
    this.#hearLast();
    if (this.state !== "kept") throw new StorageError("blocked");
    const { text, missing } = write(wanted, ROOM[this.version]);
    const isTaken = this.session.keep(records.length ? text : "");
    this.lost = this.lost.filter(
      ({ form, field }) => !records.some((record) => record.form === form && record.answers.some((one) => one.field === field)),
    );
    this.#mark([...off, ...missing.map((place) => ({ ...place, why: /** @type {const} */ ("full") }))]);
    if (!isTaken) throw new StorageError("broken");
    if (this.rule !== "opened" && isDone(this.questions, wanted)) this.session.tell(true);
  }

  /** @param {(Place & {why: import("./unkept.js").Why})[]} places */
  #mark(places) {
    const lost = this.lost.map((place) => ({ ...place, why: /** @type {const} */ ("lost") }));
    const roots = new Map([...this.forms].map(([id, { root }]) => [id, root]));
    mark(roots, [...lost, ...places]);
    if (places.length === this.count) return;
    this.count = places.length;
    const text = places.length ? t("web.scorm.unkept", { n: places.length }) : "";
    /** @type {HTMLElement} */ (this.unkept).textContent = text;
    this.#showBanner();
    if (text) announce(text);
  }

  /** @param {boolean} isFailing */
  #tellFailing(isFailing) {
    /** @type {HTMLElement} */ (this.failing).hidden = !isFailing;
    this.#showBanner();
    if (isFailing) announce(t("web.scorm.failing"));
  }

  #showBanner() {
    /** @type {HTMLElement} */ (this.banner).hidden = !this.count && !this.session.isFailing;
  }

  /** Take along what was filled in. */
  #take() {
    return el(
      "section",
      { class: "kijkraam kijkraam-lms-take", "aria-labelledby": "kijkraam-lms-take" },
      el("h2", { id: "kijkraam-lms-take" }, t("web.scorm.take")),
      el("p", {}, t("web.scorm.take_what")),
      this.#ways("end"),
    );
  }

  /** @param {string} where */
  #ways(where) {
    const missing = el("p", { hidden: true, role: "status", id: `kijkraam-lms-${where}` }, t("web.scorm.nothing_yet"));
    const toFile = button(t("web.keeping.file"), async () => {
      const ids = (await this.store.records()).map(({ id }) => id);
      missing.hidden = ids.length > 0;
      if (!ids.length) return;
      const { download, fileText } = await part("result");
      download(await fileText(this.store, ids), `${[...this.forms.keys()].join("-").slice(0, 80)}.json`, "application/json");
    });
    return el("div", {}, el("p", { class: "kijkraam-buttons" }, toFile, button(t("web.scorm.print"), () => print())), missing);
  }
}

/**
 * Begin, and say where forms keep what is filled in.
 * @param {HTMLElement} root
 * @returns {import("../form/element.js").Opening}
 */
export function startPackage(root) {
  const made = new Package(root);
  const { store, opened } = made;
  return (form, definition) => {
    const selection = selectionIn(form.dataset.selection ?? "", definition);
    const shown = selection ? el("div", { class: "kijkraam-notice" }, ...whatIsShown(form, selection)) : "";
    form.querySelector(".kijkraam-head")?.after(shown);
    return { store, opened, within: opened.then(() => store) }; // one sheet per package: no bar to begin or choose another
  };
}
