// Take the result along: on paper, as text, or as a file. Each way says first where it goes and who can read it.

import { announce, el } from "../dom.js";
import { t } from "../phrases.js";
import { facts, isOpen, isPartial, nameAndDate, written } from "./answers.js";
import { ACTIONS, ACTION_PARTS, picked } from "./choose.js";
import { words } from "./words.js";

/** @typedef {import("./answers.js").Answers} Answers */
/** @typedef {import("./answers.js").Definition} Definition */
/** @typedef {{about: string, id: string, question: string, answer: string}} Own what is no question of a pane */

const NOT_PRINTED = "kijkraam-not-printed";

/**
 * What was chosen and written besides the panes.
 * @param {Definition} definition
 * @param {Answers} answers
 * @returns {Own[]}
 */
export function own(definition, answers) {
  const { id: form, panes, reflection, retired } = definition;
  const questions = panes.flatMap((pane) => pane.questions);
  const goesWell = picked(definition, answers).map((id) => ({
    about: t("web.result.choose.goes_well"),
    id: `${form}--goes-well`,
    question: questions.find((question) => question.id === id)?.text ?? id,
    answer: "",
  }));
  const actions = ACTIONS.flatMap((number) =>
    ACTION_PARTS.map((part) => ({
      about: t("web.result.choose.action", { number }),
      id: `${form}--action-${number}--${part}`,
      question: t(`web.result.action.${part}`),
    })),
  );
  const closing = reflection.map((question, place) => ({
    about: t("web.result.reflection"),
    id: `${form}--reflection-${place + 1}`,
    question,
  }));
  const gone = retired
    .flatMap((id) => [id, `${id}--note`])
    .map((id) => ({ about: t("web.result.retired"), id, question: id }));
  const rest = [...actions, ...closing, ...gone].map((entry) => ({ ...entry, answer: written(answers, entry.id) }));
  return [...goesWell, ...rest.filter((entry) => entry.answer)];
}

/**
 * Plain text for a report: what was answered, and the words on it.
 * @param {Definition} definition
 * @param {Answers} answers
 * @param {{name?: string, date?: string}} [record]
 * @returns {string}
 */
export function toText(definition, answers, { name, date } = {}) {
  const all = facts(definition, answers);
  const panes = definition.panes.map((pane) => [
    pane.title,
    ...(isOpen(definition, pane, answers)
      ? all.filter((fact) => fact.pane === pane && (fact.answer || fact.star)).map(factInText)
      : [t("web.result.window.closed")]),
  ]);
  const besides = own(definition, answers);
  const abouts = [...new Set(besides.map((entry) => entry.about))].map((about) => [
    about,
    ...besides
      .filter((entry) => entry.about === about)
      .map((entry) => [`- ${entry.question}`, entry.answer].filter(Boolean).join(" ")),
  ]);
  const blocks = [
    [definition.title, ...nameAndDate(name, date)],
    [t("web.result.words.title"), ...words(definition, answers)],
    ...panes,
    ...abouts,
    [isPartial(definition, answers) ? (definition.partial ?? "") : "", noMark(definition)],
  ];
  const texts = blocks.map((block) => block.filter(Boolean).join("\n"));
  return `${texts.filter(Boolean).join("\n\n")}\n`;
}

/** @param {Definition} definition */
function noMark({ kind }) {
  return ["kijkraam", "kijkvragen"].includes(kind) ? t(`web.result.no_mark.${kind}`) : "";
}

/** @param {import("./answers.js").Fact} fact */
function factInText({ text, answer, note, star }) {
  const lines = [`- ${text} ${answer || t("web.result.open")}`];
  if (star) lines.push(`  ${t("web.result.star")}`);
  if (note) lines.push(`  ${t("web.result.note")} ${note.replaceAll("\n", "\n  ")}`);
  return lines.join("\n");
}

/**
 * The same as comma-separated values (RFC 4180).
 * @param {Definition} definition
 * @param {Answers} answers
 * @returns {string}
 */
export function toCsv(definition, answers) {
  const head = ["pane", "id", "question", "answer", "note", "star"].map((name) => t(`web.result.${name}`));
  const rows = facts(definition, answers).map((fact) => [
    fact.pane.title,
    fact.question.id,
    fact.text,
    fact.answer,
    fact.note,
    fact.star ? t("web.result.starred") : "",
  ]);
  const besides = own(definition, answers).map((entry) => [
    entry.about,
    entry.id,
    entry.question,
    entry.answer,
    "",
    "",
  ]);
  return [head, ...rows, ...besides].map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}

/**
 * A spreadsheet would run a cell that begins like a formula: an apostrophe makes it text.
 * @param {string} text
 */
export function csvCell(text) {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * Put a text on the clipboard; where that is not allowed, show it selected in a text field beside `place`.
 * @param {string} text
 * @param {Element} place
 */
export async function copy(text, place) {
  try {
    await navigator.clipboard.writeText(text);
    announce(t("web.result.take.copied"));
  } catch {
    const known = place.parentElement?.querySelector("textarea");
    const area = known ?? /** @type {HTMLTextAreaElement} */ (el("textarea", { readonly: true, rows: 10 }));
    area.setAttribute("aria-label", t("web.result.take.copy_yourself"));
    area.value = text;
    if (!known) place.after(el("p", {}, t("web.result.take.copy_yourself")), area);
    area.focus();
    area.select();
  }
}

/**
 * Give a text as a file.
 * @param {string} text
 * @param {string} name
 * @param {string} type
 */
export function download(text, name, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = el("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads the file after this; giving the address free at once would stop it in some.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/**
 * Print the page, or only one part of it.
 * @param {Element} [only]
 */
export function printPage(only) {
  printOnly(only);
  print();
}

/**
 * Leave out all else the next time that something is printed.
 * @param {Element} [only]
 */
export function printOnly(only) {
  printAllAgain();
  for (let node = only; node && node !== document.body; node = node.parentElement ?? undefined) {
    for (const other of node.parentElement?.children ?? []) if (other !== node) other.classList.add(NOT_PRINTED);
  }
  addEventListener("afterprint", printAllAgain, { once: true });
}

function printAllAgain() {
  for (const other of document.querySelectorAll(`.${NOT_PRINTED}`)) other.classList.remove(NOT_PRINTED);
}

/**
 * @param {Definition} definition
 * @param {Answers} answers
 * @param {object} given
 * @param {string} [given.name] of the record
 * @param {string} [given.date]
 * @param {number} [given.level]
 * @param {Element} given.result what "only the result" prints
 * @param {() => string | Promise<string>} given.json the record as the storage exports it
 * @returns {HTMLElement}
 */
export function takeView(definition, answers, { name, date, level = 3, result, json }) {
  const { id, keep } = definition;
  const record = { ...(name && { name }), ...(date && { date }) };
  const saveCsv = () => download(`\ufeff${toCsv(definition, answers)}`, `${id}.csv`, "text/csv");
  const saveJson = async () => download(await json(), `${id}.json`, "application/json");
  return el(
    "section",
    { class: "kijkraam-take" },
    el(`h${level}`, {}, t("web.result.take.title")),
    keep === "always" ? null : el("p", {}, t("web.result.take.about_someone")),
    el(
      "ul",
      {},
      way(id, "on_paper", { print_all: () => printPage(), print_result: () => printPage(result) }),
      way(id, "on_clipboard", { text: (button) => void copy(toText(definition, answers, record), button) }),
      way(id, "in_file", { csv: saveCsv, json: saveJson }),
    ),
  );
}

/**
 * Where it goes and who can read it, and then the buttons.
 * @param {string} form
 * @param {string} where
 * @param {Record<string, (button: Element) => void>} runs
 */
function way(form, where, runs) {
  const id = `${form}--take-${where}`;
  const buttons = Object.entries(runs).map(([name, run]) => {
    const button = el(
      "button",
      { type: "button", class: "kijkraam-button", "aria-describedby": id },
      t(`web.result.take.${name}`),
    );
    button.addEventListener("click", () => run(button));
    return button;
  });
  return el("li", {}, el("p", { id }, t(`web.result.take.${where}`)), ...buttons);
}
