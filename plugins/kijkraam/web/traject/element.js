// <kijkraam-traject>: one support process from phase to phase, as one record.
import { announce, el, need } from "../dom.js";
import { button } from "../form/button.js";
import { language, t } from "../phrases.js";
import { ask } from "../records/dialog.js";
import { problemNotice } from "../records/notices.js";
import { askToTake, take } from "../records/take.js";
import { day, keepRule } from "../records/words.js";
import { chosen, written } from "../result/answers.js";
import { sheetOf } from "../result/sheet.js";
import { printPage } from "../result/take.js";
import { toAskAbout } from "../storage/persist.js";
import { toRecord } from "../storage/record.js";
import { openStore } from "../storage/store.js";
import { answersOf, fieldIn, rememberHome, within, workWithin } from "./inside.js";
import { named, TRAJECT } from "./trace.js";
import { wheel } from "./wheel.js";

/** @typedef {import("../form/definition.js").Definition} Definition */
/** @typedef {import("../form/definition.js").Value} Value */
/** @typedef {import("../storage/store.js").Store} Store */
/** @typedef {import("../storage/store.js").FormRecord} FormRecord */
/** @typedef {Map<string, Value>} Answers */
/** @typedef {"practice" | "together"} Mode */

const MODE = `${TRAJECT}--mode`;
const VERSION = 1;
/** The scale of steps, and which of its answers leave nothing open. */
const STEPS = "stap";
const CLOSED = ["gedaan", "bewust-niet"];
/** The scale of the relation check. */
const RELATION = "relatie";
/** Everything that was filled in, for paper only. */
const SHEET = "kijkraam-traject-sheet";
const PRIMARY = "kijkraam-button--primary";

/**
 * @param {HTMLElement} root
 * @param {AbortSignal} signal
 */
export async function startTraject(root, signal) {
  const store = await openStore("ask");
  signal.addEventListener("abort", () => store.close());
  if (signal.aborted) return;
  const traject = new Traject(root, store);
  signal.addEventListener(
    "abort",
    store.subscribe(() => traject.refresh()),
  );
  // A link to another traject of this page gives the one or the other, by browser and by how the theme follows links.
  for (const type of ["popstate", "hashchange"]) {
    addEventListener(type, () => traject.follow(named()), { signal });
  }
  addEventListener("beforeprint", () => traject.toPaper(), { signal });
  rememberHome(traject.definitions.map(({ id }) => id));
  await traject.open(named());
}

/**
 * @param {string} key
 * @param {() => void} act
 * @param {string} [look]
 */
function does(key, act, look = "") {
  return button(t(`web.traject.${key}`), act, { class: `kijkraam-button ${look}`.trim() });
}

/** @param {string} key */
function said(key) {
  return el("p", {}, t(`web.traject.${key}`));
}

/** @param {{text: string}[]} questions */
function textsOf(questions) {
  return el("ul", {}, ...questions.map(({ text }) => el("li", {}, text)));
}

class Traject {
  /** @type {FormRecord | null} */
  record = null;
  /** @type {Answers} */
  answers = new Map();

  /**
   * @param {HTMLElement} root
   * @param {Store} store
   */
  constructor(root, store) {
    const name = "kijkraam-traject";
    /** @type {HTMLTemplateElement} */
    const block = need(root, "template[data-kijkraam-traject]", name);
    this.root = root;
    this.store = store;
    /** @type {Definition[]} */
    this.definitions = JSON.parse(block.content.textContent ?? "");
    /** @type {HTMLElement} */
    this.begin = need(root, ".kijkraam-traject-start", name);
    /** @type {HTMLInputElement} */
    this.nameField = need(this.begin, "input", name);
    /** @type {HTMLElement} */
    this.place = need(root, ".kijkraam-traject-open", name);
    this.phases = /** @type {HTMLElement[]} */ ([...root.querySelectorAll("[data-phase]")]);
    this.links = new Map([...root.querySelectorAll("a[data-form]")].map((link) => [link, link.getAttribute("href") ?? ""]));
    this.level = Number(this.begin.querySelector("h2, h3, h4, h5, h6")?.tagName[1]);
    this.heading = el(`h${this.level}`, { tabindex: -1 });
    this.rule = el("p");
    this.keepOn = does("keep_on", () => this.#keepOn());
    this.wheel = el("div");
    this.others = el("ul");
    this.goOn = el("div", {}, el("p", { class: "kijkraam-label" }, t("web.traject.go_on_with")), this.others);
    this.message = el("p", { class: "kijkraam-notice", hidden: true });
    this.begin.append(this.goOn);
    this.begin.before(this.message);
    for (const unneeded of root.querySelectorAll("[data-without-script]")) unneeded.remove();
    this.#listen();
  }

  #listen() {
    for (const one of this.begin.querySelectorAll("[data-begin]")) {
      one.addEventListener("click", () => this.#begin(/** @type {Mode} */ (one.getAttribute("data-begin"))));
    }
    this.nameField.addEventListener("keydown", ({ key }) => void (key === "Enter" && this.#begin("together")));
    for (const phase of this.phases) {
      const id = phase.dataset.phase ?? "";
      const date = /** @type {HTMLInputElement} */ (el("input", { type: "date", id: `${id}--when`, autocomplete: "off" }));
      const field = el("p", { class: "kijkraam-field" }, el("label", { for: date.id }, t("web.traject.date")), date);
      need(phase, ".kijkraam-phase-state", "kijkraam-traject").before(field);
      date.addEventListener("change", () => this.#put(fieldIn(id, `${id}--date`), date.value || null));
    }
  }

  /**
   * @param {string} field
   * @param {Value} value
   */
  async #put(field, value) {
    if (!this.record) return;
    await this.store.put(this.record.id, field, value, this.answers.get(field) ?? null, { choice: true });
  }

  /** @param {Mode} mode */
  async #begin(mode) {
    const today = new Intl.DateTimeFormat(language(), { day: "numeric", month: "long" }).format();
    const given = mode === "practice" ? await this.#nameToPractise() : this.nameField.value.trim();
    const record = toRecord(TRAJECT, VERSION, given || t("web.traject.first_name", { date: today }));
    await this.store.add(record, [{ record: record.id, field: MODE, value: mode, base: null, choice: true }]);
    this.nameField.value = "";
    history.replaceState(null, "", within(location.href, record.id));
    await this.open(record.id);
    toTop(this.heading);
  }

  /** The name to practise by; a second time it gets a number. */
  async #nameToPractise() {
    const names = (await this.store.records(TRAJECT)).map(({ name }) => name);
    const name = t("web.traject.bram");
    let number = 1;
    while (names.includes(number > 1 ? `${name} ${number}` : name)) number += 1;
    return number > 1 ? `${name} ${number}` : name;
  }

  /**
   * Say what happened, to who sees the page and to who hears it.
   * @param {string} text
   * @param {Node} [more]
   */
  #tell(text, more) {
    this.message.replaceChildren(text, ...(more ? [" ", more] : []));
    this.message.hidden = false;
    announce(text);
  }

  /**
   * Open this traject; without one, that which was open last. One that is not there does not open another.
   * @param {string | null} id
   */
  async open(id) {
    const all = await this.store.records(TRAJECT);
    const record = (id ? all.find((one) => one.id === id) : all[0]) ?? null;
    this.message.hidden = true;
    if (id) scrollTo(0, 0); // the theme leaves the page where the one before it was
    if (id && !record) this.#tell(t("web.traject.not_here"));
    this.record = record;
    if (record) {
      await this.store.update(record.id, { opened: new Date().toISOString() });
      await this.refresh();
      this.#showOverview(record);
    } else {
      await this.#beginAnother();
    }
  }

  /** Open the traject that the address came to name; a link to a part of the page names none. @param {string | null} id */
  follow(id) {
    if (id && id !== this.record?.id) this.open(id);
  }

  /** Show where one can begin a traject, or go on with one. */
  async #beginAnother() {
    this.record = null;
    workWithin(null);
    this.place.replaceChildren();
    this.begin.append(this.goOn);
    this.begin.hidden = false;
    await this.refresh();
  }

  /** Show anew what the store has. */
  async refresh() {
    const all = await this.store.records(TRAJECT);
    if (this.record && !all.some(({ id }) => id === this.record?.id)) {
      await this.#beginAnother();
      return;
    }
    this.record = all.find(({ id }) => id === this.record?.id) ?? null;
    const stored = this.record ? await this.store.answers(this.record.id) : new Map();
    this.answers = new Map([...stored].map(([field, { value }]) => [field, value]));
    for (const [link, href] of this.links) link.setAttribute("href", this.record ? within(href, this.record.id) : href);
    for (const phase of this.phases) this.#showPhase(phase);
    for (const [link] of this.links) this.#showFilled(link);
    this.#showOthers(all.filter(({ id }) => id !== this.record?.id));
    if (this.record) this.#showRecord(this.record);
  }

  /** Say beside the name of a form that something of it is filled in. @param {Element} link */
  #showFilled(link) {
    const says = /** @type {HTMLElement | null} */ (link.parentElement?.querySelector("span"));
    if (says) says.hidden = !this.record || !this.#own(link.getAttribute("data-form") ?? "").size;
  }

  /** @param {FormRecord[]} others */
  #showOthers(others) {
    this.goOn.hidden = !others.length;
    this.others.replaceChildren(
      ...others.map(({ id, name, changed }) => {
        const when = t("web.records.changed", { moment: t("web.records.on_day", { day: day(changed) }) });
        return el("li", {}, el("a", { href: within(location.href, id) }, name), ` ${when}`);
      }),
    );
  }

  /** @param {FormRecord} record */
  #showRecord(record) {
    const parts = this.phases.map((phase) => {
      const { title } = this.#definition(phase.dataset.phase ?? "");
      const href = need(phase, "a[data-form]", "kijkraam-traject").getAttribute("href") ?? "";
      return { title, href, state: this.#state(phase) };
    });
    this.rule.textContent = keepRule(this.#entry(record));
    this.keepOn.hidden = !toAskAbout([record], () => true).length;
    if (!this.wheel.contains(document.activeElement)) this.wheel.replaceChildren(wheel(parts));
  }

  /** @param {string} id */
  #own(id) {
    return answersOf(this.answers, id);
  }

  /** @param {string} id */
  #definition(id) {
    return /** @type {Definition} */ (this.definitions.find((definition) => definition.id === id));
  }

  /** The forms of which something was filled in within this traject. */
  get filled() {
    return this.definitions.filter(({ id }) => this.#own(id).size);
  }

  /**
   * The questions of a form on one scale, by their answer; last those without one.
   * @param {Definition} definition
   * @param {string} scale
   */
  #byAnswer(definition, scale) {
    const answers = this.#own(definition.id);
    const questions = definition.panes.flatMap((pane) => pane.questions).filter((question) => question.scale === scale);
    const groups = (definition.scales[scale]?.answers ?? []).map(({ id, text }) => ({
      id,
      text,
      questions: questions.filter((question) => chosen(definition, question, answers)?.id === id),
    }));
    const seen = groups.flatMap((group) => group.questions);
    const rest = questions.filter((question) => !seen.includes(question));
    return [...groups, { id: "", text: t("web.traject.not_seen"), questions: rest }].filter((group) => group.questions.length);
  }

  /**
   * A phase is busy too when only a worksheet was filled in that begins in it.
   * @param {HTMLElement} phase
   * @returns {import("./wheel.js").State}
   */
  #state(phase) {
    const links = [...phase.querySelectorAll("[data-form]")];
    const forms = links.map((link) => link.getAttribute("data-form") ?? "").filter((id) => this.#first(id) === phase);
    const definition = this.#definition(phase.dataset.phase ?? "");
    if (!forms.some((id) => this.#own(id).size)) return "untouched";
    if (!this.#own(definition.id).size) return "busy";
    return this.#byAnswer(definition, STEPS).every(({ id }) => CLOSED.includes(id)) ? "done" : "busy";
  }

  /** The phase in which a form comes first. @param {string} id */
  #first(id) {
    return this.phases.find((phase) => phase.querySelector(`[data-form="${id}"]`));
  }

  /** @param {HTMLElement} phase */
  #showPhase(phase) {
    const definition = this.#definition(phase.dataset.phase ?? "");
    const place = need(phase, ".kijkraam-phase-state", "kijkraam-traject");
    const date = /** @type {HTMLInputElement} */ (need(phase, "input[type=date]", "kijkraam-traject"));
    if (date !== document.activeElement) date.value = written(this.#own(definition.id), `${definition.id}--date`);
    /** @type {HTMLElement} */ (date.parentElement).hidden = !this.record;
    if (!this.record) place.replaceChildren();
    else if (!this.#own(definition.id).size) place.replaceChildren(said("nothing"));
    else place.replaceChildren(...this.#part(definition, STEPS), ...this.#part(definition, RELATION));
  }

  /**
   * @param {Definition} definition
   * @param {string} scale
   */
  #part(definition, scale) {
    const groups = this.#byAnswer(definition, scale);
    const told = groups.filter(({ id }) => id);
    const rest = groups.find(({ id }) => !id);
    if (!groups.length) return [];
    const parts = [
      el(`h${Math.min(this.level + 1, 6)}`, {}, t(scale === STEPS ? "web.traject.steps" : "web.traject.relation")),
      ...told.map(({ text, questions }) => el("div", {}, el("p", { class: "kijkraam-label" }, text), textsOf(questions))),
    ];
    return rest
      ? [...parts, el("details", { class: "kijkraam-fold" }, el("summary", {}, rest.text), textsOf(rest.questions))]
      : parts;
  }

  /** @param {FormRecord} record */
  #showOverview(record) {
    const mode = this.answers.get(MODE) === "practice" ? "practice_is" : "together_is";
    const { problem } = this.store;
    const name = /** @type {HTMLInputElement} */ (
      el("input", { type: "text", id: "kijkraam-traject-rename", maxlength: 80, autocomplete: "off", value: record.name })
    );
    name.addEventListener("change", () => {
      this.heading.textContent = name.value.trim() || record.name;
      this.store.update(record.id, { name: this.heading.textContent });
    });
    this.heading.textContent = record.name;
    workWithin(record.id);
    this.begin.hidden = true;
    this.place.replaceChildren(
      ...(problem ? [problemNotice(problem, () => void this.store.retry())] : []),
      this.heading,
      said(mode),
      this.wheel,
      this.rule,
      el("p", { class: "kijkraam-buttons" }, does("leave_with", () => this.#showLeaving(record), PRIMARY), this.keepOn),
      el(
        "details",
        { class: "kijkraam-fold" },
        el("summary", {}, t("web.traject.to_another")),
        this.goOn,
        does("another", () => this.#toAnother()),
      ),
      el(
        "details",
        { class: "kijkraam-fold" },
        el("summary", {}, t("web.traject.to_rename")),
        el("p", { class: "kijkraam-field" }, el("label", { for: name.id }, t("web.traject.rename")), name),
      ),
    );
  }

  async #keepOn() {
    if (!this.record) return;
    toTop(this.heading);
    await this.store.update(this.record.id, { asked: new Date().toISOString() });
  }

  async #toAnother() {
    history.replaceState(null, "", location.pathname + location.search);
    this.message.hidden = true;
    await this.#beginAnother();
    this.#focusBegin();
  }

  #focusBegin() {
    /** @type {HTMLElement} */
    const heading = need(this.begin, "[tabindex]", "kijkraam-traject");
    toTop(heading);
  }

  /** @param {FormRecord} record */
  #entry(record) {
    const form = { title: t("web.traject.title"), url: location.pathname, keep: /** @type {const} */ ("ask") };
    return { record, store: this.store, form, title: form.title, sought: "" };
  }

  /** What goes with a traject. @param {FormRecord} record */
  #goes({ name }) {
    const titles = this.filled.map(({ title }) => title);
    return el("ul", {}, ...[t("web.traject.goes_name", { name }), ...titles].map((one) => el("li", {}, one)));
  }

  /** @param {FormRecord} record */
  async #take(record) {
    const entries = [this.#entry(record)];
    const password = await askToTake(this.root, entries);
    if (password === null) return;
    const { name } = await take(this.store, entries, password, 1);
    const there = el("a", { href: this.root.dataset.records }, t("web.traject.put_back"));
    this.#tell(t("web.records.take.done", { name }), there);
    this.message.scrollIntoView({ block: "center" });
  }

  /** Take it along, then wipe it. @param {FormRecord} record */
  async #showLeaving(record) {
    await this.refresh();
    const sheet = this.#sheet(record);
    this.heading.textContent = t("web.traject.leave_with");
    this.place.replaceChildren(
      this.heading,
      said("take_first"),
      el(
        "ul",
        { class: "kijkraam-traject-ways" },
        el("li", {}, does("file", () => this.#take(record)), said("file_goes")),
        el("li", {}, does("print", () => printPage(sheet)), said("print_goes")),
      ),
      said("then_wipe"),
      this.#goes(record),
      el(
        "p",
        { class: "kijkraam-buttons" },
        does("wipe", () => this.#wipe(record), "kijkraam-button--grave"),
        does("not_yet", () => this.open(record.id).then(() => toTop(this.heading))),
      ),
      sheet,
    );
    toTop(this.heading);
  }

  /** Everything that was filled in, for paper. @param {FormRecord} record */
  #sheet({ name }) {
    return el(
      "section",
      { class: SHEET },
      el(`h${this.level}`, {}, name),
      ...this.filled.map((definition) => sheetOf(definition, this.#own(definition.id), Math.min(this.level + 1, 6))),
    );
  }

  /** The browser is about to print this page: what was filled in goes along, behind what is on the screen. */
  toPaper() {
    if (!this.record || !this.filled.length || this.root.querySelector(`.${SHEET}`)) return;
    const sheet = this.#sheet(this.record);
    this.root.append(sheet);
    addEventListener("afterprint", () => sheet.remove(), { once: true });
  }

  /** @param {FormRecord} record */
  async #wipe(record) {
    const answer = await ask(this.root, {
      title: t("web.traject.wipe_sure"),
      content: [said("goes"), this.#goes(record), said("no_way_back")],
      choices: [
        { label: t("web.traject.wipe"), value: "wipe", look: "grave" },
        { label: t("web.traject.not_yet"), value: "", first: true },
      ],
    });
    if (answer !== "wipe") return;
    this.record = null;
    await this.store.wipe([record.id]);
    history.replaceState(null, "", location.pathname + location.search);
    await this.#beginAnother();
    this.#focusBegin();
    this.#tell(t("web.traject.wiped", { name: record.name }));
  }
}

/**
 * Go on from a heading: it stands at the top, with what belongs to it below.
 * @param {HTMLElement} heading
 */
function toTop(heading) {
  heading.focus({ preventScroll: true });
  heading.scrollIntoView();
}
