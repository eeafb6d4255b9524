// All texts to search, and what is found in them: this takes the place of the index that Material's worker makes (lunr).
// That one takes longer to make, counts a place in any title a thousandfold, knows no plurals and no typing errors.
//
// What comes first:
// 1. a page or place whose maker said that it is about these words (`search: words:` in the front matter);
// 2. titles before texts, and of titles those that say little else;
// 3. texts, by how often they say it.
// A seldom word counts more than a common one, and who has all words comes before who has some.
import { Nearest } from "./nearest.js";

/** How well a word of a text fits one that was asked for: 1 is the word itself. */
const INFLECTED = 0.9;
const BEGINS = 0.4;
const BEGUN = 0.5;
/** How much of a maker's own search word must be typed: "huis" is not yet "huiselijk". */
const TYPED_OF_OWN = 2 / 3;

/** A field weighs by its boost, step by step: ten times the boost is one step. */
const STEP = 1.5;
const OWN_WORDS = 30;
/** A title that says much else counts this part. */
const LONG_TITLE = 0.4;
const OWN = "words";
const TITLE = "title";
const TEXT = "text";

/** @typedef {{word: string, isWhole: boolean, isMust: boolean, isNot: boolean, mistakes?: number, boost: number, fields: string[]}} Asked */
/** @typedef {Record<string, Record<string, {position: number[]}>>} Marks where words stand: by word, by field */
/** @typedef {{ref: string, score: number, matchData: {metadata: Marks}}} Result */
/** @typedef {{fits: Record<string, number>, times: number, marks: Marks}} Hit a word in one document; `fits` by field */
/** @typedef {{title: number, rest: number, weight: number, titleWords: number, marks: Marks}} Sum */
/** @typedef {{ref: string, boost: number, titleWords: number}} Document */
/** @typedef {{places: number[], at: number[]}} Word of each time that it stands somewhere: document and field in one number, place */

export class Texts {
  /**
   * @param {Record<string, number>} boosts fields, with their boost
   * @param {(word: string) => string[]} stemsOf none when search leaves a word out
   */
  constructor(boosts, stemsOf) {
    this.fields = Object.keys(boosts);
    this.weights = Object.fromEntries(Object.entries(boosts).map(([name, boost]) => [name, weightOf(name, boost)]));
    this.stemsOf = stemsOf;
    /** @type {Document[]} */
    this.documents = [];
    /** @type {Map<string, Word | null>} all words as written; null when search leaves one out */
    this.written = new Map();
    /** @type {Map<string, Word>} the words without accents */
    this.words = new Map();
    /** @type {Map<string, Set<string>>} words by their stem */
    this.kin = new Map();
    /** @type {Nearest | null} made when somebody makes a mistake */
    this.nearest = null;
  }

  /** What Material looks words up in where no spaces stand between them. */
  get invertedIndex() {
    return Object.fromEntries(this.words);
  }

  /**
   * @param {string} ref
   * @param {number} boost
   */
  begin(ref, boost) {
    this.documents.push({ ref, boost, titleWords: 0 });
  }

  /**
   * Add a word to the document that was begun last.
   * @param {string} written
   * @param {number} field
   * @param {number} at
   */
  add(written, field, at) {
    let word = this.written.get(written);
    if (word === undefined) this.written.set(written, (word = this.meet(written)));
    if (!word) return;
    const document = this.documents.length - 1;
    word.places.push(document * this.fields.length + field);
    word.at.push(at);
    if (this.fields[field] === TITLE) this.documents[document].titleWords += 1;
  }

  /** @param {string} written */
  meet(written) {
    const stems = this.stemsOf(written);
    if (!stems.length) return null;
    const plainly = plain(written);
    for (const stem of stems) this.kin.set(stem, (this.kin.get(stem) ?? new Set()).add(plainly));
    const word = this.words.get(plainly) ?? { places: [], at: [] };
    this.words.set(plainly, word);
    return word;
  }

  /**
   * @param {Asked[]} asked
   * @returns {Result[]}
   */
  find(asked) {
    const telling = asked.filter(({ word }) => this.stemsOf(word).length);
    const small = asked.filter((one) => !telling.includes(one)).map(({ word }) => word);
    const wanted = (telling.length ? telling : asked).filter(({ isNot }) => !isNot);
    const hits = wanted.map((one) => this.hitsOf(one));
    /** @type {Map<number, Sum>} */
    const sums = new Map();
    let all = 0;
    hits.forEach((found, index) => {
      const weight = wanted[index].boost * seldom(found.size, this.documents.length);
      if (found.size) all += weight;
      for (const [document, hit] of found) this.count(sums, document, hit, weight, wanted[index].word);
    });
    const musts = hits.filter((_, index) => wanted[index].isMust);
    const nots = asked.filter(({ isNot }) => isNot).map((one) => this.hitsOf(one));
    return [...sums]
      .filter(([document]) => musts.every((found) => found.has(document)) && !nots.some((found) => found.has(document)))
      .map(([document, sum]) => this.resultOf(this.documents[document], sum, all, small))
      .sort((one, other) => other.score - one.score);
  }

  /**
   * @param {Asked} asked
   * @returns {Map<number, Hit>}
   */
  hitsOf({ word, isWhole, mistakes, fields }) {
    /** @type {Map<number, Hit>} */
    const hits = new Map();
    const wanted = this.fields.map((field) => fields.includes(field) || field === OWN);
    for (const [form, fit] of this.formsOf(word, isWhole, mistakes)) {
      const { places, at } = /** @type {Word} */ (this.words.get(form));
      const ownFit = fit < INFLECTED && form.startsWith(plain(word)) && word.length < form.length * TYPED_OF_OWN ? 0 : fit;
      places.forEach((place, index) => {
        const number = place % this.fields.length;
        const field = this.fields[number];
        const fitting = field === OWN ? ownFit : fit;
        if (!wanted[number] || !fitting) return;
        const document = (place - number) / this.fields.length;
        let hit = hits.get(document);
        if (!hit) hits.set(document, (hit = { fits: {}, times: 0, marks: noMarks() }));
        hit.fits[field] = Math.max(hit.fits[field] ?? 0, fitting);
        if (field === OWN) return; // stands nowhere on the page
        if (field === TEXT) hit.times += 1;
        ((hit.marks[form] ??= {})[field] ??= { position: [] }).position.push(at[index]);
      });
    }
    return hits;
  }

  /**
   * The words of the texts that a word may stand for, with how well they fit.
   * @param {string} asked
   * @param {boolean} isWhole
   * @param {number} [mistakes]
   * @returns {Map<string, number>}
   */
  formsOf(asked, isWhole, mistakes) {
    const word = plain(asked);
    if (isWhole && mistakes === undefined) return new Map(this.words.has(word) ? [[word, 1]] : []);
    const forms = this.beginningWith(word);
    for (const form of this.kinOf(asked)) forms.set(form, Math.max(INFLECTED, forms.get(form) ?? 0));
    if (forms.size && mistakes === undefined) return forms;
    this.nearest ??= new Nearest(this.words.keys());
    for (const [near, fit] of this.nearest.to(word, mistakes)) {
      for (const form of this.kinOf(near)) forms.set(form, Math.max(INFLECTED * fit, forms.get(form) ?? 0));
      forms.set(near, Math.max(fit, forms.get(near) ?? 0));
    }
    return forms;
  }

  /** @param {string} word */
  beginningWith(word) {
    /** @type {Map<string, number>} */
    const forms = new Map();
    for (const form of this.words.keys()) {
      if (form.startsWith(word)) forms.set(form, form === word ? 1 : BEGINS + (BEGUN * word.length) / form.length);
    }
    return forms;
  }

  /** @param {string} word */
  kinOf(word) {
    return new Set(singulars(word).flatMap((form) => this.stemsOf(form).flatMap((stem) => [...(this.kin.get(stem) ?? [])])));
  }

  /**
   * @param {Map<number, Sum>} sums
   * @param {number} document
   * @param {Hit} hit
   * @param {number} weight
   * @param {string} word
   */
  count(sums, document, { fits, times, marks }, weight, word) {
    let sum = sums.get(document);
    if (!sum) sums.set(document, (sum = { title: 0, rest: 0, weight: 0, titleWords: 0, marks: noMarks() }));
    sum.weight += weight;
    for (const [field, fit] of Object.entries(fits)) {
      const worth = weight * fit * this.weights[field];
      if (field === TITLE) sum.title += worth;
      else sum.rest += field === TEXT ? (worth * times) / (times + 1) : worth;
    }
    if (fits[TITLE]) sum.titleWords += 1;
    Object.assign(sum.marks, marks);
    countAsFound(word, sum.marks);
  }

  /**
   * @param {Document} document
   * @param {Sum} sum
   * @param {number} all
   * @param {string[]} small words that search leaves out: these are not missing
   * @returns {Result}
   */
  resultOf({ ref, boost, titleWords }, sum, all, small) {
    const part = Math.min(1, sum.titleWords / (titleWords || 1));
    const score = boost * (sum.rest + sum.title * (LONG_TITLE + (1 - LONG_TITLE) * part)) * (sum.weight / all);
    for (const word of small) countAsFound(word, sum.marks);
    return { ref, score, matchData: { metadata: sum.marks } };
  }
}

/** @returns {Marks} without the names that every object knows: a text may have the word "constructor" */
function noMarks() {
  return Object.create(null);
}

/**
 * Material says of a word that it was not found when no word in the text begins with it.
 * @param {string} word
 * @param {Marks} marks
 */
function countAsFound(word, marks) {
  if (!Object.keys(marks).some((form) => form.startsWith(word))) marks[word] = {};
}

/**
 * @param {string} field
 * @param {number} boost
 */
function weightOf(field, boost) {
  return field === OWN ? OWN_WORDS : Math.max(0, 1 + STEP * Math.log10(boost));
}

/**
 * How much a word tells: one that stands in few documents tells more.
 * @param {number} documents
 * @param {number} all
 */
function seldom(documents, all) {
  return Math.log(1 + (all - documents + 0.5) / (documents + 0.5));
}

/**
 * A word, and what it is without the -s of a plural that no stemmer takes off: "fases".
 * @param {string} word
 */
function singulars(word) {
  return /[aeiouy]s$/.test(word) ? [word, word.slice(0, -1)] : [word];
}

/** @param {string} word */
export function plain(word) {
  return word.normalize("NFD").replace(/[\u0300-\u036f]/g, "");
}
