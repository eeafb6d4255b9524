// "Maak mijn code": the answers for the team as a code, to give to whoever leads the conversation. The code is of what is on
// the screen: a pane that is shut, or a statement outside the Eerste blik, does not go along unseen.
import { el, svg } from "../dom.js";
import { button } from "../form/button.js";
import { t } from "../phrases.js";
import { newId } from "../storage/rows.js";
import encodeQR from "../vendor/qr/qr.js";
import { inGroups, makeCode } from "./code.js";
import { nonceOf, teamRatings } from "./ratings.js";

/** @typedef {import("../form/element.js").Filling} Filling */

/** Light around a QR code, in modules, without which a camera does not find it. */
const QUIET = 4;

/** @param {Filling} filling */
export function makingCode({ root, form, definition, saving }) {
  const numbers = /** @type {import("./code.js").Numbers} */ (definition.code);
  const place = root.querySelector("[data-kijkraam-result]");
  if (!place) return {};
  const heading = root.querySelector(".kijkraam-head :is(h1, h2, h3, h4, h5)");
  const level = Number(heading?.tagName[1] ?? 1) + 1;
  const own = newId();
  const panel = el("section", { class: "kijkraam-code", hidden: true });
  const make = button(t("web.code.make"), show, { "data-kijkraam-make-code": true });
  const row = place.firstElementChild ?? place.appendChild(el("p"));
  row.classList.add("kijkraam-buttons");
  row.append(make);
  row.after(panel);
  /** @type {ReturnType<typeof codeView> | null} */
  let shown = null;

  /** @param {import("../result/answers.js").Question} question */
  function isSeen({ id }) {
    const item = form.querySelector(`[data-item="${id}"]`);
    return item !== null && !item.closest("[hidden], .kijkraam-pane--shut");
  }

  function now() {
    const ratings = teamRatings(definition, saving.values(), isSeen);
    const code = makeCode(numbers, ratings, nonceOf(saving.record?.id ?? own, definition.version));
    return { code, count: Object.keys(ratings).length };
  }

  async function show() {
    await saving.flush();
    const { code, count } = now();
    shown = code ? codeView(code, count) : null;
    const title = el(`h${level}`, { tabindex: "-1" }, t("web.code.title"));
    const content = shown ? shown.content : [el("p", { class: "kijkraam-notice" }, t("web.code.nothing"))];
    panel.replaceChildren(title, ...content);
    panel.hidden = false;
    title.focus({ preventScroll: true });
    panel.scrollIntoView({ block: "nearest" });
  }

  /**
   * @param {string} code
   * @param {number} count how many answers are in it
   */
  function codeView(code, count) {
    const text = inGroups(code);
    const words = el("p", { class: "kijkraam-code-text", "data-kijkraam-code": true, translate: "no" }, text);
    const warning = el("p", { class: "kijkraam-notice kijkraam-notice--caution" }, t("web.code.warning"));
    const said = el("p", { class: "kijkraam-code-said", role: "status" });
    const drawing = el("div", { class: "kijkraam-code-qr", hidden: true });
    const draw = button(t("web.code.qr"), () => {
      drawing.hidden = !drawing.hidden;
      if (!drawing.firstChild) drawing.append(qrCode(text));
      draw.setAttribute("aria-expanded", String(!drawing.hidden));
    }, { "aria-expanded": "false" });
    const tools = el(
      "p",
      { class: "kijkraam-buttons" },
      button(t("web.code.copy"), async () => {
        const isCopied = await navigator.clipboard.writeText(text).then(() => true, () => false);
        if (!isCopied) getSelection()?.selectAllChildren(words);
        said.textContent = t(isCopied ? "web.code.copied" : "web.code.not_copied");
      }),
      button(t("web.code.large"), () => showLarge(text)),
      draw,
    );
    const old = el("div", { class: "kijkraam-notice", role: "status" });
    const about = el("p", {}, t("web.code.holds", { n: count }), " ", t("web.code.seen"));

    function outdate() {
      const hadFocus = tools.contains(document.activeElement);
      words.classList.add("kijkraam-code-text--old");
      words.removeAttribute("data-kijkraam-code");
      for (const part of [tools, drawing, said]) part.hidden = true;
      const again = button(t("web.code.again"), show);
      old.replaceChildren(el("p", {}, t("web.code.outdated")), el("p", {}, again));
      if (hadFocus) again.focus();
    }
    return { code, outdate, content: [old, words, warning, tools, said, drawing, about] };
  }

  /** @param {string} text */
  function showLarge(text) {
    const id = `${definition.id}--code-large`;
    const groups = text.split("-").map((group) => el("li", {}, group));
    const dialog = /** @type {HTMLDialogElement} */ (
      el(
        "dialog",
        { class: "kijkraam-code-large", "aria-labelledby": id },
        el("h2", { id }, t("web.code.read_aloud")),
        el("ol", { translate: "no" }, ...groups),
        el("p", {}, t("web.code.warning")),
        el("p", { class: "kijkraam-buttons" }, button(t("web.code.close"), () => dialog.close(), { autofocus: true })),
      )
    );
    dialog.addEventListener("close", () => dialog.remove());
    panel.append(dialog);
    dialog.showModal();
  }

  function close() {
    shown = null;
    panel.hidden = true;
    panel.replaceChildren();
  }

  return {
    /** @param {boolean} isOther */
    record(isOther) {
      if (isOther) close();
    },
    update() {
      if (!shown || now().code === shown.code) return;
      shown.outdate();
      shown = null;
    },
  };
}

/** @param {string} text */
function qrCode(text) {
  const modules = encodeQR(text, "raw", { border: QUIET });
  const path = modules.flatMap((line, y) => line.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  const size = modules.length;
  return svg(
    "svg",
    { viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": t("web.code.qr_label"), "shape-rendering": "crispEdges" },
    svg("rect", { width: size, height: size, fill: "#fff" }),
    svg("path", { d: path, fill: "#000" }),
  );
}
