// What a client tells: one question at a time, read aloud if there is a voice for it, and ended as the client wants.
import { announce, el, need } from "../dom.js";
import { t } from "../phrases.js";
import { longDate } from "../result/answers.js";
import { printPage } from "../result/take.js";
import { button } from "./button.js";
import { readingAloud, spoken } from "./reading.js";

/** @typedef {import("./fields.js").Control} Control */
/** @typedef {"start" | "ask" | "end" | "show" | "page" | "gone"} View what is on the screen; "page" is all questions under each other */
/**
 * @typedef {object} Hooks
 * @property {(field: string) => import("./definition.js").Value} get
 * @property {(field: string, value: string) => unknown} set
 * @property {() => Promise<unknown>} wipe takes away the record and every trace of it
 * @property {AbortSignal} signal ends everything, when the form leaves the page
 */

/** An answer that says: not this. Nobody is shown it. */
const SKIPPED = "sla-over";
/** Places that are no question: no id looks like these. */
const END = "--end";
const SHOW = "--show";
const MAIN = { class: "kijkraam-button kijkraam-button--primary" };

/**
 * What was given to a question, as it stands in the page.
 * @param {Element} screen
 * @returns {string[]}
 */
function given(screen) {
  const controls = [...screen.querySelectorAll("input, textarea")];
  const told = controls.map((control) => {
    const { type, value } = /** @type {Control} */ (control);
    if (type === "date") return value && longDate(value);
    if (type !== "radio" && type !== "checkbox") return value.trim();
    return control.matches(":checked") && value !== SKIPPED ? (control.closest("label")?.textContent?.trim() ?? "") : "";
  });
  return told.filter(Boolean);
}

/** @param {Element} screen */
function questionOf(screen) {
  return screen.querySelector("legend, .kijkraam-question, label")?.textContent.trim() ?? "";
}

/**
 * @param {string} key
 * @param {() => void} act
 * @param {{class: string}} [look]
 */
function does(key, act, look) {
  return button(t(`web.experience.${key}`), act, look);
}

/** @param {(Node | null)[]} made */
function buttons(...made) {
  return el("div", { class: "kijkraam-buttons" }, ...made);
}

/** @param {string} key */
function said(key) {
  return el("p", {}, t(`web.experience.${key}`));
}

class Experience {
  /** @type {View} */
  view = "start";
  place = 0;

  /**
   * @param {HTMLElement} root
   * @param {import("./definition.js").Definition} definition
   * @param {Hooks} hooks
   */
  constructor(root, definition, hooks) {
    const { id, title } = definition;
    this.root = root;
    this.hooks = hooks;
    this.id = id;
    this.modeField = `${id}--mode`;
    this.form = /** @type {HTMLFormElement} */ (need(root, "form", "kijkraam-form"));
    this.items = /** @type {HTMLElement[]} */ ([...this.form.querySelectorAll("[data-item]")]);
    this.core = this.items.filter((item) => item.dataset.core !== undefined);
    this.closing = /** @type {HTMLElement[]} */ ([...this.form.querySelectorAll(".kijkraam-reflection li")]);
    this.level = Number(root.querySelector(".kijkraam-head :is(h1, h2, h3, h4)")?.tagName[1] ?? 1) + 1;

    this.reading = readingAloud(() => this.#words(), hooks.signal);
    this.position = el("p", { class: "kijkraam-position", id: `${id}--position` });
    this.stop = does("stop", () => this.#go(END));
    this.bar = el("div", { class: "kijkraam-ask-bar" }, this.position, this.reading.button, this.stop);
    this.resume = this.#makeResume();
    this.start = this.#makeStart();
    this.nav = buttons(
      does("back", () => this.#back()),
      does("on", () => this.#ask(this.place + 1), MAIN),
    );
    this.below = buttons(
      does("one_by_one", () => this.#go("")),
      does("done", () => this.#go(END), MAIN),
    );
    this.end = this.#makeEnd();
    this.answers = el("div");
    this.sheet = this.#makeSheet(title);
    this.gone = el("section", {}, this.#heading("gone"), said("gone_means"), does("to_start", () => this.#go("")), this.#help());
    /** @type {[HTMLElement, View[]][]} in which views each part stands */
    this.parts = [
      [this.start, ["start"]],
      [this.bar, ["start", "ask", "end", "show", "page"]],
      [this.nav, ["ask"]],
      [this.below, ["page"]],
      [this.end, ["end"]],
      [this.sheet, ["show"]],
      [this.gone, ["gone"]],
    ];
    for (const screen of [...this.items, ...this.closing]) screen.tabIndex = -1;
    for (const [part] of this.parts) part.dataset.own = "";
    need(root, ".kijkraam-head", "kijkraam-form").after(this.bar);
    this.form.before(this.start);
    this.form.after(this.nav, this.below, this.end, this.sheet, this.gone);
    this.form.addEventListener("keydown", (event) => this.#onKey(event), { signal: hooks.signal });
    // Back and forth within a page: the theme keeps "popstate" to itself.
    addEventListener("hashchange", () => this.#follow(), { signal: hooks.signal });
    this.#follow();
  }

  #makeResume() {
    return el(
      "div",
      {},
      said("still_here"),
      buttons(does("resume", () => this.#ask(this.#firstOpen()), MAIN), does("nothing", () => this.#wipe())),
    );
  }

  /** What to mind with somewhere to turn to: it stood above the questions, and may matter more after them. */
  #help() {
    const cautions = [...this.root.querySelectorAll(".kijkraam-notice--caution li")].filter((one) => one.querySelector("a"));
    return el("div", {}, ...cautions.map((caution) => el("p", {}, ...[...caution.childNodes].map((node) => node.cloneNode(true)))));
  }

  #makeStart() {
    const [few, all] = [this.core.length, this.items.length];
    const choices = [
      few && few < all ? button(t("web.experience.short", { n: few }), () => this.#begin("short")) : null,
      button(t("web.experience.all", { n: all }), () => this.#begin("panes")),
    ];
    return el(
      "section",
      { class: "kijkraam-start" },
      this.#heading("start"),
      said("how"),
      said("kept"),
      this.resume,
      buttons(...choices),
      buttons(does("page", () => this.#show("page"))),
    );
  }

  #makeEnd() {
    /** @type {[string, () => void][]} */
    const endings = [
      ["nothing", () => this.#wipe()],
      ["print", () => this.#print()],
      ["let_see", () => this.#go(SHOW)],
    ];
    return el(
      "section",
      {},
      this.#heading("end"),
      said("end_choice"),
      el("ul", { class: "kijkraam-endings" }, ...endings.map(([key, act]) => el("li", {}, does(key, act), said(`${key}_means`)))),
      buttons(
        does("to_questions", () => this.#ask(this.place)),
        does("to_start", () => this.#go("")),
      ),
      this.#help(),
    );
  }

  /** @param {string} title */
  #makeSheet(title) {
    return el(
      "section",
      { class: "kijkraam-sheet" },
      this.#heading("answers"),
      el("p", { class: "kijkraam-sheet-title" }, title),
      el("p", { class: "kijkraam-sheet-who" }, t("web.experience.who")),
      this.answers,
      buttons(does("close", () => this.#go(END))),
    );
  }

  /** @param {string} key */
  #heading(key) {
    return el(`h${this.level}`, { tabindex: -1 }, t(`web.experience.${key}`));
  }

  /** Whether the client chose how to do this; until then nothing was begun. */
  get mode() {
    return this.hooks.get(this.modeField);
  }

  get asked() {
    return this.mode === "short" ? this.core : this.items;
  }

  get screens() {
    return [...this.asked, ...this.closing];
  }

  /** @param {"short" | "panes"} mode */
  #begin(mode) {
    this.hooks.set(this.modeField, mode);
    this.#ask(0);
  }

  /** @param {number} place */
  #ask(place) {
    if (!this.mode) this.hooks.set(this.modeField, "panes");
    const screen = this.screens[place];
    this.#go(screen ? this.#name(screen) : END);
  }

  #back() {
    if (this.place) this.#ask(this.place - 1);
    else this.#go("");
  }

  #firstOpen() {
    return Math.max(
      this.asked.findIndex((item) => !given(item).length),
      0,
    );
  }

  /** @param {HTMLElement} screen */
  #name(screen) {
    return screen.dataset.item ?? `--${this.closing.indexOf(screen)}`;
  }

  /**
   * Every place has an address, so that the browser's own way back leads to the question before. It is no id of the
   * page: the browser would scroll to that.
   * @param {string} name
   */
  #go(name) {
    const hash = name && `#${this.id}=${name}`;
    if (location.hash !== hash) history.pushState(null, "", hash || location.pathname + location.search);
    this.#follow();
  }

  /** Show what the address asks for. */
  #follow() {
    const hash = location.hash.slice(1);
    const name = new URLSearchParams(hash).get(this.id);
    const place = this.screens.findIndex((screen) => this.#name(screen) === name);
    if (!hash) this.#show("start");
    else if (name === END) this.#show("end");
    else if (name === SHOW) this.#show("show");
    else if (place >= 0 && this.mode) this.#show("ask", place);
    else if (document.getElementById(hash)?.closest("form") === this.form) this.#show("page");
    else if (!this.root.dataset.view) this.#show("start");
  }

  /**
   * @param {View} view
   * @param {number} [place]
   */
  #show(view, place = this.place) {
    const opening = !this.root.dataset.view;
    this.reading.stop();
    this.view = view;
    this.place = place;
    this.root.dataset.view = view;
    this.root.toggleAttribute("data-alone", ["ask", "end", "show", "gone"].includes(view));
    for (const [part, views] of this.parts) part.hidden = !views.includes(view);
    for (const current of this.form.querySelectorAll("[data-current]")) current.removeAttribute("data-current");
    this.resume.hidden = !this.mode;
    this.stop.hidden = view !== "ask" && view !== "page";
    this.position.textContent = "";
    if (view === "ask") this.#showQuestion();
    if (view === "show") this.answers.replaceChildren(this.#list());
    if (view === "page") this.#toPage();
    else if (!opening || view !== "start") this.#focus();
    // What was said of storing is no longer true once all is wiped, and stands beside the way on.
    if (view === "end" || view === "gone") announce("");
  }

  /** To the part that the address names, else to the first. */
  #toPage() {
    const named = document.getElementById(location.hash.slice(1));
    const place = /** @type {HTMLElement | null} */ (named ?? this.form.querySelector("section > :is(h2, h3, h4)"));
    place?.scrollIntoView();
    if (named) return;
    place?.setAttribute("tabindex", "-1");
    place?.focus({ preventScroll: true });
  }

  #showQuestion() {
    const screen = this.screens[this.place];
    const asked = this.asked;
    screen.toggleAttribute("data-current", true);
    screen.closest("section")?.toggleAttribute("data-current", true);
    screen.setAttribute("aria-describedby", this.position.id);
    this.position.textContent =
      this.place < asked.length
        ? t("web.experience.position", { number: this.place + 1, of: asked.length })
        : t("web.experience.closing");
  }

  #focus() {
    const part = this.parts.find(([part, views]) => part !== this.bar && views.includes(this.view))?.[0];
    const place = this.view === "ask" ? this.screens[this.place] : part?.querySelector("[tabindex]");
    if (this.view !== "start") scrollTo(0, 0);
    /** @type {HTMLElement | null | undefined} */ (place)?.focus({ preventScroll: this.view !== "start" });
  }

  /** What is read aloud: at a question not what stands around it. */
  #words() {
    return this.view === "ask" ? [this.position.textContent ?? "", ...spoken(this.form)] : spoken(this.root);
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const isChoice = event.target instanceof HTMLInputElement && event.target.type !== "date";
    if (event.key !== "Enter" || !isChoice || this.view !== "ask") return;
    event.preventDefault();
    this.#ask(this.place + 1);
  }

  #list() {
    const told = [...this.items, ...this.closing].map((screen) => ({ question: questionOf(screen), answer: given(screen) }));
    const some = told.filter(({ answer }) => answer.length);
    if (!some.length) return el("p", {}, t("web.experience.empty"));
    return el(
      "dl",
      {},
      ...some.map(({ question, answer }) =>
        el("div", {}, el("dt", {}, question), ...answer.map((words) => el("dd", {}, words))),
      ),
    );
  }

  #print() {
    this.answers.replaceChildren(this.#list());
    this.sheet.hidden = false;
    addEventListener("afterprint", () => (this.sheet.hidden = this.view !== "show"), { once: true });
    printPage(this.sheet);
  }

  async #wipe() {
    this.form.reset();
    await this.hooks.wipe();
    this.answers.replaceChildren();
    this.place = 0;
    history.replaceState(null, "", location.pathname + location.search);
    this.#show("gone");
  }
}

/**
 * Make a form of kind `ervaring` ask one question at a time.
 * @param {HTMLElement} root the element around the form, with the answers already in it
 * @param {import("./definition.js").Definition} definition
 * @param {Hooks} hooks
 */
export function startExperience(root, definition, hooks) {
  return new Experience(root, definition, hooks);
}
