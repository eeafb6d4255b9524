// The same as the window, as a table.

import { el } from "../dom.js";
import { t } from "../phrases.js";
import { facts, here, isOpen } from "./answers.js";

/** @typedef {import("./answers.js").Answers} Answers */
/** @typedef {import("./answers.js").Definition} Definition */

/**
 * Every pane with its questions, answers, notes and stars. The roles stay when a narrow screen shows its rows as blocks.
 * @param {Definition} definition
 * @param {Answers} answers
 * @param {import("./answers.js").View} [view]
 * @returns {HTMLElement}
 */
export function table(definition, answers, { link = here } = {}) {
  const all = facts(definition, answers);
  const columns = ["question", "answer", "note", "star"].map((name) => t(`web.result.${name}`));
  return el(
    "table",
    { class: "kijkraam-window-table", role: "table" },
    el("caption", {}, t("web.result.window.of", { title: definition.title })),
    el(
      "thead",
      { role: "rowgroup" },
      el("tr", { role: "row" }, ...columns.map((name) => el("th", { scope: "col", role: "columnheader" }, name))),
    ),
    ...definition.panes.map((pane) => {
      const open = isOpen(definition, pane, answers);
      return el(
        "tbody",
        { role: "rowgroup" },
        el(
          "tr",
          { role: "row" },
          el("th", { scope: "rowgroup", colspan: 4, role: "rowheader" }, el("a", { href: link(pane.id) }, pane.title)),
        ),
        open ? null : el("tr", { role: "row" }, el("td", { colspan: 4, role: "cell" }, t("web.result.window.closed"))),
        ...all
          .filter((fact) => open && fact.pane === pane)
          .map((fact) =>
            el(
              "tr",
              { role: "row" },
              el("th", { scope: "row", role: "rowheader" }, el("a", { href: link(fact.question.id) }, fact.text)),
              el("td", { role: "cell" }, fact.answer || t("web.result.open")),
              el("td", { role: "cell" }, fact.note),
              el("td", { role: "cell" }, fact.star ? t("web.result.starred") : ""),
            ),
          ),
      );
    }),
  );
}
