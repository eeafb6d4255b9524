// Which panes are open: the Eerste blik or pane by pane, what a link asks for, and what is only for oneself.
// The contents window becomes the chooser. Without this script everything is open.
import { el, placeIn } from "../dom.js";
import { t } from "../phrases.js";
import { button } from "./button.js";
import { selectionIn } from "./links.js";

/** @typedef {import("./element.js").Filling} Filling */
/** @typedef {import("./definition.js").Pane} Pane */
/** @typedef {import("./definition.js").Question} Question */
/** @typedef {"" | "private" | "shut"} Closed why a pane is not open, if it is not */
/** @typedef {{pane: Pane, section: HTMLElement, questions: Question[], update: () => void}} View */

/** On a worksheet with a client only what matters to that person is filled in; what a client tells is not counted. */
const COUNTED = ["kijkraam", "kijkvragen", "fase"];

/** @param {Element | null | undefined} part */
function focus(part) {
  /** @type {HTMLElement | null | undefined} */ (part)?.focus();
}

/** @param {Filling} filling */
export function panes({ root, form, definition, fields, saving, put }) {
  const modeField = `${definition.id}--mode`;
  const chosenField = `${definition.id}--panes`;
  const isCounted = COUNTED.includes(definition.kind);
  let selection = root.dataset.only ? null : selectionIn(root.dataset.selection ?? location.search, definition);
  /** Panes that a link within the page led to. @type {Set<string>} */
  const led = new Set();
  /** @type {Element | null} */
  let last = null;

  const isShort = () => (selection ? selection.short : saving.get(modeField) === "short");
  const isChooser = () => !selection && saving.get(modeField) === "panes";

  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = root.querySelectorAll(".kijkraam-contents a");
  const views = definition.panes.flatMap((pane) => {
    /** @type {HTMLElement | null} */
    const section = root.querySelector(`[data-pane="${pane.id}"]`);
    return section ? [viewOf(pane, section)] : [];
  });
  const modes = offerModes();
  const next = button(t("web.panes.next"), goToNext, { hidden: true });

  root.addEventListener("focusin", ({ target }) => {
    last = /** @type {Element} */ (target).closest("[data-item]") ?? last;
  });
  // The notice that tells what a link chose stands outside the form: see page/address.js.
  root.addEventListener("kijkraam-all", () => {
    selection = null;
    update();
  });
  root.addEventListener("click", ({ target }) => {
    /** @type {HTMLAnchorElement | null} */
    const link = /** @type {Element} */ (target).closest("a[href]");
    if (link?.pathname === location.pathname) lead(link.hash);
  });

  /** @param {Question} question */
  function itemOf({ id }) {
    return root.querySelector(`[data-item="${id}"]`);
  }

  /** @param {Question} question */
  function isAnswered({ id, type }) {
    if (type !== "table") return saving.get(id) !== null;
    return [...saving.values().keys()].some((field) => field.startsWith(`${id}--`));
  }

  /**
   * @param {Pane} pane
   * @returns {Closed}
   */
  function closed({ id, share, elsewhere, questions }) {
    if (elsewhere) return "";
    if (share === "self" && saving.get(`${definition.id}--perspective`) === "team") return "private";
    if (led.has(id)) return "";
    const isNotCore = isShort() && !questions.some(({ core }) => core);
    const isNotLinked = selection?.panes.length && !selection.panes.includes(id);
    const isNotChosen = isChooser() && !saving.get(chosenField)?.includes(id);
    return isNotCore || isNotLinked || isNotChosen ? "shut" : "";
  }

  /**
   * @param {View} view
   * @returns {Question[]} the questions of a pane that are shown
   */
  function asked({ pane, questions }) {
    if (closed(pane)) return [];
    return questions.filter(({ core }) => core || !isShort() || led.has(pane.id));
  }

  function unanswered() {
    return views.flatMap((view) => asked(view).filter((question) => !isAnswered(question)));
  }

  /** Open a pane that is shut, and shut one that is open. @param {string} pane */
  function choose(pane) {
    const before = saving.get(chosenField) ?? [];
    const after = definition.panes.map(({ id }) => id).filter((id) => before.includes(id) !== (id === pane));
    put(chosenField, after.length ? after : null);
  }

  /** Make sure that what a link leads to is there. @param {string} hash */
  function lead(hash) {
    const target = document.getElementById(hash.slice(1));
    const view = views.find(({ section }) => target && section.contains(target));
    if (!target || !view || !(closed(view.pane) || target.closest("[hidden]"))) return;
    if (isChooser()) choose(view.pane.id);
    else led.add(view.pane.id);
    update();
    target.scrollIntoView();
  }

  function goToNext() {
    const items = unanswered().flatMap((question) => itemOf(question) ?? []);
    const below = items.find((item) => Number(last?.compareDocumentPosition(item)) & Node.DOCUMENT_POSITION_FOLLOWING);
    const item = below ?? items[0];
    focus(item?.querySelector("input, textarea"));
    item?.scrollIntoView({ block: "center" });
  }

  function offerModes() {
    const core = definition.panes.flatMap(({ questions }) => questions).filter((question) => question.core);
    if (!links.length || !core.length) return null;
    const mode = (/** @type {string} */ value, /** @type {string} */ text) =>
      el(
        "label",
        { class: "kijkraam-answer" },
        el("input", { type: "radio", name: modeField, value, form: form.id }),
        el("span", {}, text),
      );
    const made = el(
      "fieldset",
      { class: "kijkraam-item kijkraam-mode" },
      el("legend", {}, t("web.panes.mode")),
      el(
        "p",
        { class: "kijkraam-answers" },
        mode("short", t("web.panes.short", { n: core.length })),
        mode("panes", t("web.panes.by_pane")),
      ),
    );
    placeIn(root, "mode", root.querySelector(".kijkraam-contents")).append(made);
    return made;
  }

  /**
   * @param {Pane} pane
   * @param {HTMLElement} section
   * @returns {View}
   */
  function viewOf(pane, section) {
    const { id, title, elsewhere } = pane;
    const questions = pane.questions.filter((one) => one.type === "table" || fields.controls(one.id).length);
    const why = el("span");
    const open = button(t("web.panes.open"), () => {
      choose(id);
      focus(section.querySelector("input, textarea"));
    });
    const place = placeIn(section, "pane", section.children[1]);
    const shutter = el("p", { class: "kijkraam-shutter", hidden: true }, why, open);
    const progress = el("p", { class: "kijkraam-progress" });
    place.append(shutter, progress);
    const box = el(
      "label",
      { class: "kijkraam-choose-pane", hidden: true },
      el("input", { type: "checkbox", name: chosenField, value: id, form: form.id }),
      el("span", {}, t("web.panes.choose"), el("span", { class: "kijkraam-unseen" }, ` ${title}`)),
    );
    const link = [...links].find(({ hash }) => hash === `#${section.firstElementChild?.id}`);
    const about = link?.querySelector(".kijkraam-contents-about");
    const size = about?.textContent ?? "";
    if (link && !elsewhere) link.after(box);

    const view = {
      pane,
      section,
      questions,
      update() {
        const now = closed(pane);
        const shown = asked(view);
        const seen = shown.filter(isAnswered).length;
        const count = t("web.panes.seen", { seen, all: shown.length });
        const told = isCounted && seen ? count : "";
        section.classList.toggle("kijkraam-pane--shut", now !== "");
        shutter.hidden = !now;
        why.textContent = now && t(`web.panes.closed.${now}`);
        open.hidden = now === "private" || !isChooser();
        progress.textContent = told;
        for (const question of questions) itemOf(question)?.toggleAttribute("hidden", !now && !shown.includes(question));
        link?.parentElement?.classList.toggle("kijkraam-shut", now !== "" || elsewhere !== null);
        // The size is that of the whole pane: of a part of it only how much was seen is told.
        const all = shown.length < questions.length ? [count] : [size, told].filter(Boolean);
        if (about) about.textContent = now ? t("web.panes.closed.shut") : all.join(" · ");
        box.hidden = now === "private" || !isChooser();
      },
    };
    return view;
  }

  function update() {
    if (modes) modes.hidden = selection !== null;
    for (const view of views) view.update();
    next.hidden = !isCounted || !saving.record || !unanswered().length;
  }

  return { next, isShort, lead, update };
}
