// What clients said of the same, beside what the team sees: from five of them, and never kept.

import { el } from "../dom.js";
import { t } from "../phrases.js";
import { section } from "./blocks.js";
import { answered, countsOf, FEWEST_OTHERS, together } from "./counts.js";
import { Files } from "./files.js";
import { bringForm } from "./forms.js";
import { dotsOf } from "./picture.js";
import { teamQuestions } from "./questions.js";

/** @typedef {import("./counts.js").Counts} Counts */
/** @typedef {import("./questions.js").Form} Form */
/** @typedef {import("./questions.js").TeamQuestion} TeamQuestion */

export class Clients {
  /** @type {Map<string, {form: Form, counts: Counts}>} by form */
  #said = new Map();

  /**
   * @param {Element} root
   * @param {number} level
   * @param {() => void} changed
   */
  constructor(root, level, changed) {
    this.root = root;
    this.level = level;
    this.changed = changed;
    this.element = el("div");
  }

  /** @param {Form | null} form that the team looks at */
  show(form) {
    this.#said = new Map();
    const forms = [...new Set(Object.values(form?.mirrors ?? {}).flatMap((ties) => ties.map((tie) => tie.form)))];
    const place = el("div");
    for (const id of forms) void this.#offer(id, place);
    this.element.replaceChildren(
      ...(forms.length ? [section(this.level, t("web.team.clients.title"), [el("p", {}, t("web.team.clients.how")), place])] : []),
    );
  }

  /**
   * @param {string} id of a form for clients
   * @param {HTMLElement} place
   */
  async #offer(id, place) {
    const said = this.#said;
    const form = await bringForm(id).catch(() => null);
    if (!form) return;
    const about = el("p");
    const files = new Files(this.root, t("web.team.clients.choose", { title: form.title }), {
      form: async () => form,
      isKnown: (key) => files.people.some((person) => person.key === key),
      changed: () => {
        const counts = together(form, countsOf(form, files.people), ...files.counts);
        said.set(id, { form, counts });
        about.textContent = counts.people && counts.people < FEWEST_OTHERS ? t("web.team.clients.few") : "";
        this.changed();
      },
    });
    place.append(files.element, about);
  }

  /**
   * @param {Form} form that the team looks at
   * @param {TeamQuestion} question
   * @returns {Node[]}
   */
  beside(form, question) {
    return (form.mirrors[question.id] ?? []).flatMap((tie) => {
      const said = this.#said.get(tie.form);
      const asked = said && teamQuestions(said.form).find(({ id }) => id === tie.item);
      if (!said || !asked || answered(said.counts, asked.id) < FEWEST_OTHERS) return [];
      const label = el("p", { class: "kijkraam-label" }, t("web.team.clients.said", { question: asked.text }));
      return [el("div", { class: "kijkraam-team-beside" }, label, dotsOf(asked, said.counts.answers[asked.id]))];
    });
  }
}
