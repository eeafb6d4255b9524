// What could not be read: it was set aside, never thrown away, and can be taken along.
import { el } from "../dom.js";
import { t } from "../phrases.js";
import { asideText } from "../storage/aside.js";
import { download } from "./take.js";
import { day } from "./words.js";

/** @typedef {import("../storage/rows.js").Aside} Aside */

/** So many pieces are listed; all of them go into the file. */
const MOST = 20;

/**
 * The part of the page about what was set aside.
 * @param {number} level
 * @param {Aside[]} aside
 * @param {(name: string) => void} taken
 */
export function asidePart(level, aside, taken) {
  const button = el("button", { type: "button", class: "kijkraam-button" }, t("web.records.aside.take"));
  button.addEventListener("click", () => taken(download(asideText(aside), t("web.records.aside.file"))));
  const pieces = aside
    .slice(0, MOST)
    .map(({ store, found }) => el("li", {}, t(`web.records.aside.${store}`, { day: day(found) })));
  if (aside.length > MOST) pieces.push(el("li", {}, t("web.records.and_more", { n: aside.length - MOST })));
  return el(
    "section",
    {},
    el(`h${Math.min(level, 6)}`, {}, t("web.records.aside.title")),
    el("p", {}, t("web.records.aside.what")),
    el("ul", {}, ...pieces),
    el("p", {}, t("web.records.aside.help")),
    button,
  );
}
