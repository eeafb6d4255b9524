// The bar above a form: which record is open. What is folded away in it comes when someone opens it: see recordfold.js.
import { el } from "../dom.js";
import { part } from "../parts.js";
import { language, t } from "../phrases.js";

/** @typedef {import("./element.js").Filling} Filling */

/** After so long the page itself is there, in milliseconds. */
const SOON = 1500;

/** @returns {string} today as a field of type date wants it, by the clock of this device */
export function today() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** @returns {string} the name of a record until someone gives it another */
export function firstName() {
  return t("web.bar.first_name", { date: new Intl.DateTimeFormat(language(), { day: "numeric", month: "long" }).format() });
}

/** @param {Filling} filling */
export function recordBar(filling) {
  const { above, saving } = filling;
  const summary = el("summary");
  const fold = el("details", { class: "kijkraam-fold" }, summary);
  const bar = el("section", { class: "kijkraam-bar", "aria-label": t("web.bar.label"), hidden: "" }, fold);
  above.append(bar);
  /** @type {import("./recordfold.js").RecordFold | null} */
  let inside = null;
  fold.addEventListener("toggle", show);
  // Brought in while there is a network; on a visit there may be none.
  setTimeout(() => part("bar").catch(() => {}), SOON);

  function tell() {
    const { record } = saving;
    summary.textContent = record ? record.name || t("web.bar.unnamed") : t("web.bar.none");
  }

  async function show() {
    const make = await part("bar").catch(() => null);
    inside ??= make && make(filling, fold, tell);
    if (inside) inside.record();
    else if (!fold.querySelector("p")) fold.append(el("p", {}, t("web.no_network")));
  }

  return {
    /** Another record is open, or this one changed. */
    record() {
      bar.hidden = false;
      tell();
      inside?.record();
    },
  };
}
