// The button at the end of a form that opens the look back: what one saw, and what comes of it.
import { announce, el } from "../dom.js";
import { part } from "../parts.js";
import { t } from "../phrases.js";
import { button } from "./button.js";

/** @typedef {import("./element.js").Filling} Filling */

/** After so long the page itself is there, in milliseconds. */
const SOON = 1500;

/** @param {Filling} filling */
export function lookBack(filling) {
  const place = filling.root.querySelector("[data-kijkraam-result]");
  if (!place) return {};
  const missing = el("p", { class: "kijkraam-notice", hidden: true }, t("web.no_network"));
  const open = button(t("web.lookback.show"), show, { class: "kijkraam-button kijkraam-button--primary" });
  place.append(el("p", {}, open), missing);
  /** @type {import("../result/looking.js").Looking | null} */
  let looking = null;
  // Brought in while there is a network; on a visit there may be none.
  setTimeout(() => Promise.all([part("result"), part("keeping")]).catch(() => {}), SOON);

  async function show() {
    const brought = await part("result").catch(() => null);
    missing.hidden = brought !== null;
    if (!brought) {
      announce(missing.textContent);
      return;
    }
    looking ??= brought.lookingBack(filling, /** @type {Element} */ (place));
    await looking.show();
  }

  return {
    /** @param {boolean} isOther */
    record(isOther) {
      if (isOther) looking?.close();
    },
    update() {
      looking?.update();
    },
  };
}
