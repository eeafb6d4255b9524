// Copying: the link beside a heading or a question, and what stands at the foot of a page. It says what came of it.
import { announce, el } from "../dom.js";
import { t } from "../phrases.js";

/** So long it is told that something was copied, in milliseconds. */
const WHILE = 4000;

/**
 * @param {string} text
 * @returns {Promise<boolean>} whether it is on the clipboard now
 */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Say beside an element what was done with it.
 * @param {Element} place
 * @param {string} text
 */
export function say(place, text) {
  const said = el("span", { class: "kijkraam-said", "aria-hidden": "true" }, text);
  place.after(said);
  announce(text);
  setTimeout(() => said.remove(), WHILE);
}

/** @returns {string} the address of this page, without what a link asked of it */
export function addressHere() {
  return location.href.replace(/[?#].*$/, "");
}

/** A link beside a heading or a question copies itself. One that cannot be copied does what links do. */
export function listenForCopying() {
  document.addEventListener(
    "click",
    async (event) => {
      const { target, ctrlKey, metaKey, shiftKey } = event;
      /** @type {HTMLAnchorElement | null | undefined} */
      const link = /** @type {Element} */ (target).closest?.("a.kijkraam-permalink");
      if (!link || ctrlKey || metaKey || shiftKey || !navigator.clipboard) return;
      event.preventDefault();
      event.stopPropagation(); // for the theme, which goes to where a link leads
      const url = new URL(link.href);
      if (url.pathname === location.pathname) url.search = ""; // what a link chose is no part of this address
      if (await copy(url.href)) {
        say(link, t("web.links.copied"));
        return;
      }
      history.replaceState(history.state, "", link.hash);
      say(link, t("web.links.in_address"));
    },
    true,
  );
}
