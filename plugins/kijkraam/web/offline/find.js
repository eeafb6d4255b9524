// Searching the copy of the handbook that is opened from a folder: there a page can start no worker and fetch no file. So
// the texts come as a classic script, at the first search, and the page itself searches them. It fills the search of the
// theme, which the copy has taken its own script from.
import { el } from "../dom.js";
import MiniSearch from "../vendor/minisearch/minisearch.js";

/** @typedef {[address: string, title: string, text: string, page: string]} Entry `page`: the title of the page around it, or nothing */
/** @typedef {{entries: Entry[], index: MiniSearch}} Known */

const MOST = 30;
const BEFORE = 40;
const EXCERPT = 180;
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
  const show = async () => {
    const asked = input.value.trim();
    if (!asked) return list.replaceChildren();
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
    list.replaceChildren();
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
  const index = new MiniSearch({ fields: ["title", "text"], processTerm: plain });
  index.addAll(entries.map(([, title, text], id) => ({ id, title, text })));
  return { entries, index };
}

/** @param {string} word */
function plain(word) {
  return word.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
}

/**
 * What holds each word, or one that begins with it; a word in the plural also finds the singular.
 * @param {Known} known
 * @param {string} asked
 */
function search({ entries, index }, asked) {
  const words = asked.split(/[\s\p{P}]+/u).filter(Boolean);
  const queries = words.map((word) => ({ combineWith: /** @type {const} */ ("OR"), queries: [...new Set([word, shorter(word)])] }));
  const found = index.search({ combineWith: "AND", queries }, { prefix: true, fuzzy: closeBy, boost: { title: 4 } });
  return found.map(({ id, terms }) => ({ entry: entries[id], terms }));
}

/** @param {string} word */
function shorter(word) {
  const short = word.length > 5 ? word.replace(END, "") : word;
  return short === word ? word : short.replace(/([bcdfghjklmnpqrstvwxz])\1$/, "$1");
}

/** @param {string} word */
function closeBy(word) {
  return word.length > 6 ? 1 : false;
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
