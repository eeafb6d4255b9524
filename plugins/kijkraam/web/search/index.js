// Gives Material's worker our index of the texts. What reads the texts, marks the words and draws up the results stays
// Material's own: it calls lunr for an index, and here gets one that answers to the same names.
import { Texts, plain } from "./texts.js";

/** @typedef {import("./texts.js").Asked} Asked */

/** A consonant that a stem keeps of "stellen", and not of "stelen". */
const DOUBLED = /([^aeiou\d])\1$/;

/**
 * @param {any} lunr
 * @param {() => string[]} languages those of the site, once Material has brought them in
 */
export function giveIndex(lunr, languages) {
  const { Builder, Query, QueryParser, Token } = lunr;

  /** @param {any} builder */
  function begin(builder) {
    const boosts = Object.entries(builder._fields).map(([name, { boost }]) => [name, boost ?? 1]);
    const stemmers = languages().map((code) => (code === "en" ? lunr.stemmer : lunr[code]?.stemmer)).filter(Boolean);
    /** @param {string} word */
    const stemsOf = (word) => {
      const kept = builder.pipeline.runString(word).filter(Boolean); // a trimmer may leave nothing of a word
      return kept.flatMap((/** @type {string} */ form) => [form, ...stemmers.map((its) => stem(its, form))].map(plain));
    };
    return Object.assign(new Texts(Object.fromEntries(boosts), stemsOf), { search, query });
  }

  /**
   * @param {(token: any) => any} stemmer
   * @param {string} word
   */
  function stem(stemmer, word) {
    return String(stemmer(new Token(word, {}))).replace(DOUBLED, "$1");
  }

  /**
   * @this {Texts}
   * @param {string} words
   */
  function search(words) {
    return query.call(this, (asked) => new QueryParser(words, asked).parse());
  }

  /**
   * @this {Texts}
   * @param {(query: any) => void} ask
   */
  function query(ask) {
    const asked = new Query(this.fields);
    ask.call(asked, asked);
    return this.find(asked.clauses.map(askedFor));
  }

  /** @returns {Asked} */
  function askedFor(/** @type {any} */ { term, presence, editDistance, boost, fields }) {
    return {
      word: term.replaceAll("*", ""),
      isWhole: !term.endsWith("*"),
      isMust: presence === Query.presence.REQUIRED,
      isNot: presence === Query.presence.PROHIBITED,
      mistakes: editDistance || undefined,
      boost,
      fields,
    };
  }

  /** @this {any} */
  Builder.prototype.add = function (/** @type {any} */ doc, /** @type {{boost?: number}} */ attributes) {
    /** @type {Texts} */
    const texts = (this.texts ??= begin(this));
    texts.begin(String(doc[this._ref]), attributes?.boost ?? 1);
    Object.values(this._fields).forEach(({ extractor }, field) => {
      for (const token of this.tokenizer(extractor(doc))) texts.add(token.toString(), field, token.metadata.position);
    });
  };

  /** @this {any} */
  Builder.prototype.build = function () {
    return (this.texts ??= begin(this));
  };
}
