import { el } from "../dom.js";

/**
 * @param {string} label
 * @param {() => void} act
 * @param {Record<string, string | boolean>} [attributes]
 */
export function button(label, act, attributes = {}) {
  const made = el("button", { type: "button", class: "kijkraam-button", ...attributes }, label);
  made.addEventListener("click", act);
  return made;
}
