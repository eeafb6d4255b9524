// This time beside an earlier one, question by question: then and now, never better or worse.

import { el } from "../dom.js";
import { t } from "../phrases.js";
import { quote } from "../result/answers.js";
import { answered, FEWEST_SHOWN } from "./counts.js";
import { inOrder } from "./order.js";
import { dotsOf } from "./picture.js";

/** @typedef {import("./counts.js").Counts} Counts */
/** @typedef {import("./questions.js").Form} Form */

/** The answers of which more may mean that a team looks more sharply. */
const SHARPER = ["nu-niet", "dat-ontbreekt", "niet-gezien", "nog-niet", "ik-twijfel"];

/**
 * @param {Form} form
 * @param {Counts} then
 * @param {Counts} now
 * @param {{level: number, earlier: string, agreed: {about: string, text: string}[], fewest?: number}} view `earlier` names the
 *   earlier time, `agreed` is what was written down then, `fewest` people of whom answers are shown
 */
export function compareTeams(form, then, now, { level, earlier, agreed, fewest = FEWEST_SHOWN }) {
  const both = inOrder(form, now, "form").filter(({ id }) => [then, now].every((one) => answered(one, id) >= fewest));
  const sharper = both.flatMap(({ choices }) => choices).find((choice) => SHARPER.includes(choice.id));
  return el(
    "section",
    { class: "kijkraam-team-compare" },
    el(`h${Math.min(level, 6)}`, { tabindex: -1 }, t("web.result.compare.title")),
    el("p", {}, t("web.result.compare.with", { earlier })),
    agreed.length ? el("p", { class: "kijkraam-label" }, t("web.team.compare.agreed")) : null,
    agreed.length
      ? el("dl", {}, ...agreed.flatMap(({ about, text }) => [el("dt", {}, about), el("dd", { class: "kijkraam-team-note" }, text)]))
      : null,
    sharper ? el("p", {}, t("web.result.compare.sharper", { answer: quote(sharper.text) })) : null,
    el("p", {}, t("web.team.compare.people", { then: then.people, now: now.people })),
    both.length ? null : el("p", {}, t("web.team.compare.nothing")),
    el(
      "ol",
      { class: "kijkraam-team-questions" },
      ...both.map((question) =>
        el(
          "li",
          { class: "kijkraam-team-question", "data-item": question.id },
          el(`h${Math.min(level + 1, 6)}`, {}, question.text),
          el("p", { class: "kijkraam-label" }, t("web.team.compare.then")),
          dotsOf(question, then.answers[question.id]),
          el("p", { class: "kijkraam-label" }, t("web.team.compare.now")),
          dotsOf(question, now.answers[question.id]),
        ),
      ),
    ),
  );
}
