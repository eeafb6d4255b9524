// The answer code: the ratings of one filled-in form as a short text that can be read aloud and typed.
//
// A code is one large number, written with 23 signs of which none looks like another, and two signs that check it. The
// number holds, from its low end up: which form (a hash of its id), how many ordinals the form had, a random number, which
// questions follow, and then an answer for each. Ordinals and numbers of answers are those of `checklists/ids.lock`.

/**
 * What a code hangs on. `form` is the hash of the form's id, `items` gives each question its ordinal and then the
 * ordinals of its earlier names, `answers` each answer of a question its number, `cores` the ordinals of each Eerste blik
 * that the form ever had, and maybe those of all questions for the team. Codes of the form that this one extends are read
 * too: `base` has its hash and its cores, and the ordinals of what they share are the same.
 * @typedef {object} Numbers
 * @property {number} form
 * @property {Record<string, number[]>} items
 * @property {Record<string, Record<string, number>>} answers by the id of a question
 * @property {number[][]} cores
 * @property {{form: number, cores: number[][]}} [base]
 */
/** @typedef {Record<string, string>} Ratings the id of the chosen answer, by the id of its question */
/** @typedef {{form: number, nonce: number, states: Map<number, number>}} Content states: answer numbers by ordinal */

/** No sign that looks like another, also written by hand: no 0 O, 1 I L, 2 Z, 5 S, 8 B, U V. Their number is a prime. */
export const SIGNS = "34679ACDEFGHJKMNPQRTWXY";
const CHECKS = 2;
const GROUP = 4;

/** How many hashes of form ids there are: with 40 questions of six answers a code has no more than 36 signs. */
export const FORMS = 180_001;
const ORDINALS = 128;
export const NONCES = 8192;
const CHOICES = 8;
/** An answer, or none: most scales have six answers at most, and some have more. */
const STATES = [7, 16];
const ALL = 0;
const RUNS = 1;
/** From here on a choice is the number of an Eerste blik. */
const CORE = 2;
const MOST_RUNS = 8;
/** With 127 questions of fifteen answers. What is longer is not looked into: that would take ever longer. */
const LONGEST = 124;

/** @typedef {{value: bigint, size: bigint}} Mixed a number of mixed radix, with how many such numbers there are */

/**
 * @param {Mixed} mixed
 * @param {number} digit
 * @param {number} radix
 */
function push(mixed, digit, radix) {
  mixed.value += BigInt(digit) * mixed.size;
  mixed.size *= BigInt(radix);
}

/** Takes digits out of a number in the order in which they were pushed. */
class Taking {
  /** @param {bigint} value */
  constructor(value) {
    this.rest = value;
    this.size = 1n;
  }

  /** @param {number} radix */
  take(radix) {
    const digit = Number(this.rest % BigInt(radix));
    this.rest /= BigInt(radix);
    this.size *= BigInt(radix);
    return digit;
  }
}

/** @param {bigint} size how many numbers must fit */
function lengthFor(size) {
  let length = 0;
  for (let most = 1n; most < size; most *= BigInt(SIGNS.length)) length += 1;
  return length + CHECKS;
}

/**
 * The two signs that make both sums of a code nought. Any one changed sign changes the first; two neighbours that
 * changed places change the second, in which each sign counts as often as its place says.
 * @param {string} signs
 * @returns {string}
 */
function checksOf(signs) {
  const prime = SIGNS.length;
  const { sum, weighed, count } = new Sums().add(digitsOf(signs));
  const place = count + 1;
  const last = (sum * place - weighed) % prime;
  const check = (-sum - last) % prime;
  return [check, last].map((digit) => SIGNS[((digit % prime) + prime) % prime]).join("");
}

/**
 * @param {string} signs in capitals
 * @returns {number[]} the digit of each sign; -1 for what is none
 */
export function digitsOf(signs) {
  return [...signs].map((sign) => SIGNS.indexOf(sign));
}

/** The two sums of a code that grows sign by sign. */
export class Sums {
  count = 0;
  sum = 0;
  weighed = 0;

  /** @param {number[]} digits */
  add(digits) {
    for (const digit of digits) {
      this.count += 1;
      this.sum += digit;
      this.weighed += digit * this.count;
    }
    return this;
  }

  /** Whether both are nought, as those of a code are. */
  get fit() {
    return this.sum % SIGNS.length === 0 && this.weighed % SIGNS.length === 0;
  }
}

/**
 * Write ratings as a code. Questions without an ordinal are left out; `null` when none is left, or when the form has more
 * questions than a code can count.
 * @param {Numbers} numbers
 * @param {Ratings} ratings
 * @param {number} nonce a number under NONCES, so that two people with equal answers are two people
 * @returns {string | null} without separators
 */
export function makeCode(numbers, ratings, nonce) {
  const states = new Map();
  for (const [item, answer] of Object.entries(ratings)) {
    const state = numbers.answers[item]?.[answer];
    if (state !== undefined) states.set(numbers.items[item][0], state);
  }
  const count = Math.max(0, ...Object.values(numbers.items).flat());
  if (!states.size || count >= ORDINALS || Math.max(...states.values()) >= STATES[1]) return null;
  const codes = choicesFor(numbers, states, count).map((choice) => write(numbers.form, count, nonce, choice, states));
  return codes.reduce((best, code) => (code.length < best.length ? code : best));
}

/** @typedef {{choice: number, ordinals: number[], runs?: [number, number][]}} Choice */

/**
 * The ways to say which questions follow.
 * @param {Numbers} numbers
 * @param {Map<number, number>} states
 * @param {number} count
 * @returns {Choice[]}
 */
function choicesFor(numbers, states, count) {
  const answered = [...states.keys()].sort((one, other) => one - other);
  const all = Array.from({ length: count }, (_, index) => index + 1);
  /** @type {Choice[]} */
  const choices = [{ choice: ALL, ordinals: all }];
  numbers.cores.slice(0, CHOICES - CORE).forEach((core, index) => {
    if (answered.every((ordinal) => core.includes(ordinal))) choices.push({ choice: CORE + index, ordinals: core });
  });
  const runs = runsOf(answered);
  if (runs.length < MOST_RUNS) choices.push({ choice: RUNS, ordinals: answered, runs });
  return choices;
}

/**
 * @param {number[]} ordinals in order
 * @returns {[number, number][]} the first ordinal of each run, and how many there are
 */
function runsOf(ordinals) {
  /** @type {[number, number][]} */
  const runs = [];
  for (const ordinal of ordinals) {
    const last = runs.at(-1);
    if (last && last[0] + last[1] === ordinal) last[1] += 1;
    else runs.push([ordinal, 1]);
  }
  return runs;
}

/**
 * @param {number} form
 * @param {number} count
 * @param {number} nonce
 * @param {Choice} choice
 * @param {Map<number, number>} states
 */
function write(form, count, nonce, { choice, ordinals, runs = [] }, states) {
  const isWide = Math.max(...states.values()) >= STATES[0];
  /** @type {Mixed} */
  const mixed = { value: 0n, size: 1n };
  push(mixed, form, FORMS);
  push(mixed, count, ORDINALS);
  push(mixed, nonce, NONCES);
  push(mixed, choice, CHOICES);
  push(mixed, Number(isWide), STATES.length);
  if (choice === RUNS) {
    push(mixed, runs.length, MOST_RUNS);
    for (const [first, length] of runs) {
      push(mixed, first, ORDINALS);
      push(mixed, length, ORDINALS);
    }
  }
  for (const ordinal of ordinals) push(mixed, states.get(ordinal) ?? 0, STATES[Number(isWide)]);
  return spell(mixed);
}

/** @param {Mixed} mixed */
function spell({ value, size }) {
  let signs = "";
  for (let rest = value; signs.length < lengthFor(size) - CHECKS; rest /= BigInt(SIGNS.length)) {
    signs = SIGNS[Number(rest % BigInt(SIGNS.length))] + signs;
  }
  return signs + checksOf(signs);
}

/**
 * A code in groups, as it is shown and read aloud.
 * @param {string} code
 */
export function inGroups(code) {
  return (code.match(new RegExp(`.{1,${GROUP}}`, "g")) ?? []).join("-");
}

/**
 * What a code says, or why it says nothing: a sign that cannot occur, a check that fails, or a length that does not fit.
 * @param {string} text signs only, in any case
 * @param {(form: number) => Numbers | undefined} find
 * @returns {{content: Content} | {mistake: "sign", sign: string} | {mistake: "check"} | {mistake: "form"}}
 */
export function readCode(text, find) {
  const strange = [...text].find((letter) => !SIGNS.includes(letter.toUpperCase()));
  if (strange) return { mistake: "sign", sign: strange };
  if (text.length <= CHECKS || text.length > LONGEST) return { mistake: "check" };
  const digits = digitsOf(text.toUpperCase());
  if (!new Sums().add(digits).fit) return { mistake: "check" };
  const value = digits.slice(0, -CHECKS).reduce((all, digit) => all * BigInt(SIGNS.length) + BigInt(digit), 0n);
  const taking = new Taking(value);
  const form = taking.take(FORMS);
  const numbers = find(form);
  if (!numbers) return { mistake: "form" };
  const content = contentOf(taking, form, numbers);
  return content && lengthFor(taking.size) === digits.length ? { content } : { mistake: "check" };
}

/**
 * @param {Taking} taking
 * @param {number} form
 * @param {Numbers} numbers
 * @returns {Content | null} null for a number that no code is
 */
function contentOf(taking, form, numbers) {
  const count = taking.take(ORDINALS);
  const nonce = taking.take(NONCES);
  const choice = taking.take(CHOICES);
  const radix = STATES[taking.take(STATES.length)];
  const ordinals = ordinalsOf(taking, choice, count, numbers);
  if (!ordinals) return null;
  const states = new Map(ordinals.map((ordinal) => [ordinal, taking.take(radix)]));
  return taking.rest === 0n ? { form, nonce, states } : null;
}

/**
 * @param {Taking} taking
 * @param {number} choice
 * @param {number} count
 * @param {Numbers} numbers
 * @returns {number[] | null}
 */
function ordinalsOf(taking, choice, count, numbers) {
  if (choice === ALL) return Array.from({ length: count }, (_, index) => index + 1);
  if (choice >= CORE) return numbers.cores[choice - CORE] ?? null;
  const ordinals = [];
  const runs = taking.take(MOST_RUNS);
  for (let run = 0; run < runs; run += 1) {
    const first = taking.take(ORDINALS);
    const length = taking.take(ORDINALS);
    if (first + length - 1 > count) return null;
    ordinals.push(...Array.from({ length }, (_, index) => first + index));
  }
  return ordinals;
}

/**
 * The ratings in a code, by the ids that questions and answers have now. What is no longer there is left out.
 * @param {Content} content
 * @param {Numbers} numbers
 * @returns {Ratings}
 */
export function ratingsOf({ states }, numbers) {
  /** @type {Ratings} */
  const ratings = {};
  for (const [item, ordinals] of Object.entries(numbers.items)) {
    const state = ordinals.map((ordinal) => states.get(ordinal)).find(Boolean);
    const answer = Object.entries(numbers.answers[item] ?? {}).find(([, number]) => number === state);
    if (answer) ratings[item] = answer[0];
  }
  return ratings;
}
