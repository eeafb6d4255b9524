// <kijkraam-refer>: the foot of a page, with how to refer to it. It also tells what came of the address of the page.
import { el } from "../dom.js";
import { button } from "../form/button.js";
import { bringStyle, part } from "../parts.js";
import { language, t } from "../phrases.js";
import { addressHere, copy, say } from "./copy.js";

export class KijkraamRefer extends HTMLElement {
  connectedCallback() {
    bringStyle("links");
    if (location.search || location.hash) part("asked").then(({ readAddress }) => readAddress(this), () => {});
    /** @type {NodeListOf<HTMLDetailsElement>} */
    const folds = this.querySelectorAll("details:not(:has(details))");
    for (const fold of folds) fold.addEventListener("toggle", () => fill(fold), { once: true });
  }
}

/** Once a fold is open: what only the moment and the place can tell, and buttons. @param {HTMLDetailsElement} fold */
function fill(fold) {
  for (const seen of fold.querySelectorAll("[data-kijkraam-seen]")) {
    const date = new Intl.DateTimeFormat(language(), { dateStyle: "long" }).format();
    seen.textContent = t("web.links.seen", { date, url: seen.textContent || addressHere() });
  }
  for (const code of fold.querySelectorAll("[data-here]")) {
    code.textContent = (code.textContent ?? "").replace(/src="[^"]*"/, `src="${addressHere()}?inbed"`);
  }
  for (const text of fold.querySelectorAll("[data-copy]")) offerCopy(text);
  // Without a network the links that the page has stay as they are.
  if (fold.matches("[data-kijkraam-parts]")) part("asked").then(({ chooser }) => chooser(fold), () => {});
}

/** Beside the link to the file, if there is one. @param {Element} text */
function offerCopy(text) {
  const file = text.nextElementSibling?.matches("[data-file]") ? text.nextElementSibling : null;
  const row = el("div", { class: "kijkraam-buttons" });
  text.after(row);
  const copyIt = button(t("web.links.copy"), async () => {
    const isCopied = await copy((text.textContent ?? "").trim());
    if (!isCopied) getSelection()?.selectAllChildren(text);
    say(row, t(isCopied ? "web.links.copied_text" : "web.links.not_copied"));
  });
  row.append(copyIt, ...(file ? [file] : []));
}
