// What of a form a link or a maker chose, told above the form.
import { announce, el } from "../dom.js";
import { button } from "../form/button.js";
import { readDefinition } from "../form/definition.js";
import { language, t } from "../phrases.js";

/**
 * The form shows a part: say which, and offer the rest.
 * @param {HTMLElement} form
 * @param {import("../form/links.js").Selection} selection
 */
export function whatIsShown(form, selection) {
  const { panes } = readDefinition(form);
  const titles = panes.filter(({ id }) => selection.panes.includes(id)).map(({ title }) => title);
  const kind = titles.length ? (selection.short ? "short_panes" : "panes") : "short";
  const told = el("p", {}, t(`web.links.shows.${kind}`, { panes: new Intl.ListFormat(language()).format(titles) }));
  const all = button(t("web.links.all"), () => {
    form.dispatchEvent(new Event("kijkraam-all"));
    told.remove();
    all.remove();
    announce(t("web.links.all_shown"));
    /** @type {HTMLElement | null} */ (form.querySelector(".kijkraam-mode input, .kijkraam-contents a"))?.focus();
  });
  return [told, all];
}
