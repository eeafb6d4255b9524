// A form that is filled in within a traject. Its answers belong to the traject's record, each under `<form>--<field>`,
// so that one record holds all there is about one person: named, taken along and wiped as one.
import { el } from "../dom.js";
import { button } from "../form/button.js";
import { t } from "../phrases.js";
import { forget, named, recall, remember, TRAJECT } from "./trace.js";

/** @typedef {import("../storage/store.js").Store} Store */
/** @typedef {import("../storage/store.js").FormRecord} FormRecord */
/** @typedef {import("../storage/store.js").Answer} Answer */
/** @typedef {{id: string, version: number}} FormOf */

/**
 * The address of a page within a traject.
 * @param {string} href
 * @param {string} id
 */
export function within(href, id) {
  const address = new URL(href, location.href);
  address.hash = `${TRAJECT}=${encodeURIComponent(id)}`;
  return address.href;
}

/** Remember where the page of the traject is, so that a form can lead back to it. */
export function rememberHome() {
  remember("home", location.pathname);
}

/**
 * Forget that forms were filled in within a traject.
 * @param {string[]} forms
 * @param {string} id
 */
export function forgetTraject(forms, id) {
  for (const form of forms.filter((form) => recall(form) === id)) forget(form);
}

/**
 * The name of a field of a form in the record of its traject.
 * @param {string} form
 * @param {string} field
 */
export function fieldIn(form, field) {
  return `${form}--${field}`;
}

/**
 * What of a traject's answers belongs to one form, by the form's own fields.
 * @template T
 * @param {Map<string, T>} answers
 * @param {string} form
 * @returns {Map<string, T>}
 */
export function answersOf(answers, form) {
  const start = fieldIn(form, "");
  const own = [...answers].filter(([field]) => field.startsWith(start));
  return new Map(own.map(([field, answer]) => [field.slice(start.length), answer]));
}

/**
 * The traject in which this form is filled in here: told by the link that led to the page, and remembered for this tab.
 * @param {Store} store
 * @param {FormOf & {keep: string}} form
 * @returns {Promise<{store: Store, bar: HTMLElement} | null>} the store as the form sees it, and what says so in the page
 */
export async function openWithin(store, form) {
  if (form.keep !== "ask" || new URLSearchParams(location.search).has("blad")) return null;
  const told = named();
  if (told) {
    remember(form.id, told);
    history.replaceState(history.state, "", location.pathname + location.search);
    scrollTo(0, 0); // the theme leaves the page where the one before it was
  }
  const id = recall(form.id);
  const record = id === null ? undefined : await store.record(id);
  if (record?.form === TRAJECT) return { store: storeWithin(store, form, record.id), bar: bar(form, record) };
  forget(form.id);
  return null;
}

/**
 * @param {FormOf} form
 * @param {FormRecord} record
 */
function bar(form, record) {
  const home = recall("home");
  const leave = button(t("web.traject.leave"), () => {
    forget(form.id);
    location.reload();
  });
  return el(
    "div",
    { class: "kijkraam-notice kijkraam-traject-bar", role: "note" },
    el("p", {}, t("web.traject.within", { name: record.name })),
    home === null ? null : el("p", {}, el("a", { href: within(home, record.id) }, t("web.traject.back"))),
    el("p", {}, leave),
  );
}

/**
 * The store as a form within a traject sees it: one record, with the form's own fields.
 * @param {Store} store
 * @param {FormOf} form
 * @param {string} traject
 * @returns {Store}
 */
function storeWithin(store, form, traject) {
  const { id, version } = form;
  /** Of this form, not of the traject. */
  const asked = { version };
  /** @param {FormRecord} record */
  const ownRecord = (record) => (record.id === traject ? { ...record, form: id, version } : record);
  /** @param {string} record @param {string} field */
  const ownField = (record, field) => (record === traject ? fieldIn(id, field) : field);
  /** @param {Answer} answer @param {string} field */
  const ownAnswer = (answer, field) => ({ ...answer, field });

  const own = {
    async records() {
      const record = await store.record(traject);
      return record ? [ownRecord(record)] : [];
    },
    /** @param {string} name */
    async record(name) {
      const record = await store.record(name);
      return record && ownRecord(record);
    },
    /** @param {string} name @param {Parameters<Store["update"]>[1]} patch */
    async update(name, patch) {
      return ownRecord(await store.update(name, patch));
    },
    /** @param {string} name */
    async answers(name) {
      const all = await store.answers(name);
      if (name !== traject) return all;
      return new Map([...answersOf(all, id)].map(([field, answer]) => [field, ownAnswer(answer, field)]));
    },
    /** @type {Store["put"]} */
    async put(name, field, value, base, options) {
      const stored = await store.put(name, ownField(name, field), value, base, { ...options, ...asked });
      return ownAnswer(stored, field);
    },
    /** @type {Store["leave"]} */
    leave(writes) {
      store.leave(writes.map((write) => ({ ...write, field: ownField(write.record, write.field), ...asked })));
    },
    /** @type {Store["dropEarlier"]} */
    dropEarlier(name, field, changed) {
      return store.dropEarlier(name, ownField(name, field), changed);
    },
    /** @type {Store["subscribe"]} */
    subscribe(listener) {
      return store.subscribe((event) => {
        const start = fieldIn(id, "");
        if (event.type !== "answer" || event.record !== traject) listener(event);
        else if (event.field.startsWith(start)) listener({ ...event, field: event.field.slice(start.length) });
      });
    },
  };
  // All else is the store's own; its methods need the store itself as `this`.
  return new Proxy(store, {
    get(_, name) {
      if (name in own) return own[/** @type {keyof typeof own} */ (name)];
      const found = Reflect.get(store, name, store);
      return typeof found === "function" ? found.bind(store) : found;
    },
  });
}
