// Typing in paper forms fast: one question at a time, one key per answer. Keys are letters of the answers themselves.

import { announce, el } from "../dom.js";
import { button } from "../form/button.js";
import { t } from "../phrases.js";
import { teamQuestions } from "./questions.js";

/** @typedef {import("./counts.js").Person} Person */
/** @typedef {import("./questions.js").Form} Form */
/** @typedef {import("../result/answers.js").Choice} Choice */

const BACK = "Backspace";
const NONE = " ";
const STAR = "*";
/** A person chooses at most three things to talk about. */
const MOST_STARS = 3;

/**
 * A key for each answer: the first letter of its words that no other has.
 * @param {Choice[]} choices
 * @returns {Map<string, Choice>}
 */
export function keysOf(choices) {
  /** @type {Map<string, Choice>} */
  const keys = new Map();
  for (const choice of choices) {
    const letters = [...`${choice.text}abcdefghijklmnopqrstuvwxyz`.toLowerCase()].filter((one) => /[a-z]/.test(one));
    const key = letters.find((letter) => !keys.has(letter));
    if (key) keys.set(key, choice);
  }
  return keys;
}

/** @typedef {{add: (person: Person) => void, takeBack: (key: string) => void}} Told */

export class Paper {
  /** @type {Form | null} */
  #form = null;
  /** @type {Record<string, string>} */
  #ratings = {};
  /** @type {string[]} */
  #stars = [];
  /** @type {string[]} the keys of the sheets that are in */
  #sheets = [];
  #place = 0;
  #made = 0;

  /** @param {Told} told */
  constructor(told) {
    this.told = told;
    this.short = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox", autocomplete: "off" }));
    this.shortLabel = el("label", { class: "kijkraam-tick" }, this.short, " ", t("web.team.paper.short"));
    this.count = el("p", { class: "kijkraam-label" });
    this.question = el("p", { class: "kijkraam-paper-question", id: "kijkraam-paper-question", tabindex: -1 });
    this.answers = el("div", { class: "kijkraam-paper-answers", role: "group", "aria-labelledby": this.question.id });
    this.more = el(
      "div",
      { class: "kijkraam-buttons" },
      this.#key("none", NONE, () => this.#give(null)),
      this.#key("star", STAR, () => this.#star()),
      this.#key("back", BACK, () => this.#back()),
    );
    this.said = el("p", { class: "kijkraam-paper-said" });
    this.undo = button(t("web.team.paper.undo"), () => this.#undo(), { hidden: true });
    this.element = el(
      "div",
      { class: "kijkraam-paper" },
      el("p", {}, t("web.team.paper.how")),
      this.shortLabel,
      this.count,
      this.question,
      this.answers,
      this.more,
      this.said,
      this.undo,
    );
    this.short.addEventListener("change", () => this.#toFirstOpen());
    this.element.addEventListener("keydown", (event) => this.#press(event));
  }

  /** @param {Form} form */
  show(form) {
    if (form === this.#form) return;
    this.#form = form;
    this.#sheets = [];
    this.said.textContent = "";
    this.undo.hidden = true;
    const hasCore = teamQuestions(form).some(({ core }) => core);
    this.short.checked = hasCore;
    this.shortLabel.hidden = !hasCore;
    this.#begin();
  }

  /** The sheets that were typed in are counted for good. */
  forget() {
    this.#sheets = [];
    this.undo.hidden = true;
  }

  get #questions() {
    const all = this.#form ? teamQuestions(this.#form) : [];
    return this.short.checked ? all.filter(({ core }) => core) : all;
  }

  /**
   * @param {string} name
   * @param {string} key
   * @param {() => void} act
   */
  #key(name, key, act) {
    const shown = key === STAR ? STAR : t(`web.team.paper.key.${name}`);
    const made = button("", act, { "aria-keyshortcuts": key === NONE ? "Space" : key });
    made.append(t(`web.team.paper.${name}`), " ", el("kbd", {}, shown));
    return made;
  }

  /** Other questions are asked: what of this sheet was typed in stays, and the first that is open comes. */
  #toFirstOpen() {
    const place = this.#questions.findIndex(({ id }) => !(id in this.#ratings));
    this.#place = place < 0 ? this.#questions.length - 1 : place;
    this.#draw();
  }

  /** Begin a sheet. */
  #begin() {
    this.#ratings = {};
    this.#stars = [];
    this.#place = 0;
    this.#draw();
  }

  #draw() {
    const questions = this.#questions;
    const question = questions[this.#place];
    const blanks = { sheet: this.#sheets.length + 1, place: this.#place + 1, all: questions.length };
    this.count.textContent = t("web.team.paper.place", blanks);
    const star = this.#stars.includes(question.id) ? ` (${t("web.result.starred")})` : "";
    this.question.textContent = question.text + star;
    this.answers.replaceChildren(
      ...[...keysOf(question.choices)].map(([key, choice]) => {
        const isGiven = this.#ratings[question.id] === choice.id;
        const made = button("", () => this.#give(choice.id), {
          "aria-keyshortcuts": key,
          "aria-pressed": String(isGiven),
        });
        made.append(choice.text, " ", el("kbd", {}, key));
        return made;
      }),
    );
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target === this.short) return;
    // To the theme letters are shortcuts to other pages.
    event.stopPropagation();
    const question = this.#questions[this.#place];
    const choice = keysOf(question.choices).get(event.key.toLowerCase());
    const isOnButton = event.target instanceof HTMLButtonElement;
    if (choice) this.#give(choice.id);
    else if (event.key === BACK) this.#back();
    else if (event.key === STAR) this.#star();
    else if (event.key === NONE && !isOnButton) this.#give(null);
    else return;
    event.preventDefault();
  }

  /** @param {string | null} answer */
  #give(answer) {
    const questions = this.#questions;
    const { id } = questions[this.#place];
    if (answer) this.#ratings[id] = answer;
    else delete this.#ratings[id];
    this.#place += 1;
    if (this.#place === questions.length) this.#finish();
    else this.#draw();
    this.question.focus();
  }

  #finish() {
    if (Object.keys(this.#ratings).length) {
      this.#made += 1;
      const key = `paper ${Date.now()} ${this.#made}`;
      this.#sheets.push(key);
      this.told.add({ key, from: "paper", ratings: this.#ratings, stars: this.#stars });
      this.#say(t("web.team.paper.added", { sheet: this.#sheets.length }));
    } else this.#say(t("web.team.paper.empty"));
    this.undo.hidden = !this.#sheets.length;
    this.#begin();
  }

  #star() {
    const { id } = this.#questions[this.#place];
    const has = this.#stars.includes(id);
    if (!has && this.#stars.length === MOST_STARS) {
      this.#say(t("web.team.paper.stars"));
      return;
    }
    this.#stars = has ? this.#stars.filter((one) => one !== id) : [...this.#stars, id];
    this.#draw();
    this.question.focus();
  }

  #back() {
    this.#place = Math.max(0, this.#place - 1);
    this.#draw();
    this.question.focus();
  }

  /** Take the sheet before back out. */
  #undo() {
    const key = this.#sheets.pop();
    if (!key) return;
    this.told.takeBack(key);
    this.undo.hidden = !this.#sheets.length;
    this.#say(t("web.team.paper.undone", { sheet: this.#sheets.length + 1 }));
    this.#draw();
    this.question.focus();
  }

  /** @param {string} text */
  #say(text) {
    this.said.textContent = text;
    announce(text);
  }
}
