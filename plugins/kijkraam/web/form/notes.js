// Notes are folded until wanted. One with text opens by itself, and so does that of a question with a star.

/** @typedef {import("./element.js").Filling} Filling */

/** @param {Filling} filling */
export function notes({ form, saving }) {
  return {
    /** @param {(field: string) => boolean} isChanged */
    update(isChanged) {
      for (const fold of /** @type {NodeListOf<HTMLDetailsElement>} */ (form.querySelectorAll(".kijkraam-note"))) {
        const note = fold.querySelector("textarea")?.name ?? "";
        const star = note.replace(/--note$/, "--star");
        if ([note, star].some((field) => isChanged(field) && saving.get(field))) fold.open = true;
      }
    },
  };
}
