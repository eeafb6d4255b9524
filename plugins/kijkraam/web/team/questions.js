// The questions of a form that a team looks at together: ratings in panes for the team, and no others.

import { isUnknown } from "../result/answers.js";

/** @typedef {import("../result/answers.js").Choice} Choice */
/** @typedef {import("../result/answers.js").Question} Question */
/** @typedef {import("./code.js").Numbers} Numbers */
/**
 * A form as the page for teams gets it.
 * @typedef {import("../form/definition.js").Definition & {version: number, url: string, code: Numbers | null,
 *   prompts: Record<string, string>, mirrors: Record<string, {form: string, item: string}[]>}} Form
 */
/** @typedef {{id: string, title: string, minutes: number | null, questions: TeamQuestion[]}} TeamPane */
/** @typedef {Question & {choices: Choice[], prompt: string}} TeamQuestion */

/**
 * What clients tell belongs to no pane for the team; their forms are asked for beside the team's own.
 * @param {Form} form
 * @returns {TeamPane[]} the panes that have such questions
 */
export function teamPanes(form) {
  const panes = /** @type {(import("../result/answers.js").Pane & {share: string, minutes?: number | null})[]} */ (form.panes);
  return panes
    .filter((pane) => pane.share === "team" || form.kind === "ervaring")
    .map(({ id, title, minutes = null, questions }) => ({
      id,
      title,
      minutes,
      questions: questions.filter((question) => question.scale).map((question) => asked(form, question)),
    }))
    .filter((pane) => pane.questions.length);
}

/**
 * @param {Form} form
 * @param {Question} question
 * @returns {TeamQuestion}
 */
function asked(form, question) {
  const choices = form.scales[question.scale ?? ""]?.answers ?? [];
  return { ...question, choices, prompt: form.prompts?.[question.id] ?? "" };
}

/**
 * @param {Form} form
 * @returns {import("../result/answers.js").Pane[]} the panes through which one looks with another form
 */
export function panesElsewhere({ panes }) {
  return panes.filter((pane) => pane.elsewhere);
}

/**
 * @param {Form} form
 * @returns {TeamQuestion[]} in the order of the form
 */
export function teamQuestions(form) {
  return teamPanes(form).flatMap((pane) => pane.questions);
}

/** @param {TeamQuestion} question */
export function unknownOf(question) {
  return question.choices.filter(isUnknown).map((choice) => choice.id);
}
