/* The search worker: Material's own (9.8.1), which now knows that a word has more than one form.

   Material looks for words that begin with what is typed: "gesprek" finds "gesprekken", but not the other way round.
   Stemming by itself does not help: the search skips it for a word that may go on, and half a word has no stem. So the
   index holds every word as it is written and its stem, both without accents, and a search asks for both. */
"use strict";

importScripts("search.a7633da7.min.js");

(() => {
  const { Builder, Index, Pipeline, Query } = lunr;
  const { use } = Builder.prototype;
  const { query } = Index.prototype;
  let stemmer = (word) => word;

  const plain = (word) => word.normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  const stem = (word) => plain(stemmer(word));

  function bothForms(token) {
    const forms = [token.clone(plain), token.clone((word) => stem(word))];
    return String(forms[0]) === String(forms[1]) ? forms[0] : forms;
  }
  Pipeline.registerFunction(bothForms, "bothForms");

  Builder.prototype.use = function (language) {
    use.call(this, language);
    stemmer = language.stemmer;
    this.pipeline.add(bothForms);
  };

  Index.prototype.query = function (ask) {
    const words = [];
    const results = query.call(this, (asked) => {
      ask.call(asked, asked);
      for (const clause of [...asked.clauses]) {
        const word = clause.term.replace(/^\*|\*$/g, "");
        clause.term = plain(clause.term);
        words.push(word);
        if (clause.presence === Query.presence.OPTIONAL) {
          asked.clause({ term: stem(word), fields: clause.fields, usePipeline: false });
        }
      }
    });
    for (const { matchData } of results) {
      markEveryPlaceOnce(matchData.metadata);
      countAsFound(words, matchData.metadata);
    }
    return results;
  };

  /* A word and its stem stand in the same place of the text: Material would mark it twice. */
  function markEveryPlaceOnce(metadata) {
    const seen = new Set();
    for (const fields of Object.values(metadata)) {
      for (const [field, found] of Object.entries(fields)) {
        found.position = found.position.filter((place) => !seen.has(`${field} ${place}`));
        found.position.forEach((place) => seen.add(`${field} ${place}`));
      }
    }
  }

  /* Material says of a word that it was not found when no word in the text begins with it. */
  function countAsFound(words, metadata) {
    const found = Object.keys(metadata);
    for (const word of words) {
      if (found.some((form) => form === stem(word) || form.startsWith(plain(word)))) metadata[word] ??= {};
    }
  }
})();
