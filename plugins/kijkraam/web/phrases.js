// The words that the program shows, in the language of the site. They come with the script, or in a block of the page.

/** @type {Record<string, string> | null} */
let known = null;

/** @returns {Record<string, string>} */
function phrases() {
  if (!known) {
    const given = /** @type {{kijkraamPhrases?: Record<string, string>}} */ (globalThis).kijkraamPhrases;
    known = given ?? JSON.parse(document.querySelector("script[data-kijkraam-phrases]")?.textContent || "{}");
  }
  return /** @type {Record<string, string>} */ (known);
}

/**
 * The phrase `key` with its blanks filled in. With a number `n`, `key.one` or `key.other` as the language asks.
 * Throws for a phrase that the page does not have: a mistake of the program.
 * @param {string} key
 * @param {Record<string, string | number>} [words]
 * @returns {string}
 */
export function t(key, words = {}) {
  const all = phrases();
  const counted = typeof words.n === "number" ? `${key}.${new Intl.PluralRules(language()).select(words.n)}` : key;
  const phrase = all[counted] ?? all[key];
  if (phrase === undefined) throw new Error(`phrase ${key} is missing`);
  return phrase.replace(/\{(\w+)\}/g, (blank, name) => (name in words ? String(words[name]) : blank));
}

/** @returns {string} the language of the page */
export function language() {
  return document.documentElement.lang || "nl";
}
