// The bar above a form: which record is open, its name and date, and what one can do with records.
import { announce, el } from "../dom.js";
import { language, t } from "../phrases.js";
import { button } from "./button.js";

/** @typedef {import("./element.js").Filling} Filling */
/** @typedef {import("./saving.js").FormRecord} FormRecord */

/**
 * @param {string} iso
 * @param {"medium" | "long"} [style]
 */
function day(iso, style = "medium") {
  return new Intl.DateTimeFormat(language(), { dateStyle: style }).format(new Date(iso));
}

/** @returns {string} today as a field of type date wants it, by the clock of this device */
export function today() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** @returns {string} the name of a record until someone gives it another */
export function firstName() {
  return t("web.bar.first_name", { date: new Intl.DateTimeFormat(language(), { day: "numeric", month: "long" }).format() });
}

/** @param {Filling} filling */
export function recordBar(filling) {
  const { root, form, definition, saving, undo } = filling;
  const id = `${form.id}--bar`;
  const summary = el("summary");
  const name = /** @type {HTMLInputElement} */ (
    el("input", { type: "text", id: `${id}-name`, maxlength: 80, "aria-describedby": `${id}-advice`, autocomplete: "off" })
  );
  const list = el("ul");
  const ofRecord = el(
    "div",
    {},
    el(
      "p",
      { class: "kijkraam-field" },
      el("label", { for: name.id }, t("web.bar.name")),
      el("span", { class: "kijkraam-prompt", id: `${id}-advice` }, t("web.bar.advice")),
      name,
    ),
    el(
      "p",
      { class: "kijkraam-field" },
      el("label", { for: `${id}-date` }, t("web.bar.date")),
      el("input", { type: "date", id: `${id}-date`, name: `${definition.id}--date`, form: form.id }),
    ),
    el(
      "p",
      { class: "kijkraam-buttons" },
      button(t("web.bar.new"), start),
      button(t("web.bar.duplicate"), duplicate),
      button(t("web.bar.remove"), remove),
    ),
  );
  const address = root.dataset.records;
  const others = el("div", {}, el("p", { class: "kijkraam-label" }, t("web.bar.open")), list);
  const fold = el(
    "details",
    { class: "kijkraam-fold" },
    summary,
    ofRecord,
    others,
    address === "#" ? null : el("p", {}, el("a", { href: address }, t("web.bar.all"))),
  );
  const bar = el("section", { class: "kijkraam-bar", "aria-label": t("web.bar.label"), hidden: "" }, fold);
  form.before(bar);
  name.addEventListener("input", () => {
    saving.rename(name.value);
    tell();
  });
  fold.addEventListener("toggle", showList);

  function tell() {
    const { record } = saving;
    summary.textContent = record ? record.name || t("web.bar.unnamed") : t("web.bar.none");
  }

  async function start() {
    await saving.open(null);
    summary.focus();
    announce(t("web.bar.started"));
  }

  /** @param {FormRecord} record */
  async function open(record) {
    await saving.open(record);
    summary.focus();
    announce(t("web.bar.opened", { name: record.name || t("web.bar.unnamed") }));
  }

  async function duplicate() {
    if (!saving.record) return;
    await saving.flush();
    open(await saving.store.duplicate(saving.record.id, t("web.bar.copy", { name: saving.record.name })));
  }

  async function remove() {
    const { record, store } = saving;
    if (!record) return;
    await saving.flush();
    const removal = await store.remove([record.id]);
    await saving.open(null);
    undo.offer(t("web.bar.removed", { name: record.name || t("web.bar.unnamed") }), async () => {
      await store.restore(removal);
      await open(record);
    });
  }

  async function showList() {
    const records = (await saving.store.records(definition.id)).filter((record) => record.id !== saving.record?.id);
    others.hidden = !records.length;
    list.replaceChildren(
      ...records.map((record) => {
        const label = t("web.bar.entry", { name: record.name || t("web.bar.unnamed"), date: day(record.changed) });
        return el("li", {}, button(label, () => open(record)));
      }),
    );
  }

  return {
    /** Another record is open, or this one changed. */
    record() {
      bar.hidden = false;
      ofRecord.hidden = !saving.record;
      if (document.activeElement !== name) name.value = saving.record?.name ?? "";
      tell();
      showList();
    },
  };
}
