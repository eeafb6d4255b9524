// What of a form a link or a maker chose: told above the form, and of panes nothing else is seen.
import { announce, el } from "../dom.js";
import { button } from "../form/button.js";
import { readDefinition } from "../form/definition.js";
import { language, t } from "../phrases.js";

/**
 * The form shows a part: say which, lead to it, and offer the rest.
 * @param {HTMLElement} form
 * @param {import("../form/links.js").Selection} selection
 */
export function whatIsShown(form, selection) {
  const { panes } = readDefinition(form);
  const titles = panes.filter(({ id }) => selection.panes.includes(id)).map(({ title }) => title);
  const kind = titles.length ? (selection.short ? "short_panes" : "panes") : "short";
  const told = el("p", {}, t(`web.links.shows.${kind}`, { panes: new Intl.ListFormat(language()).format(titles) }));
  const others = titles.length ? leaveOut(form, selection.panes) : [];
  const first = form.querySelector(titles.length ? ".kijkraam-pane:not([hidden])" : ".kijkraam-pane:has([data-core])");
  // A question that stands before all panes is asked first.
  const start = form.querySelector(".kijkraam-perspective")?.closest("form") ?? first?.firstElementChild;
  const lead = el("p", {}, el("a", { href: `#${start?.id}` }, t("web.links.to_questions")));
  const all = button(t("web.links.all"), () => {
    for (const part of others) part.hidden = false;
    form.dispatchEvent(new Event("kijkraam-all"));
    for (const part of [told, lead, all]) part.remove();
    announce(t("web.links.all_shown"));
    /** @type {HTMLElement | null} */ (form.querySelector(".kijkraam-mode input, .kijkraam-contents a"))?.focus();
  });
  return [told, lead, all];
}

/**
 * Hide the panes that were not chosen, but one that the address leads to; a link within the page shows it again.
 * @param {HTMLElement} form
 * @param {string[]} chosen
 * @returns {HTMLElement[]} what is hidden
 */
function leaveOut(form, chosen) {
  /** @type {NodeListOf<HTMLElement>} */
  const sections = form.querySelectorAll(".kijkraam-pane");
  const others = [...sections].filter(({ dataset }) => !chosen.includes(dataset.pane ?? ""));
  const ids = others.map(({ firstElementChild }) => `#${firstElementChild?.id}`);
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = form.querySelectorAll(".kijkraam-contents a");
  const entries = [...links].filter(({ hash }) => ids.includes(hash)).flatMap((link) => link.closest("li") ?? []);
  for (const part of [...others, ...entries]) part.hidden = true;
  const show = () => {
    const target = document.getElementById(location.hash.slice(1));
    const pane = others.find((other) => target && other.contains(target));
    if (pane) pane.hidden = false;
    target?.scrollIntoView();
  };
  if (location.hash) show();
  addEventListener("hashchange", () => form.isConnected && show());
  return [...others, ...entries];
}
