// Answer codes in a text, whatever is around them: names and times of a chat, other words, any dashes, line ends.
//
// A code is known by its checks and its form, so that no word around it can pass for one. What only looks like a code is
// told as a mistake, with the place of the mistake where that can be seen.

import { digitsOf, inGroups, readCode, SIGNS, Sums } from "./code.js";

/** @typedef {import("./code.js").Numbers} Numbers */
/** @typedef {import("./code.js").Content} Content */
/**
 * Letters and digits, and where they stand; `digits` are the same as those of a code, or null when it is none.
 * @typedef {{text: string, start: number, end: number, digits: number[] | null}} Word
 */
/**
 * What was found, in the order of the text. `other` is a code of another form, `unknown` of none that this handbook has.
 * Of a mistake `shown` is what stands in the text, `group` counts the groups from one.
 * @typedef {{type: "code", code: string, content: Content}
 *   | {type: "double", code: string}
 *   | {type: "other", code: string, form: number}
 *   | {type: "unknown", code: string}
 *   | {type: "sign", shown: string, sign: string, group: number}
 *   | {type: "group", shown: string, group: number, n: number}
 *   | {type: "length", shown: string, n: number}
 *   | {type: "check", shown: string}} Found
 */

/** No code has fewer signs or more. */
const SHORTEST = 12;
const LONGEST = 128;
export const GROUP_SIZE = 4;
/** How many groups that look like those of a code make an attempt at one. */
const FEWEST_GROUPS = 3;
const MOST_GROUPS = LONGEST / GROUP_SIZE;

const WORDS = /[\p{L}\p{N}]+/gu;
const DASHED = /^[\s>*_~]*[\p{Pd}\u2212\u00ad=]+[\s>*_~]*$/u;
const SPACED = /^[\s\u200b>]+$/u;
const MIXED = /^[\s\u200b>*_~=\p{Pd}\u2212\u00ad]+$/u;
const LIKE_GROUP = /^[0-9A-Za-z]{3,5}$/;
const LIKE_LAST = /^[0-9A-Za-z]{1,5}$/;
const ONE_PIECE = /^(?=.*[A-Za-z])(?=(?:.*\d){2})[0-9A-Za-z]{12,128}$/;

/**
 * @param {string} text
 * @param {Numbers | null} numbers those of the form that one looks at
 * @param {number[]} known the hashes of all forms that make codes
 * @returns {Found[]}
 */
export function findCodes(text, numbers, known) {
  const words = wordsOf(text);
  const valid = validCodes(words, text, numbers, known);
  const taken = new Set(valid.flatMap(({ words: own }) => own));
  const attempts = attemptsOf(words, text, taken).map((own) => {
    const place = own[0].start;
    return { place, found: explained(own, text.slice(place, own[own.length - 1].end)) };
  });
  const seen = new Set();
  return [...valid, ...attempts]
    .sort((one, other) => one.place - other.place)
    .map(({ found }) => {
      if (!("code" in found)) return found;
      if (seen.has(found.code)) return { type: "double", code: found.code };
      seen.add(found.code);
      return found;
    });
}

/**
 * @param {string} text
 * @returns {Word[]}
 */
function wordsOf(text) {
  return [...text.matchAll(WORDS)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
    digits: digitsIn(match[0]),
  }));
}

/** @param {string} text */
function digitsIn(text) {
  const digits = digitsOf(text.toUpperCase());
  return digits.includes(-1) ? null : digits;
}

/**
 * The codes of known forms: words that stand together, and that make a code.
 * @param {Word[]} words
 * @param {string} text
 * @param {Numbers | null} numbers
 * @param {number[]} known
 * @returns {{place: number, words: Word[], found: Found}[]}
 */
function validCodes(words, text, numbers, known) {
  const codes = [];
  for (let first = 0; first < words.length; first += 1) {
    const code = codeFrom(words, first, text, numbers, known);
    if (!code) continue;
    codes.push({ place: words[first].start, ...code });
    first += code.words.length - 1;
  }
  return codes;
}

/**
 * @param {Word[]} words
 * @param {number} first
 * @param {string} text
 * @param {Numbers | null} numbers
 * @param {number[]} known
 * @returns {{words: Word[], found: Found} | null}
 */
function codeFrom(words, first, text, numbers, known) {
  const sums = new Sums();
  for (let last = first; last < words.length; last += 1) {
    const { digits } = words[last];
    if (!digits) return null;
    sums.add(digits);
    if (sums.count > LONGEST) return null;
    // Most words are no code: only what passes the checks is looked into.
    if (sums.count < SHORTEST || !sums.fit) continue;
    const own = words.slice(first, last + 1);
    const signs = own.map(({ text }) => text.toUpperCase()).join("");
    const { content, form } = read(signs, numbers);
    if (content) return { words: own, found: { type: "code", code: signs, content } };
    const looksLikeOne = isCodeLike(text.slice(own[0].start, own[own.length - 1].end));
    if (form !== null && form !== numbers?.form && known.includes(form) && looksLikeOne) {
      return { words: own, found: { type: "other", code: signs, form } };
    }
  }
  return null;
}

/**
 * A code that is right, or the form of one that is not of the form that one looks at.
 * @param {string} signs
 * @param {Numbers | null} numbers
 * @returns {{content: Content | null, form: number | null}} `form` is null for what cannot be a code
 */
function read(signs, numbers) {
  /** @type {number | null} */
  let form = null;
  const result = readCode(signs, (hash) => {
    form = hash;
    if (!numbers || hash === numbers.form) return numbers ?? undefined;
    return numbers.base?.form === hash ? { ...numbers, ...numbers.base } : undefined;
  });
  return { content: "content" in result ? result.content : null, form };
}

/**
 * Whether words look like a code: capitals only, or with a digit.
 * @param {string} text
 */
function isCodeLike(text) {
  return /\d/.test(text) || text === text.toUpperCase();
}

/**
 * What looks like a code and is none: one long piece, groups between dashes, then groups between spaces, then between both.
 * @param {Word[]} words
 * @param {string} text
 * @param {Set<Word>} taken by codes; what makes an attempt is added
 */
function attemptsOf(words, text, taken) {
  const attempts = words.filter((word) => !taken.has(word) && ONE_PIECE.test(word.text)).map((word) => [word]);
  for (const [word] of attempts) taken.add(word);
  for (const between of [DASHED, SPACED, MIXED]) {
    const groups = words.map((word, place) => groupOf(word, words[place - 1], text, between));
    for (let first = 0; first < words.length; first += 1) {
      const length = lengthFrom(groups, first, taken);
      const own = length < FEWEST_GROUPS ? [] : words.slice(first, first + length);
      if (!isAttempt(own)) continue;
      attempts.push(own);
      for (const word of own) taken.add(word);
    }
  }
  return attempts;
}

/**
 * A word as a group of a code: whether it can be one, and whether it goes on from the word before.
 * @typedef {{word: Word, may: boolean, goesOn: boolean}} Group
 */

/**
 * @param {Word} word
 * @param {Word | undefined} before
 * @param {string} text
 * @param {RegExp} between
 * @returns {Group}
 */
function groupOf(word, before, text, between) {
  // Between spaces stand ordinary words too.
  const may = LIKE_LAST.test(word.text) && (between === DASHED || isCodeLike(word.text));
  const goesOn = may && before !== undefined && LIKE_GROUP.test(before.text) && between.test(text.slice(before.end, word.start));
  return { word, may, goesOn };
}

/**
 * How many groups stand together from one on.
 * @param {Group[]} groups
 * @param {number} first
 * @param {Set<Word>} taken
 */
function lengthFrom(groups, first, taken) {
  let length = 0;
  for (let place = first; place < groups.length && length < MOST_GROUPS; place += 1) {
    const { word, may, goesOn } = groups[place];
    if (!may || (length && !goesOn) || taken.has(word)) break;
    length += 1;
  }
  return length;
}

/** @param {Word[]} own */
function isAttempt(own) {
  const whole = own.filter((word) => word.text.length === GROUP_SIZE).length;
  if (own.length < FEWEST_GROUPS || whole < 2) return false;
  const text = own.map((word) => word.text).join("");
  return isCodeLike(text) && /[A-Za-z]/.test(text);
}

/**
 * Why something that looks like a code is none.
 * @param {Word[]} own
 * @param {string} shown
 * @returns {Found}
 */
function explained(own, shown) {
  const signs = own.map((word) => word.text.toUpperCase()).join("");
  const group = own.findIndex((word) => !word.digits);
  if (group >= 0) {
    const sign = [...own[group].text].find((one) => !SIGNS.includes(one.toUpperCase())) ?? "";
    const before = own[group].text.indexOf(sign);
    return { type: "sign", shown, sign, group: own.length > 1 ? group + 1 : Math.floor(before / GROUP_SIZE) + 1 };
  }
  const uneven = own.slice(0, -1).findIndex((word) => word.text.length !== GROUP_SIZE);
  if (uneven >= 0) return { type: "group", shown, group: uneven + 1, n: own[uneven].text.length };
  if (signs.length < SHORTEST || signs.length > LONGEST) return { type: "length", shown, n: signs.length };
  if (read(signs, null).form !== null) return { type: "unknown", code: signs };
  return { type: "check", shown };
}

/**
 * Something that was found, as it is named to people.
 * @param {Found} found
 */
export function nameOf(found) {
  return "code" in found ? inGroups(found.code) : found.shown;
}
