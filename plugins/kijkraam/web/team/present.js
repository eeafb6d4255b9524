// For a screen in the room: one question at a time, large, with its prompt. Arrow keys turn the pages, Escape closes.

import { el } from "../dom.js";
import { button } from "../form/button.js";
import { t } from "../phrases.js";
import { answered, FEWEST_SHOWN, starsOf } from "./counts.js";
import { inOrder } from "./order.js";
import { dotsOf } from "./picture.js";

/** @typedef {import("./counts.js").Counts} Counts */
/** @typedef {import("./questions.js").Form} Form */

/** Keys that turn a page, also those of a device to present with. */
const TURNS = new Map([
  ["ArrowRight", 1],
  ["ArrowDown", 1],
  ["PageDown", 1],
  [" ", 1],
  ["ArrowLeft", -1],
  ["ArrowUp", -1],
  ["PageUp", -1],
]);

/**
 * @param {Element} parent
 * @param {Form} form
 * @param {Counts} counts
 * @param {import("./order.js").Order} order
 */
export function present(parent, form, counts, order) {
  const questions = inOrder(form, counts, order).filter(({ id }) => answered(counts, id) >= FEWEST_SHOWN);
  if (!questions.length) return;
  let place = 0;
  const heading = el("h2", { id: "kijkraam-present-title", tabindex: -1 });
  const count = el("p", { class: "kijkraam-present-count" });
  const stars = el("p", { class: "kijkraam-team-stars" });
  const shown = el("div", { class: "kijkraam-present-answers" });
  const prompt = el("p", { class: "kijkraam-present-prompt" });
  const back = button(t("web.team.present.back"), () => turn(-1));
  const next = button(t("web.team.present.next"), () => turn(1));
  const close = button(t("web.team.present.close"), () => dialog.close());
  const buttons = el("div", { class: "kijkraam-buttons" }, back, next, close);
  const keys = el("p", { class: "kijkraam-present-keys" }, t("web.team.present.keys"));
  const dialog = /** @type {HTMLDialogElement} */ (
    el("dialog", { class: "kijkraam-present", "aria-labelledby": heading.id }, count, heading, stars, shown, prompt, buttons, keys)
  );

  /** @param {number} step */
  function turn(step) {
    const to = place + step;
    if (to < 0 || to >= questions.length) return;
    place = to;
    draw();
    heading.focus();
  }

  function draw() {
    const question = questions[place];
    heading.textContent = question.text;
    count.textContent = t("web.team.present.place", { place: place + 1, all: questions.length });
    const n = starsOf(counts, question.id);
    stars.textContent = n ? t("web.team.picture.stars", { n }) : "";
    stars.hidden = !n;
    shown.replaceChildren(dotsOf(question, counts.answers[question.id]));
    prompt.textContent = question.prompt;
    prompt.hidden = !question.prompt;
    // A button that cannot go on keeps the focus, so it is not disabled.
    back.setAttribute("aria-disabled", String(place === 0));
    next.setAttribute("aria-disabled", String(place === questions.length - 1));
  }

  dialog.addEventListener("keydown", (event) => {
    // To the theme letters are shortcuts to other pages.
    event.stopPropagation();
    const step = TURNS.get(event.key);
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === " " && event.target instanceof HTMLButtonElement) return;
    event.preventDefault();
    turn(step);
  });
  dialog.addEventListener("close", () => dialog.remove());
  draw();
  parent.append(dialog);
  dialog.showModal();
  heading.focus();
}
