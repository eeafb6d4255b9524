// Wiping for good: says exactly what goes, and offers to take it along first.
import { el } from "../dom.js";
import { t } from "../phrases.js";
import { ask } from "./dialog.js";

/** @typedef {import("./collection.js").Collection} Collection */
/** @typedef {import("./collection.js").Entry} Entry */
/** @typedef {{records: number, removed: number, aside: number, copies: number}} Gone how much of each goes */

/**
 * How many copies of pages of this site the browser holds.
 * @param {string} path of the site
 */
export async function countCopies(path) {
  try {
    const names = await caches.keys();
    const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return kept.flat().filter(({ url }) => isPage(new URL(url).pathname, path)).length;
  } catch {
    return 0;
  }
}

/**
 * @param {string} address
 * @param {string} path of the site
 */
function isPage(address, path) {
  return address.startsWith(path) && /(\/|\.html)$/.test(address);
}

/**
 * Ask whether this may go.
 * @param {Element} parent
 * @param {string} title
 * @param {Gone} gone
 * @returns {Promise<"wipe" | "take" | "">}
 */
export async function askToWipe(parent, title, gone) {
  const counts = /** @type {[keyof Gone, number][]} */ (Object.entries(gone)).filter(([, n]) => n > 0);
  const answer = await ask(parent, {
    title,
    content: [
      el("p", {}, t(counts.length ? "web.records.wipe.goes" : "web.records.wipe.nothing")),
      el("ul", {}, ...counts.map(([what, n]) => el("li", {}, t(`web.records.wipe.${what}`, { n })))),
      el("p", {}, t("web.records.wipe.not_files")),
    ],
    choices: [
      ...(gone.records ? [{ label: t("web.records.wipe.take_first"), value: "take" }] : []),
      { label: t("web.records.wipe.do"), value: "wipe", look: /** @type {const} */ ("grave") },
      { label: t("web.records.cancel"), value: "", first: true },
    ],
  });
  return /** @type {"wipe" | "take" | ""} */ (answer);
}
