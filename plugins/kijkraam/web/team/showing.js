// The picture on the page: the window of the team, its questions in an order, a table, and a time before beside it.

import { el } from "../dom.js";
import { button } from "../form/button.js";
import { t } from "../phrases.js";
import { choiceField, fold } from "./blocks.js";
import { compareTeams } from "./compare.js";
import { FEWEST_SHOWN } from "./counts.js";
import { groupsOf } from "./groups.js";
import { ORDERS } from "./order.js";
import { partialOf, questionsView, tableOf, teamWindow } from "./picture.js";
import { present } from "./present.js";
import { said } from "./report.js";

/** @typedef {import("./counts.js").Counts} Counts */
/** @typedef {import("./counts.js").Person} Person */
/** @typedef {import("./groups.js").Group} Group */
/** @typedef {import("./order.js").Order} Order */
/** @typedef {import("./questions.js").Form} Form */
/** @typedef {import("./questions.js").TeamQuestion} TeamQuestion */
/**
 * @typedef {object} Told
 * @property {(form: Form, question: TeamQuestion) => Node[]} beside what others say of a question
 * @property {() => void} changed
 */

export class Showing {
  /** @type {Order} */
  order = "talk";
  /** @type {Group[]} */
  groups = [];
  /** @type {Group | null} */
  group = null;
  /** @type {import("./keeping.js").Time | null} */
  earlier = null;
  /** Whether the table is open. */
  hasTable = false;

  /**
   * @param {Element} root
   * @param {number} level of the heading above
   * @param {Told} told
   */
  constructor(root, level, told) {
    this.root = root;
    this.level = level;
    this.told = told;
    this.element = el("div", { class: "kijkraam-team-picture kijkraam-result" });
  }

  /** Another form was chosen. */
  begin() {
    this.group = null;
    this.earlier = null;
  }

  /** @param {Person[]} people of imported data, whose groups one can look at */
  offer(people) {
    this.groups = groupsOf(people);
    if (!this.groups.some((group) => isSame(group, this.group))) this.group = null;
  }

  /**
   * @param {Form} form
   * @param {Counts} counts
   * @param {string} url of the form
   */
  show(form, counts, url) {
    if (counts.people < FEWEST_SHOWN) this.#showFew(form, counts, url);
    else this.#showAll(form, counts, url);
  }

  showNobody() {
    this.element.replaceChildren(el("p", {}, t("web.team.picture.nobody")));
  }

  /**
   * @param {Form} form
   * @param {Counts} counts
   * @param {string} url
   */
  #showFew(form, counts, url) {
    if (!counts.people) this.showNobody();
    else {
      const link = el("a", { href: url }, form.title);
      this.element.replaceChildren(
        el("p", { class: "kijkraam-team-few" }, t("web.team.picture.few")),
        el("p", {}, t("web.team.picture.few_why", { n: counts.people })),
        el("p", {}, link),
      );
    }
  }

  /**
   * @param {Form} form
   * @param {Counts} counts
   * @param {string} url
   */
  #showAll(form, counts, url) {
    const level = this.level + 1;
    const focused = document.activeElement?.id;
    this.element.replaceChildren(
      ...this.#groupChoice(),
      teamWindow(form, counts, { href: (address) => fromHere(form, url, address) }),
      ...partial(form, counts),
      this.#tools(form, counts),
      questionsView(form, counts, this.order, { level, beside: (question) => this.told.beside(form, question) }),
      this.#table(form, counts),
      // A time before was of everyone, and one group is not laid beside all.
      ...(this.earlier && !this.group ? [this.#compare(form, this.earlier, counts)] : []),
      el("p", { class: "kijkraam-team-footer" }, t("web.team.report.footer")),
    );
    if (focused) document.getElementById(focused)?.focus();
  }

  /**
   * @param {Form} form
   * @param {import("./keeping.js").Time} earlier
   * @param {Counts} counts
   */
  #compare(form, { counts: then, name, fields }, counts) {
    return compareTeams(form, then, counts, { level: this.level + 1, earlier: name, agreed: said(fields) });
  }

  /** To the time before that was laid beside the picture: it stands below all of it. */
  toCompare() {
    /** @type {HTMLElement | null} */
    const heading = this.element.querySelector(".kijkraam-team-compare [tabindex]");
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView();
  }

  /**
   * The same as a table, made when someone opens it.
   * @param {Form} form
   * @param {Counts} counts
   */
  #table(form, counts) {
    const details = /** @type {HTMLDetailsElement} */ (fold(t("web.result.table")));
    details.addEventListener("toggle", () => {
      this.hasTable = details.open;
      if (details.open && details.children.length === 1) details.append(tableOf(form, counts));
    });
    details.open = this.hasTable;
    return details;
  }

  /**
   * The order, and the view for a screen in the room.
   * @param {Form} form
   * @param {Counts} counts
   */
  #tools(form, counts) {
    const orders = ORDERS.map((name) => ({ value: name, text: t(`web.team.order.${name}`), selected: name === this.order }));
    const { field } = choiceField("kijkraam-team-order", t("web.team.order.label"), orders, (order) => {
      this.order = /** @type {Order} */ (order);
      this.told.changed();
    });
    return el(
      "div",
      { class: "kijkraam-team-tools" },
      field,
      button(t("web.team.present.open"), () => present(this.root, form, counts, this.order), { id: "kijkraam-team-present" }),
      counts.withStars >= counts.people ? null : el("p", { class: "kijkraam-team-hint" }, t("web.team.order.no_stars")),
    );
  }

  /** Which group one looks at. */
  #groupChoice() {
    const { groups } = this;
    if (!groups.length) return [];
    const all = { value: "", text: t("web.team.group.all") };
    const options = groups.map((group, place) => ({ value: place, text: nameOf(group), selected: isSame(group, this.group) }));
    const { field } = choiceField("kijkraam-team-group", t("web.team.group.label"), [all, ...options], (place) => {
      this.group = place ? groups[Number(place)] : null;
      this.told.changed();
    });
    return [field, el("p", { class: "kijkraam-team-hint" }, t("web.team.group.how"))];
  }
}

/**
 * @param {Form} form
 * @param {Counts} counts
 */
function partial(form, counts) {
  const text = partialOf(form, counts);
  return text ? [el("p", { class: "kijkraam-partial" }, text)] : [];
}

/**
 * @param {Form} form whose own address is from the root of the site
 * @param {string} url of the form as seen from this page
 * @param {string} address from the root of the site
 * @returns {string} the address as seen from this page
 */
function fromHere(form, url, address) {
  return url.slice(0, url.length - form.url.length) + address;
}

/**
 * @param {Group} one
 * @param {Group | null} other
 */
function isSame(one, other) {
  return one[0] === other?.[0] && one[1] === other[1];
}

/** @param {Group} group */
export function nameOf([column, value]) {
  return t("web.team.group.single", { column, value });
}
