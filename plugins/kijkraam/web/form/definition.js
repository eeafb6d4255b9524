// A form as data, as the page brings it along: what cannot be read off the page itself.
import { need } from "../dom.js";

/** @typedef {import("../result/answers.js").Question} Question */
/** @typedef {import("../result/answers.js").Pane & {share: "team" | "pair" | "self", minutes: number | null}} Pane */
/**
 * @typedef {Omit<import("../result/answers.js").Definition, "panes"> & {
 *   version: number, url: string, keep: "session" | "ask" | "always", panes: Pane[],
 *   togetherWith: {id: string, url: string}[], code: import("../team/code.js").Numbers | null,
 * }} Definition
 */
/** @typedef {string | string[] | null} Value what stands in a field */

/**
 * @param {HTMLElement} root the element around a form
 * @returns {Definition}
 */
export function readDefinition(root) {
  const block = /** @type {HTMLTemplateElement} */ (need(root, "template[data-kijkraam-definition]", "kijkraam-form"));
  return JSON.parse(block.content.textContent ?? "");
}
