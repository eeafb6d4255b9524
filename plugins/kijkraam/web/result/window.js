// The window: a pane per section, in it a part per question, with the answer as a pattern and a word.

import { el, svg } from "../dom.js";
import { t } from "../phrases.js";
import { here, isOpen } from "./answers.js";
import { PATTERNS, partsOf } from "./parts.js";

/** @typedef {import("./answers.js").Answers} Answers */
/** @typedef {import("./answers.js").Definition} Definition */
/** @typedef {import("./answers.js").Pane} Pane */
/** @typedef {import("./parts.js").Look} Look */
/** @typedef {import("./parts.js").Part} Part */
/** @typedef {(pattern: string) => string} Fill gives the fill of a pattern */
/** @typedef {"whole" | "then" | "now"} Half */

const STAR = "M8 1l2 4.6 5 .5-3.8 3.3 1.1 4.9L8 11.8l-4.3 2.5 1.1-4.9L1 6.1l5-.5z";

let windows = 0;

/**
 * The window of one record; with `earlier` a part that moved shows both: left then, right now.
 * @param {Definition} definition
 * @param {Answers} answers
 * @param {import("./answers.js").View & {earlier?: Answers}} [view]
 * @returns {HTMLElement}
 */
export function windowView(definition, answers, { link = here, earlier } = {}) {
  windows += 1;
  const prefix = `kijkraam-pattern-${windows}-`;
  const fill = (/** @type {string} */ name) => `url(#${prefix}${name})`;
  const panes = definition.panes.map((pane) => {
    const open = isOpen(definition, pane, answers) || (earlier && isOpen(definition, pane, earlier));
    const parts = open ? partsOf(definition, pane, answers, earlier) : [];
    return el(
      "li",
      { class: "kijkraam-window-pane" },
      el(
        "a",
        { href: link(pane.id) },
        el("span", {}, pane.title),
        open ? glass(parts, earlier ? 2 : 4, fill) : shutters(fill),
      ),
      open ? key(parts, fill) : el("p", {}, t("web.result.window.closed")),
      pane.elsewhere ? el("p", {}, elsewhere(pane, pane.elsewhere.url)) : null,
    );
  });
  return el(
    "div",
    { class: "kijkraam-window" },
    patterns(prefix),
    el(
      "ul",
      { class: "kijkraam-window-panes", "aria-label": t("web.result.window.of", { title: definition.title }) },
      ...panes,
    ),
  );
}

/**
 * @param {Pane} pane
 * @param {string} url
 */
function elsewhere(pane, url) {
  const which = el("span", { class: "kijkraam-unseen" }, `: ${pane.title}`);
  const words = [t("web.result.window.elsewhere"), which];
  return url === "#" ? el("span", {}, ...words) : el("a", { href: url }, ...words);
}

/**
 * The patterns, to be used by all drawings of this window.
 * @param {string} prefix
 */
function patterns(prefix) {
  const all = Object.entries(PATTERNS).map(([name, d]) =>
    svg(
      "pattern",
      { id: prefix + name, width: 10, height: 10, patternUnits: "userSpaceOnUse" },
      svg("path", { class: `kijkraam-pattern-${name}`, d }),
    ),
  );
  return svg("svg", { class: "kijkraam-window-patterns", "aria-hidden": "true" }, ...all);
}

/** @param {...SVGElement} content */
function drawing(...content) {
  return svg("svg", { class: "kijkraam-window-glass", "aria-hidden": "true" }, ...content);
}

/**
 * @param {Part[]} parts
 * @param {number} most in a row
 * @param {Fill} fill
 */
function glass(parts, most, fill) {
  const rows = inRows(parts, most);
  return drawing(
    ...rows.flatMap((row, down) =>
      row.map((part, along) =>
        svg(
          "svg",
          {
            x: `${(100 / row.length) * along}%`,
            y: `${(100 / rows.length) * down}%`,
            width: `${100 / row.length}%`,
            height: `${100 / rows.length}%`,
            "data-item": part.question.id,
          },
          svg("title", {}, part.told),
          ...(part.moved
            ? [...surface(part.then, fill, "then"), ...surface(part.now, fill, "now"), arrow()]
            : surface(part.now, fill)),
          part.star ? star() : null,
        ),
      ),
    ),
  );
}

/**
 * Rows that are all full, so that an empty spot never looks like a question.
 * @template T
 * @param {T[]} all
 * @param {number} most in a row
 * @returns {T[][]}
 */
function inRows(all, most) {
  const least = all.length > 3 ? 2 : 1;
  const count = Math.max(least, Math.ceil(all.length / (all.length > 8 ? Math.min(most, 3) : most)));
  const start = (/** @type {number} */ row) => Math.ceil((all.length * row) / count);
  return Array.from({ length: count }, (_, row) => all.slice(start(row), start(row + 1)));
}

/**
 * @param {Look} look
 * @param {Fill} fill
 * @param {Half} [half]
 */
function surface({ pattern }, fill, half) {
  if (pattern === "unlit") return [layer("unlit", half), layer("edge", half)];
  if (pattern === "unknown") return [layer("lit", half), layer("unknown", half)];
  return [layer("lit", half), layer("pattern", half, fill(pattern)), layer("edge", half)];
}

/**
 * A layer of a part, or of one half of it.
 * @param {string} name
 * @param {Half} [half]
 * @param {string} [fill]
 */
function layer(name, half = "whole", fill) {
  return svg("rect", {
    class: `kijkraam-window-${name} kijkraam-window-${half}`,
    x: half === "now" ? "50%" : 0,
    width: half === "whole" ? "100%" : "50%",
    height: "100%",
    fill,
  });
}

/**
 * Two leaves with slats.
 * @param {Fill} fill
 */
function shutters(fill) {
  const leaf = (/** @type {string} */ x) =>
    svg(
      "svg",
      { x, width: "50%", height: "100%" },
      layer("unlit"),
      layer("slats", "whole", fill("slats")),
      layer("edge"),
    );
  return drawing(leaf("0"), leaf("50%"));
}

/** From then to now. */
function arrow() {
  return svg(
    "svg",
    { class: "kijkraam-window-mark", x: "50%", y: "50%", overflow: "visible" },
    svg("circle", { r: 8 }),
    svg("path", { d: "M-5 0h9M0-4l4 4-4 4" }),
  );
}

function star() {
  return svg(
    "svg",
    { class: "kijkraam-window-mark kijkraam-window-star", width: 22, height: 22, viewBox: "-3 -3 22 22" },
    svg("circle", { cx: 8, cy: 8, r: 10.5 }),
    svg("path", { d: STAR }),
  );
}

/**
 * What the patterns of a pane say, with the questions for who does not see them.
 * @param {Part[]} parts
 * @param {Fill} fill
 */
function key(parts, fill) {
  /** @type {Map<string, {look: Look, texts: string[]}>} */
  const entries = new Map();
  for (const part of parts) {
    for (const look of part.moved ? [part.then, part.now] : [part.now]) {
      const entry = entries.get(look.pattern + look.word) ?? { look, texts: [] };
      entry.texts.push(part.moved ? part.told : part.question.text);
      entries.set(look.pattern + look.word, entry);
    }
  }
  const starred = parts.filter((part) => part.star).map((part) => part.question.text);
  return el(
    "ul",
    { class: "kijkraam-window-key" },
    ...[...entries.values()].map(({ look, texts }) => keyed(surface(look, fill), look.word, texts)),
    starred.length ? keyed([star()], t("web.result.star"), starred) : null,
  );
}

/**
 * @param {SVGElement[]} swatch
 * @param {string} word
 * @param {string[]} texts
 */
function keyed(swatch, word, texts) {
  return el(
    "li",
    {},
    svg("svg", { "aria-hidden": "true" }, ...swatch),
    el("span", {}, word),
    el("span", { class: "kijkraam-unseen" }, `: ${texts.join(" ")}`),
  );
}
