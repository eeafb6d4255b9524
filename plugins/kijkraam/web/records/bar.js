// The bar at the foot of the screen: what is chosen and what can be done with it, and what just happened.
import { announce, el } from "../dom.js";
import { t } from "../phrases.js";

/** @typedef {{label: string, act: () => void, look?: "grave"}} Offer */

/** @param {Offer} offer */
function button({ label, act, look }) {
  const made = el("button", { type: "button", class: `kijkraam-button${look ? ` kijkraam-button--${look}` : ""}` }, label);
  made.addEventListener("click", act);
  return made;
}

export class Bar {
  /** @param {Offer[]} offers what can be done with what is chosen */
  constructor(offers) {
    this.count = el("p");
    this.chosen = el("div", { role: "group", "aria-label": t("web.records.with_chosen"), hidden: true }, this.count);
    this.chosen.append(...offers.map(button));
    this.happened = el("div", { hidden: true });
    this.element = el("div", { class: "kijkraam-records-bar" }, this.happened, this.chosen);
  }

  /** @param {number} n */
  showChosen(n) {
    this.chosen.hidden = n === 0;
    this.count.textContent = t("web.records.chosen", { n });
  }

  /**
   * Say what happened, and what can be done about it; the focus goes there when there is something to do.
   * @param {string} text
   * @param {Offer[]} [offers]
   */
  say(text, offers = []) {
    const close = button({ label: t("web.records.close"), act: () => this.sayNothing() });
    const buttons = offers.map(button);
    this.happened.replaceChildren(el("p", {}, text), ...buttons, close);
    this.happened.hidden = false;
    buttons[0]?.focus();
    announce(text);
  }

  sayNothing() {
    this.happened.hidden = true;
    this.happened.replaceChildren();
  }
}
