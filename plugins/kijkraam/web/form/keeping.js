// What must be known about keeping: that it does not work here, that a browser may forget, that it has been long enough.
import { announce, el } from "../dom.js";
import { part } from "../parts.js";
import { t } from "../phrases.js";
import { askToKeep, mayForget, toAskAbout } from "../storage/persist.js";
import { button } from "./button.js";
import { recordIn } from "./links.js";

/** @typedef {import("./element.js").Filling} Filling */
/** @typedef {import("../storage/store.js").FormRecord} FormRecord */

/** @param {Filling} filling */
export function keeping({ root, definition, saving, notices, undo }) {
  const { store } = saving;
  let asked = false;

  const problem = el("p");
  const trouble = notice(problem, button(t("web.keeping.file"), toFile));
  const old = el("p");
  const question = notice(old, button(t("web.keeping.wipe"), wipe), button(t("web.keeping.stay"), stay));
  const earlier = el("p");
  const again = notice(earlier, button(t("web.keeping.new"), anew), button(t("web.keeping.go_on"), stay));
  const forgetful = notice(el("p", {}, t("web.keeping.safari")));
  /** @type {FormRecord[]} */
  let overdue = [];

  /** @param {...HTMLElement} content */
  function notice(...content) {
    const [text = el("p"), ...buttons] = content;
    const made = el(
      "div",
      { class: "kijkraam-notice kijkraam-notice--caution", hidden: true },
      text,
      buttons.length ? el("p", { class: "kijkraam-buttons" }, ...buttons) : null,
    );
    notices.append(made);
    return made;
  }

  async function toFile() {
    await saving.flush();
    if (!saving.record) return;
    const { download, fileText } = await part("result");
    download(await fileText(store, [saving.record.id]), `${definition.id}.json`, "application/json");
  }

  async function lookForOld() {
    // What is kept for always is not to be wiped, but who begins another round must not write over the one before.
    const isAsked = definition.keep === "ask";
    const all = await store.records(definition.id);
    overdue = toAskAbout(isAsked ? all : all.slice(0, 1), () => true);
    question.hidden = !isAsked || !overdue.length;
    again.hidden = isAsked || !overdue.length || recordIn(location.search) !== null;
    earlier.textContent = t("web.keeping.earlier", { name: overdue[0]?.name || t("web.bar.unnamed") });
    const names = overdue.map(({ name }) => name || t("web.bar.unnamed"));
    old.textContent = t("web.keeping.old", { names: new Intl.ListFormat(document.documentElement.lang).format(names) });
  }

  async function wipe() {
    const ids = overdue.map(({ id }) => id);
    const open = saving.record && ids.includes(saving.record.id) ? saving.record : null;
    const removal = await store.remove(ids);
    if (open) await saving.open(null);
    await lookForOld();
    undo.offer(t("web.keeping.wiped"), async () => {
      await store.restore(removal);
      await lookForOld();
      if (open) await saving.open(open);
    });
  }

  async function anew() {
    await saving.open(null);
    again.hidden = true;
    toBar();
    announce(t("web.bar.started"));
  }

  async function stay() {
    for (const { id } of overdue) await store.update(id, { asked: new Date().toISOString() });
    await lookForOld();
    toBar();
  }

  /** The button that was pressed is gone: the focus goes to what tells which sheet is open. */
  function toBar() {
    /** @type {HTMLElement | null} */
    const bar = root.querySelector(".kijkraam-bar summary");
    bar?.focus();
  }

  lookForOld();
  return {
    /** Storage began or stopped to work. */
    problem() {
      trouble.hidden = !store.problem;
      problem.textContent = store.problem && t(`web.keeping.${store.problem}`);
      /** @type {HTMLElement | null} */
      const kept = root.querySelector("[data-kijkraam-kept]"); // it says how long answers stay, as long as they do
      if (kept) kept.hidden = Boolean(store.problem);
    },
    /** Something was stored: from now on there is something to lose. */
    async saved() {
      if (store.kind !== "kept" || asked) return;
      asked = true;
      await askToKeep(store.path);
      forgetful.hidden = !(await mayForget());
    },
  };
}
