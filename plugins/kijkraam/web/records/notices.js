// What must be known about this browser: whether it keeps what one fills in, and for how long.
import { el } from "../dom.js";
import { t } from "../phrases.js";

/** @typedef {import("../storage/errors.js").Problem} Problem */

/**
 * @param {string} title
 * @param {string} text
 * @param {...Node} more
 */
function caution(title, text, ...more) {
  const first = el("p", {}, el("strong", {}, title), " ", text);
  return el("div", { class: "kijkraam-notice kijkraam-notice--caution", role: "note" }, first, ...more);
}

/**
 * Why nothing can be kept, with a button to try once more.
 * @param {Problem} problem
 * @param {() => void} retry
 */
export function problemNotice(problem, retry) {
  const again = el("button", { type: "button", class: "kijkraam-button" }, t("web.records.problem.retry"));
  again.addEventListener("click", retry);
  return caution(
    t(`web.records.problem.${problem}.title`),
    t(`web.records.problem.${problem}.text`),
    el("p", {}, again),
  );
}

/** What to do about a browser that forgets. */
export function forgettingNotice() {
  const ways = ["file", "home", "empty"].map((way) => el("li", {}, t(`web.records.safari.${way}`)));
  return caution(t("web.records.safari.title"), t("web.records.safari.what"), el("ul", {}, ...ways));
}
