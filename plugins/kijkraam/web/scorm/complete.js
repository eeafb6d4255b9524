// When a package counts as done: a rule that the teacher chose. It looks at whether something was answered, never at what.
import { selectionIn } from "../form/links.js";

/** @typedef {import("../form/definition.js").Definition} Definition */
/** @typedef {import("./suspend.js").Course} Course */
/** @typedef {"opened" | "core" | "all"} Rule */

/**
 * The questions to answer before it is done, by form. A box that may be ticked is never asked for: not ticked is an
 * answer too.
 * @param {Iterable<{root: HTMLElement, definition: Definition}>} forms
 * @param {Rule} rule
 * @returns {Map<string, {id: string, isTable: boolean}[]>}
 */
export function asked(forms, rule) {
  const all = [...forms].map(({ root, definition }) => {
    const selection = selectionIn(root.dataset.selection ?? "", definition);
    const isCore = rule === "core" || selection?.short;
    const questions = definition.panes
      .filter(({ id }) => rule === "core" || !selection?.panes.length || selection.panes.includes(id))
      .flatMap((pane) => pane.questions)
      .filter(({ id, core, type }) => (core || !isCore) && type !== "check" && root.querySelector(`[data-item="${id}"]`))
      .map(({ id, type }) => ({ id, isTable: type === "table" }));
    return /** @type {const} */ ([definition.id, questions]);
  });
  return new Map(all);
}

/**
 * @param {ReturnType<typeof asked>} questions
 * @param {Course[]} records
 * @returns {boolean} whether each of them has an answer
 */
export function isDone(questions, records) {
  return [...questions].every(([form, wanted]) => {
    const fields = records.filter((record) => record.form === form).flatMap(({ answers }) => answers.map(({ field }) => field));
    return wanted.every(({ id, isTable }) => fields.some((field) => (isTable ? field.startsWith(`${id}--`) : field === id)));
  });
}
