// Searching the copy of the handbook that is opened from a folder: there a page can start no worker and fetch no file. So
// the texts come as a classic script, at the first search, and the page itself searches them. It fills the search of the
// theme, which the copy has taken its own script from.
import { el } from "../dom.js";
import { Nearest } from "../search/nearest.js";
import { plain as unaccented } from "../search/texts.js";
import MiniSearch from "../vendor/minisearch/minisearch.js";

/**
 * `page`: the title of the page around it, or nothing; `words`: those of its maker; `boost`: how much it counts.
 * @typedef {[address: string, title: string, text: string, page: string, words: string, boost: number]} Entry
 */
/** @typedef {{entries: Entry[], index: MiniSearch, words: Set<string>, nearest: Nearest}} Known */

const MOST = 30;
const BEFORE = 40;
const EXCERPT = 180;
const OR = /** @type {const} */ ("OR");
const folder = /** @type {HTMLScriptElement | null} */ (document.currentScript)?.src ?? location.href;
const root = new URL("../", folder).href;
/** Ends of Dutch and English words, so that a word in the plural also finds the singular. */
const END = /(en|s|e|jes)$/;

/** @type {Promise<Known> | null} */
let known = null;

function start() {
  const input = /** @type {HTMLInputElement | null} */ (document.querySelector(".md-search__input"));
  const list = document.querySelector(".md-search-result__list");
  const meta = document.querySelector(".md-search-result__meta");
  const toggle = /** @type {HTMLInputElement | null} */ (document.getElementById("__search"));
  if (!input || !list || !meta || !toggle) return;
  const words = JSON.parse(document.getElementById("__config")?.textContent ?? "{}").translations ?? {};

  /** @param {boolean} isOpen */
  const open = (isOpen) => {
    if (toggle.checked !== isOpen) toggle.click();
  };
  const clear = () => {
    list.replaceChildren();
    meta.textContent = words["search.result.placeholder"] ?? "";
  };
  const show = async () => {
    const asked = input.value.trim();
    if (!asked) return clear();
    const found = search(await (known ??= bring()), asked);
    if (asked !== input.value.trim()) return;
    list.replaceChildren(...found.slice(0, MOST).map(resultOf));
    const key = found.length === 0 ? "none" : found.length === 1 ? "one" : "other";
    meta.textContent = String(words[`search.result.${key}`] ?? "#").replace("#", String(found.length));
  };
  input.addEventListener("focus", () => open(true));
  input.addEventListener("input", show);
  if (input.value) show(); // typed before this script ran
  input.form?.addEventListener("submit", (event) => event.preventDefault());
  input.form?.addEventListener("reset", () => {
    clear();
    input.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (!toggle.checked) return;
    const links = [input, ...list.querySelectorAll("a")];
    const place = links.indexOf(/** @type {HTMLInputElement} */ (document.activeElement));
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") {
      open(false);
      input.blur();
    } else if (step && place >= 0) {
      event.preventDefault();
      links[(place + step + links.length) % links.length].focus();
    }
  });
}

/** @returns {Promise<Known>} */
async function bring() {
  await new Promise((resolve, reject) => {
    const script = el("script", { src: `${root}search/index.js` });
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error("the texts to search are missing")));
    document.head.append(script);
  });
  const { kijkraamTexts: entries } = /** @type {{kijkraamTexts: Entry[]}} */ (/** @type {unknown} */ (globalThis));
  /** @type {Set<string>} */
  const words = new Set();
  /** @param {string} written */
  const meet = (written) => {
    const word = plain(written);
    words.add(word);
    return word;
  };
  const index = new MiniSearch({ fields: ["title", "text", "words"], processTerm: meet, searchOptions: { processTerm: plain } });
  index.addAll(entries.map(([, title, text, , own], id) => ({ id, title, text, words: own })));
  return { entries, index, words, nearest: new Nearest(words) };
}

/** @param {string} word */
function plain(word) {
  return unaccented(word.toLowerCase());
}

/**
 * What holds each word, or one that begins with it; a word in the plural also finds the singular. When nothing has them
 * all: what has some. What its maker said that it is about, comes first.
 * @param {Known} known
 * @param {string} asked
 */
function search({ entries, index, words, nearest }, asked) {
  const wanted = asked.split(/[\s\p{P}]+/u).filter(Boolean);
  const queries = wanted.map((word) => ({ combineWith: OR, queries: formsOf(plain(word), words, nearest) }));
  const options = { prefix: true, boost: { title: 4 }, boostDocument: (/** @type {number} */ id) => entries[id][5] };
  const all = index.search({ combineWith: "AND", queries }, options);
  const rest = all.length ? all : index.search({ combineWith: OR, queries }, options);
  const own = index.search({ combineWith: OR, queries }, { fields: ["words"] });
  const found = new Map([...own, ...rest].map((one) => [one.id, one]));
  return [...found.values()].map(({ id, terms }) => ({ entry: entries[id], terms }));
}

/**
 * @param {string} word
 * @param {Set<string>} words
 * @param {Nearest} nearest
 */
function formsOf(word, words, nearest) {
  const forms = [...new Set([word, ...singulars(word)])];
  if ([...words].some((known) => forms.some((form) => known.startsWith(form)))) return forms;
  return [...forms, ...nearest.to(word).keys()];
}

/**
 * What a word may be without its end, also as Dutch spells that: "gevar" of "gevaren" is "gevaar", "huiz" of "huizen" "huis".
 * @param {string} word
 */
function singulars(word) {
  const stem = word.length > 5 ? word.replace(END, "") : word;
  if (stem === word) return [];
  const single = stem.replace(/([bcdfghjklmnpqrstvwxz])\1$/, "$1");
  if (single !== stem) return [single];
  const last = stem.replace(/z$/, "s").replace(/v$/, "f");
  return [stem, last, last.replace(/(?<![aeiou])([aeou])([^aeiouwxy])$/, "$1$1$2")];
}

/** @param {{entry: Entry, terms: string[]}} found */
function resultOf({ entry: [address, title, text, page], terms }) {
  const words = terms.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const mark = new RegExp(`(?<![\\p{L}\\p{M}])(?:${words.join("|")})`, "giu");
  const first = Math.max(0, plain(text).search(mark) - BEFORE);
  const from = first && text.indexOf(" ", first) + 1;
  const part = text.slice(from, from + EXCERPT);
  const excerpt = `${from ? "… " : ""}${part}${from + EXCERPT < text.length ? " …" : ""}`;
  return el(
    "li",
    { class: "md-search-result__item" },
    el(
      "a",
      { class: "md-search-result__link", href: root + address },
      el(
        "article",
        { class: "md-search-result__article md-typeset" },
        el("h2", {}, page && `${page} › `, ...marked(title, mark)),
        el("p", {}, ...marked(excerpt, mark)),
      ),
    ),
  );
}

/**
 * @param {string} text
 * @param {RegExp} mark
 */
function marked(text, mark) {
  /** @type {Node[]} */
  const parts = [];
  let end = 0;
  for (const { 0: word, index } of text.matchAll(mark)) {
    parts.push(new Text(text.slice(end, index)), el("mark", {}, word));
    end = index + word.length;
  }
  return [...parts, new Text(text.slice(end))];
}

start();
