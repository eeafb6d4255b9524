// "Eerdere tekst": where two tabs wrote in the same field, the text that lost stays below it, and can be put back.
import { el } from "../dom.js";
import { t } from "../phrases.js";
import { button } from "./button.js";

/** @typedef {import("./element.js").Filling} Filling */

/** @param {Filling} filling */
export function earlier({ fields, saving, put }) {
  /** @type {Map<string, {fold: HTMLElement, texts: string}>} */
  const shown = new Map();

  /** @param {string} field */
  function show(field) {
    const current = saving.get(field);
    const texts = (saving.answers.get(field)?.earlier ?? []).filter(({ value }) => value !== current);
    const control = fields.controls(field)[0];
    const before = shown.get(field);
    if (before?.texts === JSON.stringify(texts)) return;
    before?.fold.remove();
    shown.delete(field);
    if (!texts.length || !control) return;
    const entries = texts.map(({ value, changed }) => {
      const back = button(t("web.earlier.back"), () => {
        saving.unsee(field);
        put(field, value);
        control.focus();
      });
      const drop = button(t("web.earlier.drop"), () => {
        saving.drop(field, changed);
        control.focus();
      });
      return el("div", {}, el("p", { class: "kijkraam-earlier-text" }, value), back, drop);
    });
    const fold = el(
      "details",
      { class: "kijkraam-fold kijkraam-earlier" },
      el("summary", {}, t("web.earlier.title")),
      el("p", {}, t("web.earlier.why")),
      ...entries,
    );
    control.after(fold);
    shown.set(field, { fold, texts: JSON.stringify(texts) });
  }

  return {
    /** @param {(field: string) => boolean} isChanged */
    update(isChanged) {
      const told = [...saving.answers].filter(([, answer]) => answer.earlier.length).map(([field]) => field);
      for (const field of new Set([...shown.keys(), ...told])) if (isChanged(field)) show(field);
    },
  };
}
