// Files that were dropped or chosen: what came out of each, and how to take one out again.

import { announce, el } from "../dom.js";
import { button } from "../form/button.js";
import { t } from "../phrases.js";
import { ask } from "../records/dialog.js";
import { passwordField } from "../records/take.js";
import { readable } from "./columns.js";
import { hashOf } from "./counts.js";
import { readFile } from "./incoming.js";
import { aboutFile } from "./left.js";

/** @typedef {import("./counts.js").Counts} Counts */
/** @typedef {import("./counts.js").Person} Person */
/** @typedef {import("./questions.js").Form} Form */
/** @typedef {{name: string, hash: string, people: Person[], counts: Counts | null}} Batch what came out of one file */

const MOST_BYTES = 15_000_000;

/**
 * @typedef {object} Told
 * @property {(text: string) => Promise<Form | null>} form the form that a file is read for
 * @property {(key: string) => boolean} isKnown whether a person is there already
 * @property {() => void} changed
 */

let fields = 0;

export class Files {
  /** @type {Batch[]} */
  batches = [];

  /**
   * @param {Element} parent of dialogs
   * @param {string} label
   * @param {Told} told
   */
  constructor(parent, label, told) {
    this.parent = parent;
    this.told = told;
    fields += 1;
    this.input = /** @type {HTMLInputElement} */ (
      el("input", { type: "file", id: `kijkraam-team-files-${fields}`, multiple: true, accept: ".json,.csv,application/json,text/csv" })
    );
    this.said = el("ul", { class: "kijkraam-team-said", "aria-live": "polite" });
    this.list = el("ul", { class: "kijkraam-team-batches" });
    this.element = el(
      "div",
      { class: "kijkraam-bring" },
      el("p", { class: "kijkraam-field" }, el("label", { for: this.input.id }, label), this.input),
      this.said,
      this.list,
    );
    this.input.addEventListener("change", async () => {
      await this.take([...(this.input.files ?? [])]);
      this.input.value = "";
    });
    this.element.addEventListener("dragover", (event) => {
      event.preventDefault();
      this.element.classList.add("kijkraam-bring--over");
    });
    this.element.addEventListener("dragleave", () => this.element.classList.remove("kijkraam-bring--over"));
    this.element.addEventListener("drop", (event) => {
      event.preventDefault();
      this.element.classList.remove("kijkraam-bring--over");
      void this.take([...(event.dataTransfer?.files ?? [])]);
    });
  }

  get people() {
    return this.batches.flatMap((batch) => batch.people);
  }

  /** @returns {Counts[]} */
  get counts() {
    return this.batches.flatMap((batch) => batch.counts ?? []);
  }

  /** What came in is counted for good, or belongs to another form. */
  forget() {
    this.batches = [];
    this.#show([]);
  }

  /** @param {File[]} files */
  async take(files) {
    /** @type {string[]} */
    const said = [];
    for (const file of files) {
      const about = await this.#takeOne(file);
      said.push(...about.map((text) => t("web.team.files.about", { name: readable(file.name), text })));
    }
    this.#show(said);
    if (said.length) announce(said.join(" "));
    this.told.changed();
  }

  /**
   * @param {File} file
   * @returns {Promise<string[]>} what is said of it
   */
  async #takeOne(file) {
    if (file.size > MOST_BYTES) return [t("web.team.file_left.too-big")];
    const text = await file.text().catch(() => "");
    if (text.startsWith("%PDF-")) return [t("web.team.file_left.pdf")];
    const form = await this.told.form(text);
    if (!form) return [t("web.team.files.form_first")];
    const hash = hashOf("file", text);
    if (this.batches.some((batch) => batch.hash === hash)) return [t("web.team.files.again")];
    let { people, counts, left } = await readFile(form, text);
    while (left[0]?.why === "password-needed" || left[0]?.why === "password-wrong") {
      const password = await this.#askPassword(left[0].why === "password-wrong");
      if (!password) break;
      ({ people, counts, left } = await readFile(form, text, { password }));
    }
    const fresh = people.filter(({ key }) => !this.told.isKnown(key));
    const doubles = people.length - fresh.length;
    if (fresh.length || counts) this.batches.push({ name: readable(file.name), hash, people: fresh, counts });
    return [...aboutFile(left), ...(doubles ? [t("web.team.left.double", { n: doubles })] : [])];
  }

  /**
   * @param {boolean} again whether the one before was wrong
   * @returns {Promise<string>} empty when there is none
   */
  async #askPassword(again) {
    const { input, element } = passwordField("kijkraam-team-password", t("web.records.bring.password.label"));
    const wrong = el("p", { class: "kijkraam-error", role: "alert" }, again ? t("web.records.bring.password.wrong") : "");
    const answer = await ask(this.parent, {
      title: t("web.records.bring.password.title"),
      content: [wrong, element],
      enter: "open",
      choices: [
        { label: t("web.records.bring.password.open"), value: "open", look: "primary" },
        { label: t("web.records.cancel"), value: "" },
      ],
    });
    return answer === "open" ? input.value : "";
  }

  /** @param {string[]} said */
  #show(said) {
    this.said.replaceChildren(...said.map((text) => el("li", {}, text)));
    this.list.replaceChildren(
      ...this.batches.map((batch) => {
        const n = batch.people.length + (batch.counts?.people ?? 0);
        const text = t("web.team.files.in", { name: batch.name, people: t("web.team.people", { n }) });
        const label = t("web.team.files.out_of", { name: batch.name });
        return el("li", {}, text, " ", button(t("web.team.files.out"), () => this.#takeOut(batch), { "aria-label": label }));
      }),
    );
  }

  /** @param {Batch} batch */
  #takeOut(batch) {
    this.batches = this.batches.filter((one) => one !== batch);
    this.#show([]);
    this.input.focus();
    this.told.changed();
  }
}
