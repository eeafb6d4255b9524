// "Hier wil ik over praten": at most three stars. At a fourth it says which three there are.
import { announce, el } from "../dom.js";
import { language, t } from "../phrases.js";

/** @typedef {import("./element.js").Filling} Filling */

const MOST = 3;

/** @param {Filling} filling */
export function stars({ form, definition, saving }) {
  const full = el("p", { class: "kijkraam-notice" });
  const questions = definition.panes.flatMap((pane) => pane.questions);

  // Before the answer is stored, hence on the form itself, ahead of the listener on the element around it.
  form.addEventListener("input", (event) => {
    const box = /** @type {HTMLInputElement} */ (event.target);
    if (!box.name.endsWith("--star")) return;
    full.remove();
    const starred = questions.filter(({ id }) => saving.get(`${id}--star`));
    if (!box.checked || starred.length < MOST) return;
    box.checked = false;
    const texts = new Intl.ListFormat(language()).format(starred.map(({ text }) => `‘${text.replace(/\.$/, "")}’`));
    full.textContent = t("web.stars.full", { n: MOST, items: texts });
    box.closest(".kijkraam-more")?.after(full);
    announce(full.textContent);
  });

  return {
    update() {
      const count = questions.filter(({ id }) => saving.get(`${id}--star`)).length;
      if (count < MOST) full.remove();
    },
  };
}
