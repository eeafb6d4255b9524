// What the LMS does not keep is told where it stands: at the field. The banner at the top says how much it is.
import { el } from "../dom.js";
import { t } from "../phrases.js";

/** @typedef {import("./suspend.js").Place} Place */
/** @typedef {"full" | "off" | "lost"} Why no room for it, switched off by the teacher, or not there since the last time */

const MADE = "kijkraam-lms-unkept";

/**
 * Mark the fields that are not kept, and no others.
 * @param {Map<string, HTMLElement>} roots the element around each form, by its id
 * @param {(Place & {why: Why})[]} places
 */
export function mark(roots, places) {
  for (const [form, root] of roots) {
    const wanted = new Map(places.filter((place) => place.form === form).map(({ field, why }) => [field, why]));
    for (const made of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(`.${MADE}`))) {
      const { field = "", why } = made.dataset;
      if (wanted.get(field) === why) wanted.delete(field);
      else take(root, made);
    }
    for (const [field, why] of wanted) put(root, form, field, why);
  }
}

/**
 * @param {HTMLElement} root
 * @param {string} form
 * @param {string} field
 * @param {Why} why
 */
function put(root, form, field, why) {
  const controls = [...root.querySelectorAll(`[name="${field}"]`)];
  const last = controls.at(-1);
  if (!last) return;
  const id = `${form}--${field}--unkept`;
  const made = el("p", { class: MADE, id, "data-field": field, "data-why": why }, t(`web.scorm.field.${why}`));
  (last.closest(".kijkraam-answers, .kijkraam-options, label") ?? last).after(made);
  for (const control of controls) describe(control, (ids) => [...ids, id]);
}

/**
 * @param {HTMLElement} root
 * @param {HTMLElement} made
 */
function take(root, made) {
  for (const control of root.querySelectorAll(`[name="${made.dataset.field}"]`)) {
    describe(control, (ids) => ids.filter((one) => one !== made.id));
  }
  made.remove();
}

/**
 * @param {Element} control
 * @param {(ids: string[]) => string[]} change
 */
function describe(control, change) {
  const ids = change((control.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
  if (ids.length) control.setAttribute("aria-describedby", ids.join(" "));
  else control.removeAttribute("aria-describedby");
}
