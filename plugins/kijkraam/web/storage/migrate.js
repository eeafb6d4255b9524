// A form that changed since it was filled in: where its answers belong now.

import { merge } from "./merge.js";

/** @typedef {import("./rows.js").Answer} Answer */
/** @typedef {{id: string}} Named */
/** @typedef {{id: string, type: string, scale: string | null, was: string[], options: Named[], columns: Named[],
 *   rows: Named[]}} Question
 */
/**
 * What of a form's definition says where answers belong.
 * @typedef {{id: string, version: number, panes: {questions: Question[]}[],
 *   scales: {[id: string]: {answers: Named[]}}}} Definition
 */
/**
 * `answers`: by the fields of the form as it is, with answers to renamed items moved along. `reworded`: items that
 * were answered at an older version, or with an answer that is not offered any more. `gone`: answers to items, or
 * cells of tables, that no longer exist.
 * @typedef {{answers: Map<string, Answer>, reworded: Set<string>, gone: Map<string, Answer>}} Migrated
 */

const TEXTS = ["text", "long_text", "table"];

/**
 * Sort the answers of a record by the form as it is now. Nothing is written: what is stored stays as it was.
 * @param {Definition} definition
 * @param {Map<string, Answer>} stored
 * @returns {Migrated}
 */
export function migrate(definition, stored) {
  const questions = new Map(definition.panes.flatMap((pane) => pane.questions).map((question) => [question.id, question]));
  const renamed = new Map([...questions.values()].flatMap(({ id, was }) => was.map((old) => [old, id])));
  const present = (/** @type {string} */ id) => (questions.has(id) ? id : (renamed.get(id) ?? id));
  /** @type {Migrated} */
  const migrated = { answers: new Map(), reworded: new Set(), gone: new Map() };
  const all = [...stored.values()].map((answer) => moved(definition.id, answer, present));
  // An answer under an old id comes first: what stands under the present one was written with it in sight.
  for (const { old, answer } of [...all.filter(({ old }) => old), ...all.filter(({ old }) => !old)]) {
    const [item = "", ...rest] = answer.field.split("--");
    const question = questions.get(item);
    if (item !== definition.id && !(question && hasPlace(question, rest))) {
      migrated.gone.set(old ?? answer.field, answer);
      continue;
    }
    const isChoice = !TEXTS.includes(question?.type ?? "") && rest.length === 0;
    migrated.answers.set(answer.field, together(migrated.answers.get(answer.field), answer, isChoice));
  }
  for (const answer of migrated.answers.values()) {
    const [item = "", ...rest] = answer.field.split("--");
    const question = questions.get(item);
    if (question && isReworded(definition, question, rest, answer)) migrated.reworded.add(item);
  }
  return migrated;
}

/**
 * An answer as it is called now; `old` is what it was called, if that is something else.
 * @param {string} form
 * @param {Answer} answer
 * @param {(id: string) => string} present
 */
function moved(form, answer, present) {
  const [item = "", ...rest] = answer.field.split("--");
  if (item !== form) {
    const field = [present(item), ...rest].join("--");
    return { old: field === answer.field ? null : answer.field, answer: { ...answer, field } };
  }
  if (rest[0] === "rows") {
    const field = [form, "rows", present(rest[1] ?? "")].join("--");
    return { old: field === answer.field ? null : answer.field, answer: { ...answer, field } };
  }
  const isList = rest[0] === "goes-well" && Array.isArray(answer.value);
  const value = isList ? /** @type {string[]} */ (answer.value).map(present) : answer.value;
  return { old: null, answer: { ...answer, value } };
}

/**
 * Whether a question still has what the rest of a field's name says: a cell its row and column.
 * @param {Question} question
 * @param {string[]} rest
 */
function hasPlace({ rows, columns }, [row, column]) {
  if (column === undefined) return true;
  const hasRow = !rows.length || rows.some(({ id }) => id === row);
  return hasRow && columns.some(({ id }) => id === column);
}

/**
 * One answer out of that under an old id and that under the present one, which counts unless a tab with an older page
 * wrote after it.
 * @param {Answer | undefined} old
 * @param {Answer} answer
 * @param {boolean} choice
 */
function together(old, answer, choice) {
  if (!old || old.changed <= answer.changed) return answer;
  return merge(answer, { ...old, base: null, choice });
}

/**
 * @param {Definition} definition
 * @param {Question} question
 * @param {string[]} rest
 * @param {Answer} answer
 */
function isReworded(definition, question, rest, { value, version }) {
  const isRemark = rest.length === 1;
  if (isRemark || !value?.length) return false;
  if (version < definition.version) return true;
  const offered = question.scale ? (definition.scales[question.scale]?.answers ?? []) : question.options;
  const chosen = Array.isArray(value) ? value : [value];
  return offered.length > 0 && !chosen.every((one) => offered.some(({ id }) => id === one));
}
