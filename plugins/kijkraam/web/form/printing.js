// A form on paper: blank, with boxes and lines for a pen, or filled in, with the answers as words. The user chooses; the
// browser's own command prints what is filled in, and a form without answers blank. The screen stays as it is: what is
// made here is for paper only, and goes when the paper is there.
import { announce, el } from "../dom.js";
import { t } from "../phrases.js";
import { longDate, nameAndDate } from "../result/answers.js";
import { button } from "./button.js";

/** @typedef {import("./element.js").Filling} Filling */
/** @typedef {import("./fields.js").Control} Control */
/** @typedef {"blank" | "filled"} Paper */

/** What a client skipped is told to nobody. */
const SKIPPED = "sla-over";
/** An answer so short stands beside its question, in characters. */
const SHORT = 32;
const MADE = "kijkraam-paper";

/**
 * What was filled in within a part of the page, as words.
 * @param {Element} place
 * @returns {{answers: string[], note: string, star: boolean}}
 */
function given(place) {
  const all = { answers: /** @type {string[]} */ ([]), note: "", star: false };
  for (const control of /** @type {NodeListOf<Control>} */ (place.querySelectorAll("input, textarea"))) {
    const { name, type, value, checked } = control;
    const isChoice = type === "radio" || type === "checkbox";
    if (!name || (isChoice ? !checked || value === SKIPPED : !value.trim())) continue;
    if (name.endsWith("--star")) all.star = true;
    else if (name.endsWith("--note")) all.note = value.trim();
    else if (type === "date") all.answers.push(longDate(value));
    else if (isChoice && value === "ja" && type === "checkbox") all.answers.push(t("web.print.yes"));
    else if (isChoice) all.answers.push(control.parentElement?.querySelector("span")?.textContent.trim() ?? value);
    else all.answers.push(value.trim());
  }
  return all;
}

/**
 * A copy of the words in a part of the page.
 * @param {Element | null | undefined} part
 * @returns {Node[]}
 */
function wordsOf(part) {
  const copy = /** @type {Element | undefined} */ (part?.cloneNode(true));
  for (const small of copy?.querySelectorAll("small, .kijkraam-unseen") ?? []) small.remove();
  for (const named of copy?.querySelectorAll("[id]") ?? []) named.removeAttribute("id");
  return [...(copy?.childNodes ?? [])];
}

/** Whether only a pen answers it, on paper. @param {Element} item */
function isByPen(item) {
  return Boolean(item.querySelector(".kijkraam-by-pen"));
}

/** A line to write on. */
function line() {
  return el("span", { class: "kijkraam-line" });
}

/**
 * @param {Element} item a question of the form
 * @returns {HTMLElement | null} the same with its answer in words; null when it has nothing to tell on paper
 */
function told(item) {
  const isClosing = item.matches("li");
  const { answers, note, star } = given(item);
  if (isClosing && !answers.length) return null;
  const table = item.querySelector("table");
  const question = item.querySelector("legend, .kijkraam-question, .kijkraam-answer > span, label");
  const isWord = item.querySelector("[type=radio], [type=checkbox], [type=date]") && answers.join().length <= SHORT;
  const look = table ? " kijkraam-told--table kijkraam-table" : isWord ? " kijkraam-told--word" : isByPen(item) ? " kijkraam-told--pen" : "";
  const made = el(
    isClosing ? "li" : "div",
    { class: `${MADE} kijkraam-told${look}` },
    el("p", { class: "kijkraam-told-question" }, ...wordsOf(question)),
  );
  if (table) made.append(toldTable(table));
  else if (answers.length) made.append(...answers.map((text) => el("p", { class: "kijkraam-told-answer" }, text)));
  else made.append(el("p", { class: "kijkraam-told-answer" }, line()));
  if (note) {
    const asked = item.querySelector(".kijkraam-field > label")?.textContent;
    made.append(el("p", { class: "kijkraam-told-note" }, el("span", {}, asked), ` ${note}`));
  }
  if (star) made.append(el("p", { class: "kijkraam-told-star" }, `★ ${t("web.result.star")}`));
  return made;
}

/**
 * The rows in which something is filled in; rows that have a name of their own all stay.
 * @param {HTMLTableElement} table
 */
function toldTable(table) {
  const rows = [...(table.tBodies[0]?.rows ?? [])];
  const isNumbered = table.matches(".kijkraam-numbered");
  const kept = rows.filter((row) => !isNumbered || given(row).answers.length);
  const head = [...(table.tHead?.rows[0]?.cells ?? [])].map((cell) => el("th", { scope: "col" }, ...wordsOf(cell)));
  const body = (kept.length ? kept : rows.slice(0, 1)).map((row) => {
    const cells = [...row.cells];
    const name = el("th", { scope: "row" }, ...wordsOf(cells.shift()));
    return el("tr", {}, name, ...cells.map((cell) => el("td", {}, given(cell).answers.join("\n"))));
  });
  return el("table", { class: table.className }, el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...body));
}

/**
 * @param {Filling} filling
 * @param {AbortSignal} signal ends everything, when the form leaves the page
 * @returns {import("./element.js").Part}
 */
export function printing({ root, form, above, definition, saving, isShort }, signal) {
  const isOwnPage = !root.dataset.only;
  const isTold = definition.kind === "ervaring";
  /** @type {Element[]} what was made for paper */
  let made = [];
  /** @type {(() => void) | null} */
  let refresh = null;

  const items = () => [...form.querySelectorAll(`.kijkraam-item, .kijkraam-reflection li:not(.${MADE})`)];

  function isFilled() {
    const asked = items().filter((item) => !item.matches(".kijkraam-perspective"));
    return asked.some((item) => {
      const { answers, note, star } = given(item);
      return answers.length || note || star;
    });
  }

  /** @param {Element} node @param {"before" | "after" | "append"} how @param {Element} add */
  function put(node, how, add) {
    add.classList.add(MADE);
    made.push(add);
    node[how](add);
  }

  /** @param {Paper} paper @param {boolean} isChosen whether someone chose it, not the browser's own command */
  function prepare(paper, isChosen) {
    clear();
    root.dataset.paper = paper;
    root.toggleAttribute("data-paper-chosen", isChosen);
    if (isOwnPage && !isTold) tellRecord(paper);
    if (paper === "filled") fillIn();
    else makeBlank();
  }

  function clear() {
    for (const part of made) part.remove();
    made = [];
    root.removeAttribute("data-paper");
    root.removeAttribute("data-paper-chosen");
    for (const part of form.querySelectorAll("[data-printed]")) part.removeAttribute("data-printed");
  }

  /** Which record this is. @param {Paper} paper */
  function tellRecord(paper) {
    const title = root.querySelector(".kijkraam-head :is(h1, h2, h3, h4, h5)");
    const date = saving.get(`${definition.id}--date`);
    const texts = nameAndDate(saving.record?.name, date ? String(date) : "");
    const pens = ["name", "date"].map((key) => el("span", {}, t(`web.bar.${key}`), line()));
    const parts = paper === "blank" ? pens : texts.length ? [texts.join(" · ")] : [];
    if (title && parts.length) put(title, "after", el("p", { class: "kijkraam-told-record" }, ...parts));
  }

  function fillIn() {
    for (const section of form.querySelectorAll("section")) {
      const own = items().filter((item) => item.closest("section") === section);
      const isEmpty = !own.some((item) => given(item).answers.length || given(item).note || given(item).star);
      if (!isEmpty || !own.length || section.matches(".kijkraam-pane--shut")) continue;
      const pens = own.filter(isByPen);
      if (pens.length === own.length) continue;
      for (const item of pens) put(item, "before", /** @type {HTMLElement} */ (told(item)));
      section.dataset.printed = section.matches("[data-pane]") ? "empty" : "no";
      const nothing = el("p", { class: "kijkraam-told-nothing" }, t("web.print.nothing"));
      own[0]?.before(nothing);
      nothing.classList.add(MADE);
      made.push(nothing);
    }
    for (const item of items()) {
      if (item.closest("[hidden], .kijkraam-pane--shut, [data-printed]")) continue;
      const words = told(item);
      if (words) put(item, "before", words);
    }
    const danger = form.querySelector('.kijkraam-danger [aria-pressed="true"]');
    const place = danger?.closest(".kijkraam-buttons");
    if (place) put(place, "before", el("p", { class: "kijkraam-told-answer" }, danger?.textContent));
  }

  function makeBlank() {
    // What a link chose, or the Eerste blik, is printed as it is on screen; all else whole, also what is shut now.
    const isShortNow = isShort();
    const isByPane = saving.get(`${definition.id}--mode`) === "panes" && !root.querySelector(".kijkraam-mode[hidden]");
    const isTeam = saving.get(`${definition.id}--perspective`) === "team";
    for (const { id, share } of definition.panes) {
      const section = /** @type {HTMLElement | null} */ (form.querySelector(`[data-pane="${id}"]`));
      const isPrivate = isTeam && share === "self";
      if (!section || !(isByPane || isPrivate)) continue;
      const all = /** @type {HTMLElement[]} */ ([...section.querySelectorAll("[data-item]")]);
      const wanted = all.filter((item) => !isShortNow || item.dataset.core !== undefined);
      if (wanted.length) section.dataset.printed = "yes";
      for (const item of all) item.dataset.printed = wanted.includes(item) ? "yes" : "no";
    }
    for (const control of /** @type {NodeListOf<Control>} */ (form.querySelectorAll("textarea, [type=text], [type=date]"))) {
      const isCell = control.closest("td");
      const isNote = control.name.endsWith("--note");
      const count = control.tagName === "TEXTAREA" ? (isNote ? 2 : 5) : 1;
      const lines = isCell ? [] : Array.from({ length: count }, line);
      put(control, "after", el("span", { class: `kijkraam-lines${control.type === "date" ? " kijkraam-lines--short" : ""}` }, ...lines));
    }
  }

  function offer() {
    const id = `${form.id}--print`;
    const about = { blank: el("p", { id: `${id}-blank` }), filled: el("p", { id: `${id}-filled` }) };
    const ways = /** @type {Paper[]} */ (["blank", "filled"]).map((paper) =>
      button(t(`web.print.${paper}`), () => run(paper), { "aria-describedby": about[paper].id }),
    );
    const [, filled] = ways;
    const list = el("ul", {}, ...ways.map((way, place) => el("li", {}, way, about[place ? "filled" : "blank"])));
    const fold = /** @type {HTMLDetailsElement} */ (
      el("details", { class: "kijkraam-fold kijkraam-printing" }, el("summary", {}, t("web.print.title")), list)
    );
    above.append(fold);

    /** @param {Paper} paper */
    async function run(paper) {
      if (paper === "filled" && !isFilled()) {
        announce(t("web.print.nothing_yet"));
        return;
      }
      await saving.flush(); // a sheet that was only just begun has its name when it is stored
      prepare(paper, true);
      print();
    }

    // Also while it is shut: words that come after it opened would move the buttons under a finger.
    refresh = () => {
      const is = isFilled();
      about.blank.textContent = t(`web.print.what.${isShort() ? "short" : "blank"}`);
      about.filled.textContent = t(is ? "web.print.what.filled" : "web.print.nothing_yet");
      filled?.setAttribute("aria-disabled", String(!is));
    };
    refresh();
  }

  if (isOwnPage && !isTold) offer();
  addEventListener("beforeprint", () => root.dataset.paper || prepare(isFilled() ? "filled" : "blank", false), { signal });
  addEventListener("afterprint", clear, { signal });
  signal.addEventListener("abort", clear);
  return { record: () => refresh?.(), update: () => refresh?.() };
}
