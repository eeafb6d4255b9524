// What is folded away in the bar above a form: the name and date of the record that is open, and what one can do with records.
import { announce, el } from "../dom.js";
import { language, t } from "../phrases.js";
import { copyOf } from "../storage/copy.js";
import { button } from "./button.js";

/** @typedef {import("./element.js").Filling} Filling */
/** @typedef {import("./saving.js").FormRecord} FormRecord */
/** @typedef {ReturnType<typeof recordFold>} RecordFold */

/** @param {string} iso */
function day(iso) {
  return new Intl.DateTimeFormat(language(), { dateStyle: "medium" }).format(new Date(iso));
}

/**
 * @param {Filling} filling
 * @param {HTMLElement} fold
 * @param {() => void} tell say which record is open
 */
export function recordFold(filling, fold, tell) {
  const { root, form, definition, fields, saving, undo } = filling;
  const id = `${form.id}--bar`;
  const summary = /** @type {HTMLElement} */ (fold.firstElementChild);
  const name = /** @type {HTMLInputElement} */ (
    el("input", { type: "text", id: `${id}-name`, maxlength: 80, "aria-describedby": `${id}-advice`, autocomplete: "off" })
  );
  const date = /** @type {HTMLInputElement} */ (
    el("input", { type: "date", id: `${id}-date`, name: `${definition.id}--date`, form: form.id })
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
      date,
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
  for (const message of fold.querySelectorAll("p")) message.remove();
  fold.append(ofRecord, others);
  if (address !== "#") fold.append(el("p", {}, el("a", { href: address }, t("web.bar.all"))));
  fields.write(date.name, saving.get(date.name));
  name.addEventListener("input", () => {
    saving.rename(name.value);
    tell();
  });

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
    open(await copyOf(saving.store, saving.record.id, t("web.bar.copy", { name: saving.record.name })));
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
      ofRecord.hidden = !saving.record;
      if (document.activeElement !== name) name.value = saving.record?.name ?? "";
      showList();
    },
  };
}
