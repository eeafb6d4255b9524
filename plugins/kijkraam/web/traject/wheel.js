// The phases as a wheel: each part leads to its phase, and says in a word and a pattern where it is.
import { el, svg } from "../dom.js";
import { t } from "../phrases.js";

/** @typedef {"untouched" | "busy" | "done"} State */
/** @typedef {{title: string, href: string, state: State}} Part */

const SIZE = 600;
const MIDDLE = SIZE / 2;
const OUTER = 292;
const RIM = 272;
const INNER = 118;
/** Between two parts, in degrees. */
const GAP = 2;
const LONGEST_LINE = 14;

/**
 * @param {number} radius
 * @param {number} degrees clockwise from the top
 */
function point(radius, degrees) {
  const angle = ((degrees - 90) * Math.PI) / 180;
  return [MIDDLE + radius * Math.cos(angle), MIDDLE + radius * Math.sin(angle)].map((number) => number.toFixed(1)).join(" ");
}

/**
 * A piece of a ring.
 * @param {number} from
 * @param {number} to
 * @param {number} inner
 * @param {number} outer
 */
function piece(from, to, inner, outer) {
  return [
    `M${point(outer, from)}`,
    `A${outer} ${outer} 0 ${to - from > 180 ? 1 : 0} 1 ${point(outer, to)}`,
    `L${point(inner, to)}`,
    `A${inner} ${inner} 0 ${to - from > 180 ? 1 : 0} 0 ${point(inner, from)}Z`,
  ].join("");
}

/**
 * A title in lines that fit in a part of the wheel.
 * @param {string} title
 */
function lines(title) {
  /** @type {string[]} */
  const made = [];
  for (const word of title.split(" ")) {
    const last = made.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= LONGEST_LINE) made[made.length - 1] = `${last} ${word}`;
    else made.push(word);
  }
  return made;
}

/**
 * "Fase 1. Ontmoeting" has a number of its own: in the wheel it stands apart.
 * @param {string} title
 */
function withoutNumber(title) {
  return title.replace(/^\p{L}+ \d+[.:] /u, "");
}

/**
 * @param {Part} part
 * @param {number} place
 * @param {number} count
 */
function drawn({ title, href, state }, place, count) {
  const width = 360 / count;
  const from = place * width - width / 2 + GAP / 2;
  const to = from + width - GAP;
  const [x, y] = point((RIM + INNER) / 2, (from + to) / 2)
    .split(" ")
    .map(Number);
  const word = t(`web.traject.state.${state}`);
  const text = [...lines(withoutNumber(title)), `(${word})`];
  const top = y - (text.length * 20) / 2;
  const rim = svg("path", { class: "kijkraam-wheel-rim", d: piece(from, to, RIM, OUTER) });
  // A rule for paths of figures comes before an attribute, so the pattern is set as a property.
  rim.style.setProperty("fill", `url("#kijkraam-wheel-${state}")`);
  return svg(
    "a",
    { href, class: "kijkraam-wheel-part", "aria-label": t("web.traject.part", { title, state: word }) },
    svg("path", { d: piece(from, to, INNER, RIM) }),
    rim,
    svg("text", { class: "kijkraam-figure-number kijkraam-wheel-number", x, y: top - 2 }, String(place + 1)),
    ...text.map((line, at) => svg("text", { class: "kijkraam-wheel-text", x, y: top + 24 + at * 20 }, line)),
    svg("text", { class: "kijkraam-wheel-word", x, y: y + 34 }, word),
  );
}

/** The patterns of the rim tell parts apart without colour. None is more or less than another. */
function patterns() {
  /** @type {Record<State, string>} */
  const shapes = { untouched: "", busy: "M3 0v10", done: "M5 2a3 3 0 1 0 .01 0" };
  return svg(
    "defs",
    {},
    ...Object.entries(shapes).map(([state, d]) =>
      svg(
        "pattern",
        { id: `kijkraam-wheel-${state}`, width: 10, height: 10, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
        svg("rect", { class: "kijkraam-wheel-ground", width: 10, height: 10 }),
        svg("path", { class: "kijkraam-wheel-shape", d }),
      ),
    ),
  );
}

/**
 * @param {Part[]} parts
 * @returns {HTMLElement}
 */
export function wheel(parts) {
  return el(
    "figure",
    { class: "kijkraam-figure kijkraam-wheel-of-traject" },
    svg(
      "svg",
      { viewBox: `0 0 ${SIZE} ${SIZE}`, role: "group", "aria-label": t("web.traject.wheel") },
      patterns(),
      ...parts.map((part, place) => drawn(part, place, parts.length)),
      svg("circle", { class: "kijkraam-figure-heart", cx: MIDDLE, cy: MIDDLE, r: INNER - 14 }),
      svg("text", { class: "kijkraam-figure-strong", x: MIDDLE, y: MIDDLE - 4, "aria-hidden": "true" }, t("web.traject.relation_heart")),
      svg("text", { x: MIDDLE, y: MIDDLE + 24, "aria-hidden": "true" }, t("web.traject.relation_each")),
    ),
    el("figcaption", {}, t("web.traject.wheel_about")),
  );
}
