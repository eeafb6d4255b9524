// The conversation, step by step with times, and what is written down during it.

import { el } from "../dom.js";
import { button } from "../form/button.js";
import { t } from "../phrases.js";
import { written } from "../result/answers.js";
import { actions } from "../result/choose.js";
import { download } from "../result/take.js";
import { newId } from "../storage/rows.js";
import { icsOf } from "./calendar.js";
import { NEXT, NOTES, noteField } from "./report.js";
import { TEAM, today } from "./record.js";

/** @typedef {import("../result/answers.js").Value} Value */
/** @typedef {(field: string, value: Value) => void} OnChange */

const STEPS = ["agree", "look", "show", "talk", "keep", "actions", "next"];
/** A year has so many days; half of it is when a team looks again. */
const HALF_A_YEAR = 182;

/**
 * @param {ReadonlyMap<string, Value>} fields
 * @param {OnChange} onChange
 * @param {{level: number, title: string, reflection: string[]}} about `title` of the form, `reflection` its closing questions
 */
export function guideView(fields, onChange, { level, title, reflection }) {
  return el(
    "ol",
    { class: "kijkraam-team-guide" },
    ...STEPS.map((step) =>
      el(
        "li",
        { "data-step": step },
        el(`h${Math.min(level, 6)}`, {}, t(`web.team.guide.${step}.title`)),
        el("p", { class: "kijkraam-label" }, t(`web.team.guide.${step}.minutes`)),
        el("p", {}, t(`web.team.guide.${step}.how`)),
        step === "keep" && reflection.length ? el("ul", {}, ...reflection.map((text) => el("li", {}, text))) : null,
        NOTES.includes(step) ? noteView(step, fields, onChange) : null,
        step === "actions" ? actions({ id: TEAM }, fields, onChange) : null,
        step === "next" ? nextView(title, fields, onChange) : null,
      ),
    ),
  );
}

/**
 * @param {string} step
 * @param {ReadonlyMap<string, Value>} fields
 * @param {OnChange} onChange
 */
function noteView(step, fields, onChange) {
  const field = noteField(step);
  const area = /** @type {HTMLTextAreaElement} */ (el("textarea", { id: field, rows: 3, autocomplete: "off" }));
  area.value = written(fields, field);
  area.addEventListener("input", () => onChange(field, area.value || null));
  return el("p", { class: "kijkraam-field" }, el("label", { for: field }, t(`web.team.guide.${step}.note`)), area);
}

/**
 * The date of the next time, and a file of it for a calendar.
 * @param {string} title
 * @param {ReadonlyMap<string, Value>} fields
 * @param {OnChange} onChange
 */
function nextView(title, fields, onChange) {
  const date = /** @type {HTMLInputElement} */ (el("input", { type: "date", id: NEXT, autocomplete: "off" }));
  date.value = written(fields, NEXT);
  const half = button(t("web.team.guide.next.half"), () => {
    const day = new Date();
    day.setDate(day.getDate() + HALF_A_YEAR);
    date.value = today(day);
    changed();
  });
  const calendar = button(t("web.team.guide.next.calendar"), () => {
    const event = { date: date.value, title: t("web.team.guide.next.event", { title }), id: newId() };
    const address = location.href.replace(/[?#].*/, "");
    download(icsOf({ ...event, address, made: new Date() }), `${t("web.team.file")}-${date.value}.ics`, "text/calendar");
  });
  const changed = () => {
    calendar.hidden = !date.value;
    onChange(NEXT, date.value || null);
  };
  calendar.hidden = !date.value;
  date.addEventListener("change", changed);
  return el(
    "div",
    { class: "kijkraam-team-next" },
    el("p", { class: "kijkraam-field" }, el("label", { for: NEXT }, t("web.team.guide.next.date")), date),
    el("p", { class: "kijkraam-buttons" }, half, calendar),
  );
}
