// "Maak mijn code": the answers for the team as a code, to give to whoever leads the conversation. With the Eerste blik open
// its statements alone go along, and with a link to some panes these alone. Else all that was answered goes along, also in
// a pane that is shut now; which panes that are is told.
import { el, placeIn } from "../dom.js";
import { button } from "../form/button.js";
import { selectionIn } from "../form/links.js";
import { part } from "../parts.js";
import { t } from "../phrases.js";
import { listed } from "../result/answers.js";
import { newId } from "../storage/rows.js";
import { inGroups, makeCode } from "./code.js";
import { nonceOf, teamRatings } from "./ratings.js";

/** @typedef {import("../form/element.js").Filling} Filling */

/** @param {Filling} filling */
export function makingCode({ root, definition, saving, isShort }) {
  const numbers = /** @type {import("./code.js").Numbers} */ (definition.code);
  const place = root.querySelector("[data-kijkraam-result]");
  if (!place) return {};
  const heading = root.querySelector(".kijkraam-head :is(h1, h2, h3, h4, h5)");
  const level = Number(heading?.tagName[1] ?? 1) + 1;
  const own = newId();
  const panel = el("section", { class: "kijkraam-code", hidden: true });
  const make = button(t("web.code.make"), show, { "data-kijkraam-make-code": true });
  // Before the closing questions: those are for the talk, and the code comes before it.
  const closing = root.querySelector(".kijkraam-form .kijkraam-reflection");
  const row = el("p", { class: "kijkraam-buttons" }, make);
  if (closing) placeIn(root, "code", closing).append(row, panel);
  else place.prepend(row, panel);
  /** @type {ReturnType<typeof codeView> | null} */
  let shown = null;

  const linked = selectionIn(location.search, definition)?.panes ?? [];

  function now() {
    const ratings = teamRatings(definition, saving.values(), ({ core }, { id }) => {
      return (core || !isShort()) && (!linked.length || linked.includes(id));
    });
    return { ratings, code: makeCode(numbers, ratings, nonceOf(saving.record?.id ?? own, definition.version)) };
  }

  /** Whether someone looks at oneself: such answers are in no picture of a team. */
  function isOwn() {
    return saving.get(`${definition.id}--perspective`) === "self";
  }

  /** What is in a code, in words. @param {import("./code.js").Ratings} ratings */
  function holds(ratings) {
    const n = Object.keys(ratings).length;
    const panes = definition.panes.filter(({ questions }) => questions.some(({ id }) => id in ratings));
    if (isShort()) return t("web.code.holds_short", { n });
    return t("web.code.holds", { n, panes: listed(panes.map(({ title }) => title)) });
  }

  async function show() {
    await saving.flush();
    const { code, ratings } = now();
    shown = code && !isOwn() ? codeView(code, holds(ratings)) : null;
    const title = el(`h${level}`, { tabindex: "-1" }, t("web.code.title"));
    const why = t(isOwn() ? "web.code.own" : "web.code.nothing");
    const content = shown ? shown.content : [el("p", { class: "kijkraam-notice" }, why)];
    panel.replaceChildren(title, ...content);
    panel.hidden = false;
    title.focus({ preventScroll: true });
    panel.scrollIntoView({ block: "nearest" });
  }

  /**
   * @param {string} code
   * @param {string} content what is in it
   */
  function codeView(code, content) {
    const text = inGroups(code);
    const words = el("p", { class: "kijkraam-code-text", "data-kijkraam-code": true, translate: "no" }, text);
    const warning = el("p", { class: "kijkraam-notice kijkraam-notice--caution" }, t("web.code.warning"));
    const said = el("p", { class: "kijkraam-code-said", role: "status" });
    const drawing = el("div", { class: "kijkraam-code-qr", hidden: true });
    const draw = button(t("web.code.qr"), () => {
      drawing.hidden = !drawing.hidden;
      draw.setAttribute("aria-expanded", String(!drawing.hidden));
      if (!drawing.hidden) drawing.scrollIntoView({ block: "center" });
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
    );
    // Large, and not needed before there is a code, which does not wait for it. Without a network it may not come.
    part("qr").then((qrCode) => {
      drawing.append(qrCode(text));
      tools.append(draw);
    }, () => {});
    const old = el("div", { class: "kijkraam-notice", role: "status" });
    const about = el("p", {}, `${content} ${t("web.code.never")}`);

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
      if (!shown || (!isOwn() && now().code === shown.code)) return;
      shown.outdate();
      shown = null;
    },
  };
}
