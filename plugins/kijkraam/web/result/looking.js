// The look back at a form: made when it is asked for, and in step with the answers then.
import { el } from "../dom.js";
import { button } from "../form/button.js";
import { language, t } from "../phrases.js";
import { fileText } from "../storage/transfer.js";
import { beginPair, firstPerson, pairField } from "./pair.js";
import { resultView } from "./result.js";

/** @typedef {import("../form/element.js").Filling} Filling */
/** @typedef {{show: () => Promise<void>, close: () => void, update: () => void}} Looking */

/**
 * A record in the list: two of one day have the same name, if nobody gave them another.
 * @param {{name: string, changed: string}} record
 */
function entryOf({ name, changed }) {
  const moment = new Intl.DateTimeFormat(language(), { dateStyle: "medium", timeStyle: "short" });
  return t("web.bar.entry", { name: name || t("web.bar.unnamed"), date: moment.format(new Date(changed)) });
}

/**
 * @param {Filling} filling
 * @param {Element} place where it is shown
 * @returns {Looking}
 */
export function lookingBack({ root, definition, saving, isShort }, place) {
  const { store } = saving;
  const heading = root.querySelector(".kijkraam-head :is(h1, h2, h3, h4, h5)");
  const level = Number(heading?.tagName[1] ?? 1) + 1;
  const shown = el("div");
  const others = /** @type {HTMLSelectElement} */ (el("select", { id: `${definition.id}--beside` }));
  const beside = el(
    "p",
    { class: "kijkraam-field", hidden: true },
    el("label", { for: others.id }, t("web.lookback.beside")),
    others,
  );
  const begin = button(t("web.pair.begin"), () => void toColleague());
  const pair = el("div", { class: "kijkraam-pair-begin", hidden: true }, el("p", {}, t("web.pair.what")), begin);
  place.append(beside, shown, pair);
  others.addEventListener("change", draw);
  async function show() {
    await offerOthers();
    await draw();
    const title = /** @type {HTMLElement | null} */ (shown.querySelector(`h${level}`));
    if (title) title.tabIndex = -1;
    title?.focus({ preventScroll: true });
    title?.scrollIntoView();
  }

  async function offerOthers() {
    const records = (await store.records(definition.id)).filter(({ id }) => id !== saving.record?.id);
    beside.hidden = !records.length;
    others.replaceChildren(
      el("option", { value: "" }, t("web.lookback.nothing")),
      ...records.map((record) => el("option", { value: record.id }, entryOf(record))),
    );
  }

  async function draw() {
    const { record } = saving;
    const answers = saving.values();
    if (isShort()) answers.set(`${definition.id}--mode`, "short");
    const earlier = others.value ? await earlierRecord(others.value) : null;
    const view = resultView(definition, answers, {
      level,
      link: (id) => `#${addressOf(id)}`,
      onChange: (field, value) => {
        if (typeof value === "string") saving.later(field, value || null);
        else saving.set(field, value);
      },
      json: () => fileText(store, record ? [record.id] : []),
      name: record?.name ?? "",
      date: String(saving.get(`${definition.id}--date`) ?? ""),
      ...(earlier && { earlier }),
    });
    shown.replaceChildren(view);
    pair.hidden = !saving.record || !firstPerson(definition).panes.length || Boolean(saving.get(pairField(definition)));
    root.classList.add("kijkraam--looked-back");
  }

  /** @param {string} id */
  async function earlierRecord(id) {
    const record = await store.record(id);
    if (!record) return null;
    const answers = new Map([...(await store.answers(id))].map(([field, { value }]) => [field, value]));
    return { name: record.name, answers, pair: whose(id, answers) };
  }

  /**
   * Whose the other record of a pair is; null when the two are no pair.
   * @param {string} id
   * @param {import("./answers.js").Answers} answers
   * @returns {"mine" | "theirs" | null}
   */
  function whose(id, answers) {
    const field = pairField(definition);
    if (saving.get(field) === id) return "mine";
    return saving.record && answers.get(field) === saving.record.id ? "theirs" : null;
  }

  /** Let a colleague fill in beside the record that is open. */
  async function toColleague() {
    if (saving.record) location.assign(await beginPair(store, definition, saving.record.id));
  }

  /** @param {string} id of a pane or question */
  function addressOf(id) {
    const part = root.querySelector(`[data-item="${id}"], [data-pane="${id}"] > [id]`);
    return part?.id ?? id;
  }

  function close() {
    shown.replaceChildren();
    beside.hidden = true;
    pair.hidden = true;
    root.classList.remove("kijkraam--looked-back");
  }

  return {
    show,
    close,
    update() {
      const isTyping = document.activeElement?.matches("textarea, [type=text]") ?? false;
      if (shown.firstChild && !isTyping && !shown.contains(document.activeElement)) draw();
    },
  };
}
