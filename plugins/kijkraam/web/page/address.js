// What an address asks for: `?kort` the Eerste blik, `?ruiten=a,b` these panes, `?voorbeeld=a` this example first,
// `?uitgave=1` this edition, `#a` this part. The form itself shows a selection; what is not there is told here.
import { el } from "../dom.js";
import { readDefinition } from "../form/definition.js";
import { selectionIn } from "../form/links.js";
import { language, t } from "../phrases.js";
import { whatIsShown } from "./shown.js";

/** Pages of which a script makes the parts. */
const MADE = "kijkraam-records, kijkraam-team, kijkraam-traject";

/** @param {HTMLElement} foot */
export function readAddress(foot) {
  const query = new URLSearchParams(location.search);
  /** @type {HTMLElement | null} */
  const form = document.querySelector(`kijkraam-form[data-form="${foot.dataset.form}"]`);
  const selection = form && selectionIn(location.search, readDefinition(form));
  const told = [edition(foot, query), panes(form, query), short(form, query), example(form, query), part()];
  const texts = told.flat().filter(Boolean);
  if (!texts.length && !selection) return;
  const notice = el("div", { class: "kijkraam-notice" }, ...texts.map((text) => el("p", {}, text)));
  if (selection) notice.append(...whatIsShown(form, selection));
  document.querySelector(".kijkraam-head, article h1")?.after(el("div", { class: "kijkraam kijkraam-asked" }, notice));
}

/**
 * @param {HTMLElement} foot
 * @param {URLSearchParams} query
 * @returns {string[]} what changed since the edition that the link asks for
 */
function edition(foot, query) {
  const asked = query.get("uitgave");
  const now = foot.dataset.edition ?? "";
  if (asked === null || asked === now) return [];
  if (!now) return [t("web.links.edition_none", { asked })];
  const isNumber = /^[1-9]\d*$/.test(asked);
  if (!isNumber || Number(asked) > Number(now)) return [t("web.links.edition_unknown", { asked, now })];
  const all = /** @type {NodeListOf<HTMLElement>} */ (foot.querySelectorAll("dd[data-version]"));
  const changes = [...all].filter(({ dataset }) => Number(dataset.version) > Number(asked)).reverse();
  const told = [t("web.links.edition_older", { asked, now })];
  if (changes.length) told.push(t("web.links.edition_changes"), ...changes.map(({ textContent }) => textContent ?? ""));
  return told;
}

/**
 * @param {HTMLElement | null} form
 * @param {URLSearchParams} query
 */
function panes(form, query) {
  const asked = (query.get("ruiten") ?? "").split(",").filter(Boolean);
  const unknown = asked.filter((id) => !form?.querySelector(`[data-pane="${CSS.escape(id)}"]`));
  if (!unknown.length) return "";
  const names = new Intl.ListFormat(language()).format(unknown.map((id) => `‘${id}’`));
  return t("web.links.panes_unknown", { names });
}

/**
 * @param {HTMLElement | null} form
 * @param {URLSearchParams} query
 */
function short(form, query) {
  return query.has("kort") && !form?.querySelector("[data-core]") ? t("web.links.short_none") : "";
}

/**
 * The example that the link asks for comes before what is to be filled in.
 * @param {HTMLElement | null} form
 * @param {URLSearchParams} query
 */
function example(form, query) {
  const asked = query.get("voorbeeld");
  if (asked === null) return "";
  const all = [...(form?.querySelectorAll(".kijkraam-example") ?? [])];
  const found = asked ? all.find((one) => one.querySelector(`#${CSS.escape(`voorbeeld-${asked}`)}`)) : all[0];
  if (!found) return t("web.links.example_none");
  form?.querySelector(":scope > form")?.before(found);
  return t("web.links.example_first");
}

/** A part of the page that is not there, unless a script makes it or the browser or a traject reads the address itself. */
function part() {
  const id = decoded(location.hash.slice(1));
  if (!id || id.startsWith(":~:") || id.includes("=") || document.getElementById(id) || document.querySelector(MADE)) return "";
  return t("web.links.part_none");
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
