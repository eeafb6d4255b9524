// The words that somebody may have meant who made a typing error, or wrote a word as it sounds.

/** How close a word is that sounds the same, and one with a letter wrong; of each further mistake the same again. */
const SOUNDS_ALIKE = 0.8;
const ONE_WRONG = 0.7;
/** With fewer letters almost every word is near another one. */
const SHORTEST = 4;
/** From here on a word may have two mistakes, and may be half a word: fewer letters begin too many words. */
const LONG = 8;
/** What of a word is not yet typed counts as half a mistake: a whole word is nearer. */
const HALF_TYPED = 0.5;
/** Words that are equally near: more of them are chance. */
const MOST = 8;
/** Ways to write the same sound in Dutch. */
const SOUNDS = /** @type {const} */ ([[/(?<=[aeiou])ch/g, "g"], [/ij/g, "ei"], [/ou/g, "au"], [/d$/, "t"]]);

/** @typedef {{word: string, letters: number}} Known `letters`: which of the alphabet it has, a bit each */

export class Nearest {
  /** @param {Iterable<string>} words those to choose from */
  constructor(words) {
    /** @type {Known[]} */
    this.known = [];
    /** @type {Map<string, string[]>} */
    this.bySound = new Map();
    for (const word of words) {
      this.known.push({ word, letters: lettersOf(word) });
      const sound = soundOf(word);
      const alike = this.bySound.get(sound);
      if (alike) alike.push(word);
      else this.bySound.set(sound, [word]);
    }
  }

  /**
   * @param {string} word
   * @param {number} [most] mistakes at most; else what its length allows
   * @returns {Map<string, number>} words, with how close they are
   */
  to(word, most = mistakesIn(word)) {
    if (!most) return new Map();
    const alike = this.bySound.get(soundOf(word));
    if (alike) return new Map(alike.map((other) => [other, SOUNDS_ALIKE]));
    const letters = lettersOf(word);
    /** @type {string[]} */
    let found = [];
    let least = most;
    for (const known of this.known) {
      if (count(letters & ~known.letters) > least) continue;
      const mistakes = distance(word, known.word, least, word.length >= LONG);
      if (mistakes > least) continue;
      if (mistakes < least) found = [];
      least = mistakes;
      found.push(known.word);
    }
    return new Map(found.slice(0, MOST).map((other) => [other, ONE_WRONG ** Math.max(1, least)]));
  }
}

/** @param {string} word */
function mistakesIn(word) {
  if (word.length < SHORTEST || /\d/.test(word)) return 0; // another number is another thing
  return word.length < LONG ? 1 : 2;
}

/** @param {string} word */
function soundOf(word) {
  let sound = word;
  for (const [written, heard] of SOUNDS) sound = sound.replace(written, heard);
  return sound;
}

/** @param {string} word */
function lettersOf(word) {
  let letters = 0;
  for (let at = 0; at < word.length; at += 1) letters |= 1 << (word.charCodeAt(at) & 31);
  return letters;
}

/** @param {number} bits */
function count(bits) {
  let counted = 0;
  for (let left = bits; left; left &= left - 1) counted += 1;
  return counted;
}

/**
 * How many letters are wrong, missing, too many, or in the wrong order (Damerau-Levenshtein, each place changed once).
 * @param {string} asked
 * @param {string} word
 * @param {number} most after more than this it stops counting
 * @param {boolean} mayGoOn whether `asked` may be the beginning of `word`
 */
function distance(asked, word, most, mayGoOn) {
  if (asked.length - word.length > most || (!mayGoOn && word.length - asked.length > most)) return Infinity;
  /** @type {number[]} */
  let beforeLast = [];
  let last = Array.from({ length: word.length + 1 }, (_, at) => at);
  for (let row = 1; row <= asked.length; row += 1) {
    const next = [row];
    let least = row;
    for (let at = 1; at <= word.length; at += 1) {
      const isSame = asked[row - 1] === word[at - 1];
      let cost = Math.min(last[at - 1] + (isSame ? 0 : 1), last[at] + 1, next[at - 1] + 1);
      if (asked[row - 1] === word[at - 2] && asked[row - 2] === word[at - 1]) cost = Math.min(cost, beforeLast[at - 2] + 1);
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return Infinity;
    [beforeLast, last] = [last, next];
  }
  return Math.min(last[word.length], mayGoOn ? Math.min(...last) + HALF_TYPED : Infinity);
}
