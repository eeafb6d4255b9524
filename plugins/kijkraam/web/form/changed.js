// The form changed since it was filled in: what was worded differently is marked, what is gone stays to be read.
import { el } from "../dom.js";
import { t } from "../phrases.js";

/** @typedef {import("./element.js").Filling} Filling */

/** @param {Filling} filling */
export function changed({ root, form, definition, saving }) {
  const list = el("dl");
  const gone = el(
    "details",
    { class: "kijkraam-fold", hidden: true },
    el("summary", {}, t("web.changed.gone")),
    el("p", {}, t("web.changed.gone_why")),
    list,
  );
  form.append(gone);
  /** @type {Map<string, HTMLElement>} */
  const marks = new Map();

  /** @param {import("./definition.js").Value} value */
  function inWords(value) {
    const known = Object.values(definition.scales).flatMap(({ answers }) => answers);
    const values = Array.isArray(value) ? value : [value ?? ""];
    return values.map((id) => known.find((answer) => answer.id === id)?.text ?? id).join(", ");
  }

  return {
    update() {
      for (const [id, mark] of marks) {
        if (saving.reworded.has(id)) continue;
        mark.remove();
        marks.delete(id);
      }
      for (const id of saving.reworded) {
        if (marks.has(id)) continue;
        const mark = el("p", { class: "kijkraam-prompt" }, t("web.changed.reworded"));
        root.querySelector(`[data-item="${id}"]`)?.append(mark);
        marks.set(id, mark);
      }
      const answers = [...saving.gone].filter(([, { value }]) => value?.length);
      gone.hidden = !answers.length;
      list.replaceChildren(
        ...answers.flatMap(([field, { value }]) => [el("dt", {}, field), el("dd", {}, inWords(value))]),
      );
    },
  };
}
