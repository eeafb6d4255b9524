// A scorelijst in its steps: danger first, one's own estimate, and only then a count, which decides nothing.
import { el, need } from "../dom.js";
import { language, t } from "../phrases.js";
import { listed } from "../result/answers.js";
import { button } from "./button.js";

/**
 * @typedef {object} Hooks
 * @property {() => Promise<unknown>} wipe takes away the record and every trace of it
 * @property {AbortSignal} signal ends everything, when the form leaves the page
 */
/** @typedef {"danger" | "estimate" | "all"} Open how far the steps are open */

/** @param {string} text */
function withinSentence(text) {
  return text.charAt(0).toLocaleLowerCase(language()) + text.slice(1);
}

/** @param {Element | null | undefined} element */
function textOf(element) {
  return element?.textContent?.trim() ?? "";
}

class ScoreList {
  /**
   * @param {HTMLElement} root
   * @param {Hooks} hooks
   */
  constructor(root, hooks) {
    this.root = root;
    this.hooks = hooks;
    this.form = /** @type {HTMLFormElement} */ (need(root, "form", "kijkraam-form"));
    this.counts = need(this.form, ".kijkraam-count", "kijkraam-form");
    this.danger = this.form.querySelector(".kijkraam-danger");
    this.addends = el("ul", { class: "kijkraam-addends" });
    this.result = el("p", { class: "kijkraam-result", role: "status" });
    this.grave = el("p", { class: "kijkraam-grave-said", role: "status" });
    // What is for a pen stays for paper.
    for (const pen of this.counts.children) pen.toggleAttribute("hidden", true);
    this.counts.append(this.addends, this.result);
    this.form.querySelector(".kijkraam-grave-rule")?.after(this.grave);
    if (this.danger) this.#askDanger(this.danger);
    this.#askEstimate();
    this.form.addEventListener("change", () => this.refresh(), { signal: hooks.signal });
    this.#open(this.danger ? "danger" : this.estimate ? "estimate" : "all");
    this.refresh();
  }

  get estimate() {
    return [...this.form.querySelectorAll('[data-step="estimate"]')].at(-1);
  }

  get chosen() {
    const inputs = /** @type {HTMLInputElement[]} */ ([...this.form.querySelectorAll("[data-points]:checked")]);
    return inputs.map((input) => ({
      question: textOf(input.closest("fieldset")?.querySelector("legend")),
      answer: textOf(input.nextElementSibling),
      points: Number(input.dataset.points),
      grave: input.dataset.grave !== undefined,
    }));
  }

  /** @returns {string[]} the questions of the count without an answer */
  get missing() {
    const asked = [...this.form.querySelectorAll(".kijkraam-counted")].filter((one) => one.querySelector("[type=radio]"));
    return asked.filter((one) => !one.querySelector(":checked")).map((one) => textOf(one.querySelector("legend")));
  }

  /** @param {Open} open */
  #open(open) {
    this.root.dataset.open = open;
    // What was hidden has a width now: the theme looks anew which tables scroll, so that the keyboard reaches them.
    dispatchEvent(new Event("resize"));
  }

  /** @param {Element} danger */
  #askDanger(danger) {
    const help = /** @type {HTMLElement} */ (need(danger, ".kijkraam-danger-help", "kijkraam-form"));
    const stop = /** @type {HTMLElement} */ (need(help, ".kijkraam-danger-stop", "kijkraam-form"));
    stop.tabIndex = -1;
    help.hidden = true;
    const answers = ["yes", "maybe", "no"].map((answer) => {
      const made = button(t(`web.scorelist.${answer}`), () => choose(made, answer), { "aria-pressed": "false" });
      return made;
    });
    /** @param {HTMLElement} made @param {string} answer */
    const choose = async (made, answer) => {
      for (const one of answers) one.setAttribute("aria-pressed", String(one === made));
      help.hidden = answer === "no";
      this.#open(answer === "no" ? (this.estimate && !this.chosen.length ? "estimate" : "all") : "danger");
      if (answer === "no") return;
      stop.focus();
      this.form.reset();
      this.refresh();
      await this.hooks.wipe();
    };
    const ask = need(danger, ".kijkraam-danger-ask", "kijkraam-form");
    ask.toggleAttribute("hidden", true);
    ask.after(
      el("div", { class: "kijkraam-buttons", role: "group", "aria-label": textOf(danger.querySelector("h2, h3, h4, h5, h6")) }, ...answers),
    );
  }

  #askEstimate() {
    const toCount = () => {
      this.#open("all");
      /** @type {HTMLElement | null} */
      const heading = this.form.querySelector('[data-step="count"] :is(h2, h3, h4, h5, h6)');
      heading?.setAttribute("tabindex", "-1");
      heading?.focus();
    };
    const on = button(t("web.scorelist.on"), toCount, { class: "kijkraam-button kijkraam-button--primary kijkraam-to-count" });
    this.estimate?.append(on);
  }

  /** Say anew what was chosen; to be called when answers change without anyone choosing. */
  refresh() {
    const { chosen, missing } = this;
    this.addends.replaceChildren(
      ...chosen.map(({ question, answer, points }) => el("li", {}, t("web.scorelist.addend", { question, answer, points }))),
    );
    this.#say(this.result, this.#resultOf(chosen, missing));
    this.#say(this.grave, this.#graveOf(chosen));
  }

  /**
   * @param {HTMLElement} place
   * @param {string} text
   */
  #say(place, text) {
    if (place.textContent !== text) place.textContent = text;
  }

  /**
   * @param {ScoreList["chosen"]} chosen
   * @param {string[]} missing
   */
  #resultOf(chosen, missing) {
    if (missing.length) return t("web.scorelist.missing", { questions: listed(missing.map(withinSentence)) });
    const count = chosen.reduce((sum, { points }) => sum + points, 0);
    return t("web.scorelist.result", { count });
  }

  /** @param {ScoreList["chosen"]} chosen */
  #graveOf(chosen) {
    const grave = chosen.filter((one) => one.grave);
    const where = [...new Set(grave.map(({ answer }) => answer))].map((answer) => {
      const questions = grave.filter((one) => one.answer === answer).map(({ question }) => withinSentence(question));
      return t("web.scorelist.grave_at", { answer: withinSentence(answer), questions: listed(questions) });
    });
    return where.length ? t("web.scorelist.grave", { where: listed(where) }) : "";
  }
}

/**
 * Make a form of kind `scorelijst` go step by step.
 * @param {HTMLElement} root the element around the form, with the answers already in it
 * @param {import("./definition.js").Definition} _definition
 * @param {Hooks} hooks
 * @returns {{refresh: () => void}}
 */
export function startScoreList(root, _definition, hooks) {
  return new ScoreList(root, hooks);
}
