// "Link naar een deel": choose panes, the Eerste blik, an example, the edition; and copy the link. The links that the page
// has without a script become boxes to tick.
import { el } from "../dom.js";
import { button } from "../form/button.js";
import { t } from "../phrases.js";
import { addressHere, copy, say } from "./copy.js";

/** What the code to embed asks of the page. */
const INBED = /\?inbed[^"]*/;

/** @param {HTMLDetailsElement} fold */
export function chooser(fold) {
  const foot = /** @type {HTMLElement | null} */ (fold.closest("kijkraam-refer"));
  const links = /** @type {HTMLAnchorElement[]} */ ([...fold.querySelectorAll("[data-asks]")]);
  const boxes = links.map((link) => box(link.textContent ?? "", link.dataset.asks ?? ""));
  boxes.push(box(t("web.links.edition", { edition: foot?.dataset.edition ?? "" }), `uitgave=${foot?.dataset.edition}`));
  const field = /** @type {HTMLInputElement} */ (el("input", { type: "text", readonly: true, id: "kijkraam-deellink" }));
  const frame = foot?.querySelector("[data-frame]");
  const copyIt = button(t("web.links.copy_link"), async () => {
    const isCopied = await copy(field.value);
    if (!isCopied) field.select();
    say(copyIt, t(isCopied ? "web.links.copied" : "web.links.not_copied"));
  });
  const made = el(
    "fieldset",
    { class: "kijkraam-parts" },
    el("legend", {}, t("web.links.choose")),
    ...boxes.map(({ label }) => label),
  );
  fold.querySelector("ul")?.replaceWith(
    made,
    el("p", { class: "kijkraam-field" }, el("label", { for: field.id }, t("web.links.your_link")), field),
    el("p", {}, copyIt),
  );
  made.addEventListener("input", tell);
  field.addEventListener("focus", () => field.select());
  tell();

  /** Show the link to what is chosen: the values of one key stand together. That one was not copied yet. */
  function tell() {
    copyIt.parentElement?.querySelector(".kijkraam-said")?.remove();
    /** @type {Map<string, string[]>} */
    const asked = new Map();
    for (const { key, value } of boxes.filter(({ input }) => input.checked)) {
      asked.set(key, [...(asked.get(key) ?? []), value].filter(Boolean));
    }
    const parts = [...asked].map(([key, values]) => (values.length ? `${key}=${values.join(",")}` : key));
    field.value = addressHere() + (parts.length ? `?${parts.join("&")}` : "");
    if (frame) frame.textContent = (frame.textContent ?? "").replace(INBED, ["?inbed", ...parts].join("&amp;"));
  }
}

/**
 * @param {string} text
 * @param {string} asks a key of the address with its value
 */
function box(text, asks) {
  const [key = "", value = ""] = asks.split("=");
  const input = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox" }));
  const label = el("label", { class: "kijkraam-answer" }, input, el("span", {}, text));
  return { input, label, key, value };
}
