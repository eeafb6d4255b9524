// What goes well and what happens next: chosen by the people. The program only lists, in the order of the form.

import { el } from "../dom.js";
import { t } from "../phrases.js";
import { chosen, written } from "./answers.js";

/** @typedef {import("./answers.js").Answers} Answers */
/** @typedef {import("./answers.js").Definition} Definition */
/** @typedef {import("./answers.js").Value} Value */
/** @typedef {(field: string, value: Value) => void} OnChange */

export const ACTIONS = [1, 2, 3];
export const ACTION_PARTS = ["what", "step", "who", "when"];
/** Of these a sentence is written: it must be seen whole while people talk. */
const LONG_PARTS = ["what", "step"];

/**
 * @param {Definition} definition
 * @param {Answers} answers
 * @param {OnChange} onChange
 * @param {import("./answers.js").View} [view]
 * @returns {HTMLElement}
 */
export function chooseView(definition, answers, onChange, { level = 3 } = {}) {
  return el(
    "section",
    { class: "kijkraam-choose" },
    el(`h${level}`, {}, t("web.result.choose.title")),
    el(`h${level + 1}`, {}, t("web.result.choose.goes_well")),
    goesWell(definition, answers, onChange),
    el(`h${level + 1}`, {}, t("web.result.choose.actions")),
    el("p", {}, t("web.result.choose.actions_how")),
    actions(definition, answers, onChange),
  );
}

/**
 * The statements that were picked as going well.
 * @param {Definition} definition
 * @param {Answers} answers
 * @returns {string[]} their ids
 */
export function picked(definition, answers) {
  const value = answers.get(`${definition.id}--goes-well`);
  return Array.isArray(value) ? value : [];
}

/**
 * @param {Definition} definition
 * @param {Answers} answers
 * @param {OnChange} onChange
 */
function goesWell(definition, answers, onChange) {
  const field = `${definition.id}--goes-well`;
  const before = picked(definition, answers);
  const panes = definition.panes
    .map((pane) => ({ pane, questions: pane.questions.filter((question) => chosen(definition, question, answers)) }))
    .filter(({ questions }) => questions.length);
  if (!panes.length) return el("p", {}, t("web.result.choose.nothing"));
  const group = el(
    "fieldset",
    { class: "kijkraam-goes-well" },
    el("legend", { class: "kijkraam-unseen" }, t("web.result.choose.goes_well")),
    el("p", {}, t("web.result.choose.goes_well_how")),
    ...panes.map(({ pane, questions }) =>
      el(
        "details",
        {
          class: "kijkraam-fold",
          open: panes.length === 1 || questions.some((question) => before.includes(question.id)),
        },
        el("summary", {}, pane.title),
        ...questions.map((question) =>
          el(
            "label",
            {},
            el("input", {
              type: "checkbox",
              name: field,
              value: question.id,
              checked: before.includes(question.id),
            }),
            el("span", {}, `${question.text} `, el("small", {}, chosen(definition, question, answers)?.text)),
          ),
        ),
      ),
    ),
  );
  group.addEventListener("change", () => {
    /** @type {NodeListOf<HTMLInputElement>} */
    const boxes = group.querySelectorAll("input:checked");
    onChange(
      field,
      [...boxes].map((box) => box.value),
    );
  });
  return group;
}

/**
 * @param {{id: string}} definition
 * @param {Answers} answers
 * @param {OnChange} onChange
 */
export function actions(definition, answers, onChange) {
  const groups = ACTIONS.map((number) => action(definition, number, answers, onChange));
  const more = el("button", { type: "button", class: "kijkraam-button" }, t("web.result.choose.more"));
  const hidden = () => groups.filter((group) => group.hidden);
  const tell = () => (more.hidden = !hidden().length);
  more.addEventListener("click", () => {
    const [next] = hidden();
    if (!next) return;
    next.hidden = false;
    tell();
    next.querySelector("textarea")?.focus();
  });
  groups.slice(1).forEach((group, place) => {
    const fields = ACTION_PARTS.map((part) => `${definition.id}--action-${place + 2}--${part}`);
    group.hidden = !fields.some((field) => written(answers, field));
  });
  tell();
  return el("div", { class: "kijkraam-actions" }, ...groups, more);
}

/**
 * @param {{id: string}} definition
 * @param {number} number
 * @param {Answers} answers
 * @param {OnChange} onChange
 */
function action(definition, number, answers, onChange) {
  return el(
    "fieldset",
    {},
    el("legend", {}, t("web.result.choose.action", { number })),
    ...ACTION_PARTS.map((part) => {
      const field = `${definition.id}--action-${number}--${part}`;
      const isLong = LONG_PARTS.includes(part);
      const input = /** @type {HTMLInputElement | HTMLTextAreaElement} */ (
        el(isLong ? "textarea" : "input", { ...(isLong ? { rows: 2 } : { type: "text" }), name: field, autocomplete: "off" })
      );
      input.value = written(answers, field);
      input.addEventListener("input", () => onChange(field, input.value));
      return el("label", {}, el("span", {}, t(`web.result.action.${part}`)), input);
    }),
  );
}
