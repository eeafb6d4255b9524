// Keeping the picture, taking it along, and laying a time before beside it; all of it from five people.

import { el } from "../dom.js";
import { button } from "../form/button.js";
import { t } from "../phrases.js";
import { copy, download, printOnly } from "../result/take.js";
import { choiceField } from "./blocks.js";
import { compareTeams } from "./compare.js";
import { FEWEST_TAKEN } from "./counts.js";
import { putFoot, takeFoot } from "./foot.js";
import { lineOf, mayTake, said, sheetOf, toCsv, toText } from "./report.js";

/** @typedef {import("./counts.js").Counts} Counts */
/** @typedef {import("./keeping.js").Time} Time */
/** @typedef {import("./questions.js").Form} Form */
/**
 * What there is to take along at this moment.
 * @typedef {object} Now
 * @property {Form} form
 * @property {Counts} counts
 * @property {import("./report.js").Fields} fields
 * @property {string} group the group that one looks at; empty for all
 * @property {import("./order.js").Order} order
 * @property {boolean} isKept whether all of it is in the record
 */
/**
 * @typedef {object} Told
 * @property {() => Now | null} now
 * @property {(form: Form) => Promise<Time[]>} times
 * @property {() => Time | null} earlier that lies beside the picture
 * @property {() => Promise<void>} save
 * @property {(earlier: Time | null) => void} lay a time before beside the picture
 */

export class Taking {
  #drawn = 0;

  /**
   * @param {number} level of the heading on paper
   * @param {Told} told
   */
  constructor(level, told) {
    this.level = level;
    this.told = told;
    this.element = el("div", { class: "kijkraam-take" });
    /** The choice of a time before: it stands above the picture, for that is where one wants it. */
    this.beside = el("div");
    this.sheet = el("section", { class: "kijkraam-team-sheet" });
  }

  async draw() {
    this.#drawn += 1;
    const drawn = this.#drawn;
    const now = this.told.now();
    if (!now || !mayTake(now.counts)) {
      this.beside.replaceChildren();
      this.element.replaceChildren(el("p", {}, t("web.team.take.from_five")));
      return;
    }
    const times = await this.told.times(now.form);
    // Meanwhile there may be something else to take along.
    if (drawn !== this.#drawn) return;
    this.element.replaceChildren(this.#ways(now));
    if (!this.beside.contains(document.activeElement)) this.beside.replaceChildren(...this.#earlierChoice(times));
  }

  /** @param {Now} now */
  #ways({ group, isKept }) {
    /** @type {(key: string, ...content: HTMLElement[]) => HTMLElement} */
    const way = (key, ...content) => el("li", {}, el("p", {}, t(`web.team.take.${key}.where`)), ...content);
    const text = button(t("web.result.take.text"), () => void copy(this.#written(toText), text));
    const csv = button(t("web.result.take.csv"), () => {
      download(`\ufeff${this.#written(toCsv)}`, `${t("web.team.file")}.csv`, "text/csv");
    });
    return el(
      "ul",
      {},
      way("keep", this.#keep(group, isKept)),
      way("paper", button(t("web.team.take.paper.act"), () => print())),
      way("text", text),
      way("table", csv),
    );
  }

  /**
   * @param {typeof toText} write
   * @returns {string} the report of this moment
   */
  #written(write) {
    const now = this.told.now();
    return now ? write(now.form, now.counts, now.fields, now.group) : "";
  }

  /**
   * @param {string} group
   * @param {boolean} isKept
   */
  #keep(group, isKept) {
    if (group) return el("p", {}, t("web.team.take.keep.whole"));
    return isKept ? el("p", {}, t("web.team.take.keep.is")) : button(t("web.team.take.keep.act"), () => void this.told.save());
  }

  /** @param {Time[]} times */
  #earlierChoice(times) {
    if (!times.length) return [];
    const none = { value: "", text: t("web.lookback.nothing") };
    const earlier = this.told.earlier();
    const options = times.map(({ id, name }) => ({ value: id, text: name, selected: id === earlier?.id }));
    const { field } = choiceField("kijkraam-team-earlier", t("web.lookback.beside"), [none, ...options], (id) => {
      this.told.lay(times.find((time) => time.id === id) ?? null);
    });
    return [field];
  }

  /** Put the report on paper, and nothing else. */
  fillSheet() {
    const now = this.told.now();
    if (!now) return;
    printOnly(this.sheet);
    const { form, counts, fields, group, order } = now;
    const beside = group ? null : this.#beside(form, counts);
    this.sheet.replaceChildren(sheetOf(form, counts, fields, { level: this.level, order, group, beside }));
    if (mayTake(counts)) putFoot(lineOf(form, counts, fields, group));
  }

  /**
   * The time before that lies beside the picture, on paper.
   * @param {Form} form
   * @param {Counts} counts
   */
  #beside(form, counts) {
    const earlier = this.told.earlier();
    if (!earlier) return null;
    const about = { level: this.level + 1, earlier: earlier.name, agreed: said(earlier.fields), fewest: FEWEST_TAKEN };
    return compareTeams(form, earlier.counts, counts, about);
  }

  /** The report is on paper. */
  emptySheet() {
    this.sheet.replaceChildren();
    takeFoot();
  }
}
