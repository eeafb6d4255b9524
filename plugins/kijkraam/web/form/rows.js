// Tables to which rows can be added: each row keeps its id for ever, its number is its place.
import { announce, el } from "../dom.js";
import { t } from "../phrases.js";
import { button } from "./button.js";

/** @typedef {import("./element.js").Filling} Filling */
/** @typedef {import("./fields.js").Control} Control */

/** @param {Filling} filling */
export function rows(filling) {
  const tables = filling.definition.panes
    .flatMap(({ questions }) => questions)
    .filter(({ type, rows: fixed }) => type === "table" && !fixed.length)
    .flatMap(({ id }) => {
      const body = filling.root.querySelector(`[data-item="${id}"] tbody`);
      return body ? [rowsOf(filling, id, /** @type {HTMLTableSectionElement} */ (body))] : [];
    });
  return { arrange: () => tables.forEach((arrange) => arrange()) };
}

/**
 * @param {Filling} filling
 * @param {string} item
 * @param {HTMLTableSectionElement} body
 * @returns {() => void} puts the rows of the open record in the table
 */
function rowsOf({ definition, saving, put, undo }, item, body) {
  const field = `${definition.id}--rows--${item}`;
  const prompts = body.querySelectorAll(".kijkraam-cell-prompt");
  /** @type {Map<string, HTMLTableRowElement>} */
  const made = new Map();
  for (const row of body.rows) made.set(String(controls(row)[0]?.name.split("--")[1]), row);
  const first = [...made.keys()];
  const pattern = /** @type {HTMLTableRowElement} */ (body.rows[0]?.cloneNode(true));
  for (const prompt of pattern.querySelectorAll(".kijkraam-cell-prompt")) prompt.remove();
  for (const [id, row] of made) addTools(row, id);
  body.closest("table")?.after(button(t("web.rows.add"), add));
  let arranged = "";

  /** @returns {string[]} the rows in order; a row with answers that no order knows comes last */
  function order() {
    const answered = [...saving.values().keys()].map((name) => name.split("--")).filter((parts) => parts.length === 3);
    const used = answered.filter(([table]) => table === item).map(([, row]) => String(row));
    return [...new Set([...(saving.get(field) ?? first), ...used])];
  }

  function arrange() {
    const now = order();
    if (String(now) === arranged) return;
    arranged = String(now);
    for (const [id, row] of made) if (!now.includes(id)) row.remove();
    for (const [index, id] of now.entries()) {
      const row = made.get(id) ?? make(id);
      if (body.rows[index] !== row) body.insertBefore(row, body.rows[index] ?? null);
      number(row, index + 1, now.length);
    }
    for (const prompt of prompts) {
      const column = /** @type {HTMLTableCellElement} */ (prompt.parentElement).cellIndex;
      const label = body.rows[0]?.cells[column]?.firstElementChild;
      if (label?.nextElementSibling !== prompt) label?.after(prompt);
    }
  }

  /** @param {string} id */
  function make(id) {
    const row = /** @type {HTMLTableRowElement} */ (pattern.cloneNode(true));
    for (const part of row.querySelectorAll("[name], [id], [for]")) {
      for (const name of ["name", "id", "for"]) {
        const value = part.getAttribute(name);
        if (value) part.setAttribute(name, value.replace(`--${first[0]}--`, `--${id}--`));
      }
    }
    for (const control of controls(row)) {
      control.checked = false;
      if (control.type !== "radio" && control.type !== "checkbox") control.value = "";
    }
    addTools(row, id);
    made.set(id, row);
    return row;
  }

  /**
   * @param {HTMLTableRowElement} row
   * @param {string} id
   */
  function addTools(row, id) {
    row.lastElementChild?.append(
      el(
        "div",
        { class: "kijkraam-row-tools" },
        button("↑", () => move(id, -1), { "data-tool": "up" }),
        button("↓", () => move(id, 1), { "data-tool": "down" }),
        button("×", () => remove(id), { "data-tool": "remove" }),
      ),
    );
  }

  function add() {
    const id = `r${Math.random().toString(36).slice(2, 10)}`;
    const now = [...order(), id];
    put(field, now);
    focus(id, "input, textarea");
    announce(t("web.rows.added", { row: now.length }));
  }

  /**
   * @param {string} id
   * @param {number} by
   */
  function move(id, by) {
    const now = order();
    const to = now.indexOf(id) + by;
    if (to < 0 || to >= now.length) return;
    now.splice(to - by, 1);
    now.splice(to, 0, id);
    put(field, now);
    focus(id, `[data-tool="${by < 0 ? "up" : "down"}"]`);
    announce(t("web.rows.moved", { row: to + 1 }));
  }

  /** @param {string} id */
  function remove(id) {
    const place = order().indexOf(id);
    const cells = [...saving.values()].filter(([name]) => name.startsWith(`${item}--${id}--`));
    for (const [name] of cells) put(name, null);
    put(
      field,
      order().filter((other) => other !== id),
    );
    if (!order().length) add();
    undo.offer(t("web.rows.removed", { row: place + 1 }), () => {
      const now = order();
      now.splice(place, 0, id);
      put(field, now);
      for (const [name, value] of cells) put(name, value);
      focus(id, "input, textarea");
    });
  }

  /**
   * @param {string} id
   * @param {string} selector
   */
  function focus(id, selector) {
    /** @type {HTMLElement | null | undefined} */ (made.get(id)?.querySelector(selector))?.focus();
  }

  return arrange;
}

/**
 * @param {HTMLTableRowElement} row
 * @returns {NodeListOf<Control>}
 */
function controls(row) {
  return row.querySelectorAll("input, textarea");
}

/**
 * @param {HTMLTableRowElement} row
 * @param {number} n
 * @param {number} all
 */
function number(row, n, all) {
  const [head] = row.cells;
  if (head) head.textContent = String(n);
  for (const part of row.querySelectorAll(":is(label, legend) > .kijkraam-unseen")) part.textContent = `${n}: `;
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (row.querySelectorAll("[data-tool]"))) {
    const { tool } = part.dataset;
    part.title = t(`web.rows.${tool}`, { row: n });
    part.setAttribute("aria-label", part.title);
    part.setAttribute("aria-disabled", String((tool === "up" && n === 1) || (tool === "down" && n === all)));
  }
}
