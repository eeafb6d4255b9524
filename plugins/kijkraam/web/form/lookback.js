// The end of a form: what one saw, and what comes of it. Made when it is asked for, and in step with the answers then.
import { announce, el } from "../dom.js";
import { part } from "../parts.js";
import { language, t } from "../phrases.js";
import { button } from "./button.js";

/** @typedef {import("./element.js").Filling} Filling */
/** @typedef {import("./definition.js").Value} Value */

/** After so long the page itself is there, in milliseconds. */
const SOON = 1500;

/**
 * A record in the list: two of one day have the same name, if nobody gave them another.
 * @param {{name: string, changed: string}} record
 */
function entryOf({ name, changed }) {
  const moment = new Intl.DateTimeFormat(language(), { dateStyle: "medium", timeStyle: "short" });
  return t("web.bar.entry", { name: name || t("web.bar.unnamed"), date: moment.format(new Date(changed)) });
}

/** @param {Filling} filling */
export function lookBack({ root, definition, saving, isShort }) {
  const place = root.querySelector("[data-kijkraam-result]");
  if (!place) return {};
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
  place.append(el("p", {}, button(t("web.lookback.show"), show, { class: "kijkraam-button kijkraam-button--primary" })), beside, shown);
  others.addEventListener("change", draw);
  // Brought in while there is a network; on a visit there may be none.
  setTimeout(() => Promise.all([part("result"), part("keeping")]).catch(() => {}), SOON);

  async function show() {
    await offerOthers();
    try {
      await draw();
    } catch (error) {
      await part("result").then(() => Promise.reject(error), sayMissing);
      return;
    }
    const title = /** @type {HTMLElement | null} */ (shown.querySelector(`h${level}`));
    if (title) title.tabIndex = -1;
    title?.focus({ preventScroll: true });
    title?.scrollIntoView();
  }

  function sayMissing() {
    shown.replaceChildren(el("p", { class: "kijkraam-notice" }, t("web.lookback.missing")));
    announce(t("web.lookback.missing"));
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
    const { resultView, fileText } = await part("result");
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
    root.classList.add("kijkraam--looked-back");
  }

  /** @param {string} id */
  async function earlierRecord(id) {
    const record = await store.record(id);
    if (!record) return null;
    const answers = await store.answers(id);
    return { name: record.name, answers: new Map([...answers].map(([field, { value }]) => [field, value])) };
  }

  /** @param {string} id of a pane or question */
  function addressOf(id) {
    const part = root.querySelector(`[data-item="${id}"], [data-pane="${id}"] > [id]`);
    return part?.id ?? id;
  }

  function close() {
    shown.replaceChildren();
    beside.hidden = true;
    root.classList.remove("kijkraam--looked-back");
  }

  return {
    /** @param {boolean} isOther */
    record(isOther) {
      if (isOther) close();
    },
    update() {
      const isTyping = document.activeElement?.matches("textarea, [type=text]") ?? false;
      if (shown.firstChild && !isTyping && !shown.contains(document.activeElement)) draw();
    },
  };
}
