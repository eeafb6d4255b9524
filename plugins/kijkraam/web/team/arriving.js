// What comes in for a form: codes, files and sheets of paper. People are apart here, and only as long as the page is open.

import { el } from "../dom.js";
import { t } from "../phrases.js";
import { readEntries } from "../storage/transfer.js";
import { choiceField, fold } from "./blocks.js";
import { inGroups } from "./code.js";
import { Files } from "./files.js";
import { bringForm } from "./forms.js";
import { Paper } from "./paper.js";
import { FEW_CODES, Pasted } from "./pasted.js";

/** @typedef {import("./counts.js").Person} Person */
/** @typedef {import("./forms.js").Known} Known */
/** @typedef {import("./questions.js").Form} Form */
/**
 * @typedef {object} Told
 * @property {(form: Form | null) => void} chosen another form was chosen: nothing of the one before is there any more
 * @property {(key: string) => boolean} isKept whether a person is in the picture that was kept
 * @property {() => void} changed
 */

export class Arriving {
  /** @type {Form | null} */
  form = null;
  /** @type {Person[]} */
  #typed = [];
  /** @type {Promise<boolean>} The choice of a form that may still be on its way. */
  #choosing = Promise.resolve(false);

  /**
   * @param {Element} root
   * @param {Known[]} known the forms that make codes
   * @param {Told} told
   */
  constructor(root, known, told) {
    this.known = known;
    this.told = told;
    const none = { value: "", text: t("web.team.form.none") };
    const titles = known.map(({ id, title }) => ({ value: id, text: title }));
    const choice = choiceField("kijkraam-team-form", t("web.team.form.label"), [none, ...titles], (id) => void this.choose(id));
    this.select = choice.select;
    this.pasted = new Pasted(known, {
      form: () => this.form,
      choose: (id) => this.choose(id),
      isKept: told.isKept,
      changed: () => this.#changed(),
    });
    this.files = new Files(root, t("web.team.files.choose"), {
      form: (text) => this.#formFor(text),
      isKnown: (key) => this.people.some((person) => person.key === key) || told.isKept(key),
      changed: () => this.#changed(),
    });
    this.paper = new Paper({
      add: (person) => this.#type([...this.#typed, person]),
      takeBack: (key) => this.#type(this.#typed.filter((person) => person.key !== key)),
    });
    this.paperFold = fold(t("web.team.paper.title"), this.paper.element);
    this.paperFold.hidden = true;
    this.twins = el("ul", { class: "kijkraam-team-said", "data-kijkraam-twins": true, "aria-live": "polite" });
    this.count = el("strong", { "data-kijkraam-participants": true }, "0");
    this.content = [
      choice.field,
      this.pasted.field,
      el("p", { class: "kijkraam-team-count" }, t("web.team.count"), " ", this.count),
      this.pasted.said,
      this.twins,
      this.pasted.camera.element,
      fold(t("web.team.files.title"), el("p", {}, t("web.team.files.how")), this.files.element),
      this.paperFold,
    ];
  }

  /** Everyone of whom answers came in. */
  get people() {
    return [...this.pasted.people, ...this.#typed, ...this.files.people];
  }

  /** Whether there is something that belongs to this form only: first that goes, then one can choose another. */
  get isOfOneForm() {
    return Boolean(this.#typed.length || this.files.batches.length);
  }

  /** Whether anything came in since the picture was kept. */
  get isFresh() {
    return Boolean(this.people.length || this.files.counts.length);
  }

  #changed() {
    this.#tellTwins();
    this.told.changed();
  }

  /** Tell which codes may be of someone whose sheet is in a file too: that person would count twice. */
  #tellTwins() {
    const codes = this.pasted.people;
    const sheets = new Set(this.files.people.flatMap(({ nonce }) => nonce ?? []));
    const isFew = codes.length + sheets.size <= FEW_CODES;
    const twins = codes.filter(({ nonce }) => isFew && nonce !== undefined && sheets.has(nonce));
    const said = twins.map(({ key }) => t("web.team.mistake.same_sheet", { code: inGroups(key.replace(/^code /, "")) }));
    if (said.join() === [...this.twins.children].map((line) => line.textContent).join()) return;
    this.twins.replaceChildren(...said.map((text) => el("li", {}, text)));
  }

  /** @param {Person[]} people whose sheets were typed in */
  #type(people) {
    this.#typed = people;
    this.#changed();
  }

  /**
   * @param {string} id of a form, or nothing
   * @returns {Promise<boolean>} whether it is there
   */
  choose(id) {
    this.#choosing = this.#choose(id);
    return this.#choosing;
  }

  /** @param {string} id */
  async #choose(id) {
    this.select.value = id;
    const form = id ? await bringForm(id).catch(() => null) : null;
    if (this.select.value !== id) return false;
    this.form = form;
    this.#typed = [];
    this.files.forget();
    this.paperFold.hidden = !form;
    if (form) this.paper.show(form);
    this.told.chosen(form);
    if (id && !form) this.pasted.say([t("web.team.form.not_there")]);
    else await this.pasted.read();
    return form !== null;
  }

  /**
   * The form that a file is read for: the one that was chosen, or the one of its first record.
   * @param {string} text
   */
  async #formFor(text) {
    await this.#choosing;
    if (this.form) return this.form;
    const { entries } = await readEntries(text.replace(/^\ufeff/, ""));
    const first = entries.find(({ form }) => this.known.some(({ id }) => id === form));
    if (first) await this.choose(first.form);
    return this.form;
  }

  /** What came in is counted for good. */
  forget() {
    this.pasted.forget();
    this.#typed = [];
    this.files.forget();
    this.paper.forget();
  }
}
