// Pieces that the page for teams is built of.

import { el } from "../dom.js";

/**
 * @param {number} level of the heading
 * @param {string} title
 * @param {Node[]} content
 */
export function section(level, title, content) {
  return el("section", {}, el(`h${level}`, {}, title), ...content);
}

/**
 * Something that is opened when it is needed.
 * @param {string} title
 * @param {...Node} content
 */
export function fold(title, ...content) {
  return el("details", { class: "kijkraam-fold" }, el("summary", {}, title), ...content);
}

/**
 * A choice out of a list, under its label.
 * @param {string} id
 * @param {string} label
 * @param {{value: string | number, text: string, selected?: boolean}[]} options
 * @param {(value: string) => void} onChange
 * @returns {{field: HTMLElement, select: HTMLSelectElement}}
 */
export function choiceField(id, label, options, onChange) {
  const select = /** @type {HTMLSelectElement} */ (
    el(
      "select",
      { id, autocomplete: "off" },
      ...options.map(({ value, text, selected }) => el("option", { value, selected }, text)),
    )
  );
  select.addEventListener("change", () => onChange(select.value));
  return { field: el("p", { class: "kijkraam-field" }, el("label", { for: id }, label), select), select };
}
