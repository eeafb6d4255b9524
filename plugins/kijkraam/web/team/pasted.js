// The field for codes: whose codes stand in it, and what is said of all that is no code of the form.

import { el } from "../dom.js";
import { t } from "../phrases.js";
import { Camera, canScan } from "./camera.js";
import { ratingsOf } from "./code.js";
import { findCodes, nameOf } from "./find.js";
import { aboutCode } from "./left.js";

/** @typedef {import("./counts.js").Person} Person */
/** @typedef {import("./find.js").Found} Found */
/** @typedef {import("./forms.js").Known} Known */
/** @typedef {import("./questions.js").Form} Form */
/**
 * @typedef {object} Told
 * @property {() => Form | null} form that was chosen
 * @property {(id: string) => Promise<unknown>} choose the form of a code
 * @property {(key: string) => boolean} isKept whether a person is in the picture that was kept
 * @property {() => void} changed
 */

const MOST_CHARACTERS = 500_000;
/** Codes of one record share a number. Among more codes than this two people may well have the same one. */
export const FEW_CODES = 30;

export class Pasted {
  /** @type {Person[]} */
  people = [];

  /**
   * @param {Known[]} known the forms that make codes
   * @param {Told} told
   */
  constructor(known, told) {
    this.known = known;
    this.told = told;
    this.area = /** @type {HTMLTextAreaElement} */ (
      el("textarea", {
        id: "kijkraam-team-codes",
        rows: 6,
        autocomplete: "off",
        autocapitalize: "characters",
        spellcheck: "false",
        "aria-describedby": "kijkraam-team-codes-how",
        "data-kijkraam-codes": true,
      })
    );
    this.field = el(
      "p",
      { class: "kijkraam-field" },
      el("label", { for: this.area.id }, t("web.team.codes.label")),
      el("small", { id: "kijkraam-team-codes-how" }, t("web.team.codes.how")),
      this.area,
    );
    this.said = el("ul", { class: "kijkraam-team-said", "data-kijkraam-mistakes": true, "aria-live": "polite" });
    this.camera = new Camera((text) => {
      this.area.value = `${this.area.value.trimEnd()}\n${text}`.trimStart();
      void this.read();
    });
    this.camera.element.hidden = true;
    this.area.addEventListener("input", () => void this.read());
  }

  async offerCamera() {
    this.camera.element.hidden = !(await canScan());
  }

  /** Read what stands in the field. The first code of a known form chooses that form. */
  async read() {
    const text = this.area.value;
    if (text.length > MOST_CHARACTERS) {
      this.people = [];
      this.say([t("web.team.codes.too_long")]);
      this.told.changed();
      return;
    }
    const form = this.told.form();
    const found = findCodes(text, form?.code ?? null, this.known.map(({ hash }) => hash));
    if (!form && found.some(({ type }) => type === "other")) {
      await this.#chooseOf(found);
      return;
    }
    this.people = [];
    const said = found.flatMap((one) => this.#take(one, found, form));
    if (text.trim() && !found.length) said.push(t("web.team.codes.none"));
    this.say(said);
    this.told.changed();
  }

  /** @param {Found[]} found */
  async #chooseOf(found) {
    const other = found.find((one) => one.type === "other");
    const known = other?.type === "other" && this.known.find(({ hash }) => hash === other.form);
    if (known) await this.told.choose(known.id);
  }

  /**
   * Take the person of a code in.
   * @param {Found} one
   * @param {Found[]} found all, in the order of the text
   * @param {Form | null} form
   * @returns {string[]} what is said of it
   */
  #take(one, found, form) {
    if (one.type !== "code" || !form?.code) {
      const title = one.type === "other" ? this.known.find(({ hash }) => hash === one.form)?.title : "";
      return [aboutCode(one, title ?? "")];
    }
    const key = `code ${one.code}`;
    if (this.told.isKept(key)) return [aboutCode({ type: "double", code: one.code }, "")];
    this.people.push({ key, nonce: one.content.nonce, from: "code", ratings: ratingsOf(one.content, form.code), stars: null });
    const twin = found.find((before) => before.type === "code" && before !== one && before.content.nonce === one.content.nonce);
    const isLater = twin && found.indexOf(twin) < found.indexOf(one);
    return isLater && found.length <= FEW_CODES
      ? [t("web.team.mistake.same_person", { code: nameOf(one), other: nameOf(twin) })]
      : [];
  }

  /** What was in the field is counted for good. */
  forget() {
    this.area.value = "";
    this.people = [];
  }

  /** @param {string[]} said */
  say(said) {
    const before = [...this.said.children].map((line) => line.textContent);
    if (before.join("\n") === said.join("\n")) return;
    this.said.replaceChildren(...said.map((text) => el("li", {}, text)));
  }
}
