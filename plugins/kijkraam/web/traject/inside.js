// A form that is filled in within a traject. Its answers belong to the traject's record, each under `<form>--<field>`,
// so that one record holds all there is about one person: named, taken along and wiped as one.
import { el, need } from "../dom.js";
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

/**
 * Remember where the page of trajects is and which forms belong to them, so that a form can lead back to it.
 * @param {string[]} forms
 */
export function rememberHome(forms) {
  remember("home", location.pathname);
  remember("forms", forms.join(" "));
}

/**
 * From here on, the forms of trajects are filled in within this one in this tab; without one, apart from any.
 * @param {string | null} id
 */
export function workWithin(id) {
  if (id) remember("open", id);
  else forget("open");
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
 * The traject in which this form is filled in here: told by the link that led to the page, or open in this tab. The page
 * says which one it is, or that the one that was told is not there.
 * @param {Store} store
 * @param {FormOf} form
 * @param {HTMLElement} root the element around the form
 * @returns {Promise<Store | null>} the store as the form sees it
 */
export async function openWithin(store, form, root) {
  if (new URLSearchParams(location.search).has("blad")) return null;
  const told = named();
  if (told) {
    remember("open", told);
    history.replaceState(history.state, "", location.pathname + location.search);
    scrollTo(0, 0); // the theme leaves the page where the one before it was
  }
  const id = told ?? recall("open");
  const forms = recall("forms");
  if (!id || (!told && forms !== null && !forms.split(" ").includes(form.id))) return null;
  const said = el("div", { class: "kijkraam-notice kijkraam-traject-bar", role: "note" });
  need(root, ".kijkraam-head", "kijkraam-form").after(said);
  const record = await store.record(id);
  if (record?.form !== TRAJECT) {
    forget("open");
    said.append(el("p", {}, t("web.traject.not_here")), ways(wayBack("")));
    return null;
  }
  let { name } = record;
  showWithin(said, record);
  const end = el("div", { class: "kijkraam-traject-bar" }, ways(wayBack(record.id)));
  root.append(end);
  store.subscribe(async ({ type }) => {
    if (type !== "record" && type !== "wiped") return;
    const now = await store.record(id);
    if (now?.name === name) return;
    if (now) {
      ({ name } = now);
      showWithin(said, now);
      return;
    }
    // Another tab wiped it: what would be written here now, would be about someone of whom nothing was to stay.
    forget("open");
    /** @type {HTMLElement} */
    const written = need(root, "form", "kijkraam-form");
    written.inert = true;
    said.setAttribute("role", "alert");
    said.replaceChildren(el("p", {}, t("web.traject.gone", { name })), ways(wayBack(""), apart()));
    end.remove();
    said.scrollIntoView({ block: "center" });
  });
  return storeWithin(store, form, record.id);
}

/**
 * @param {HTMLElement} said
 * @param {FormRecord} record
 */
function showWithin(said, { id, name }) {
  const sentences = [t("web.traject.within", { name }), t("web.traject.one_sheet")].join(" ");
  said.replaceChildren(el("p", {}, sentences), ways(wayBack(id), apart()));
}

/** @param {...(HTMLElement | null)} which */
function ways(...which) {
  return el("p", { class: "kijkraam-buttons" }, ...which);
}

/**
 * The link to the page of trajects, where it is known.
 * @param {string} id
 */
function wayBack(id) {
  const home = recall("home");
  return home === null ? null : el("a", { href: id ? within(home, id) : home }, t("web.traject.back"));
}

/** To fill the form in by itself. */
function apart() {
  return button(t("web.traject.leave"), () => {
    forget("open");
    location.reload();
  });
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
  /** @param {FormRecord} record */
  const ownRecord = (record) => (record.id === traject ? { ...record, form: id, version } : record);
  /** @param {string} record @param {string} field */
  const ownField = (record, field) => (record === traject ? fieldIn(id, field) : field);
  /** The version is that of this form, not of the traject. @param {import("../storage/store.js").FieldWrite} write */
  const ownWrite = (write) => ({ ...write, field: ownField(write.record, write.field), version });
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
    async update(name, { version: asked, ...patch }) {
      const own = asked === undefined || name === traject ? {} : { version: asked };
      return ownRecord(await store.update(name, { ...patch, ...own }));
    },
    /** @param {string} name */
    async answers(name) {
      const all = await store.answers(name);
      if (name !== traject) return all;
      return new Map([...answersOf(all, id)].map(([field, answer]) => [field, ownAnswer(answer, field)]));
    },
    /** @type {Store["putAll"]} */
    async putAll(writes) {
      const stored = await store.putAll(writes.map(ownWrite));
      return stored.map((answer, index) => ownAnswer(answer, writes[index].field));
    },
    /** @type {Store["leave"]} */
    leave(writes) {
      store.leave(writes.map(ownWrite));
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
