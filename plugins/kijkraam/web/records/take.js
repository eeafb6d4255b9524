// Taking records along as a file: what goes in, where it goes, who can read it, and a password for who wants one.
import { el } from "../dom.js";
import { t } from "../phrases.js";
import { exportRecords } from "../storage/transfer.js";
import { ask } from "./dialog.js";
import { quoted } from "./words.js";

/** @typedef {Pick<import("../storage/store.js").Store, "records" | "answers">} Records what is read for the file */
/** @typedef {import("./collection.js").Entry} Entry */

/**
 * Hand a file of today to the browser, which puts it where its downloads go. Its name says nothing of what is in it.
 * @param {string} text
 * @param {string} stem
 * @returns {string} the name of the file
 */
export function download(text, stem) {
  const now = new Date();
  const date = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0"));
  const name = `${stem}-${date.join("-")}.json`;
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  el("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return name;
}

/**
 * A field for a password.
 * @param {string} id
 * @param {string} label
 * @param {string} [hint] the id of what is said about it
 */
export function passwordField(id, label, hint) {
  const input = /** @type {HTMLInputElement} */ (
    el("input", { type: "password", id, autocomplete: "off", spellcheck: "false", "aria-describedby": hint })
  );
  return { input, element: el("p", { class: "kijkraam-field" }, el("label", { for: id }, label), input) };
}

/** Two fields for a new password, and a box to see what one types. */
function newPassword() {
  const hint = el("p", { id: "kijkraam-password-hint" }, t("web.records.take.password_hint"));
  const first = passwordField("kijkraam-password", t("web.records.take.password"), hint.id);
  const again = passwordField("kijkraam-password-again", t("web.records.take.again"));
  const show = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox", autocomplete: "off" }));
  show.addEventListener("change", () => {
    for (const { input } of [first, again]) input.type = show.checked ? "text" : "password";
  });
  const wrong = el("p", { class: "kijkraam-error", role: "alert" });
  const shown = el("p", {}, el("label", { class: "kijkraam-tick" }, show, " ", t("web.records.take.show")));
  return {
    element: el("div", {}, first.element, hint, again.element, shown, wrong),
    get value() {
      return first.input.value;
    },
    /** Whether both are the same; else says so. */
    check() {
      const same = first.input.value === again.input.value;
      wrong.textContent = same ? "" : t("web.records.take.differ");
      again.input.setAttribute("aria-invalid", String(!same));
      if (!same) again.input.focus();
      return same;
    },
  };
}

/**
 * Ask how records go along: the password, or an empty text for none; null to leave it.
 * @param {Element} parent
 * @param {Entry[]} entries
 * @returns {Promise<string | null>}
 */
export async function askToTake(parent, entries) {
  const password = globalThis.crypto?.subtle ? newPassword() : null;
  const n = entries.length;
  const answer = await ask(parent, {
    title:
      n === 1 ? t("web.records.take.single", { name: quoted(entries[0].record.name) }) : t("web.records.take.many", { n }),
    content: [
      el(
        "ul",
        {},
        ...["what", "where", "who"].map((part) => el("li", {}, t(`web.records.take.${part}`))),
      ),
      password?.element ?? el("p", {}, t("web.records.take.no_lock")),
    ],
    enter: "make",
    choices: [
      { label: t("web.records.take.make"), value: "make", look: "primary", check: () => password?.check() ?? true },
      { label: t("web.records.cancel"), value: "" },
    ],
  });
  return answer === "make" ? (password?.value ?? "") : null;
}

/**
 * Make a file of as many records as go in one.
 * @param {Records} records
 * @param {Entry[]} entries
 * @param {string} password
 * @param {number} number of this file, from 1, when what was asked for needs several
 * @returns {Promise<{name: string, left: Entry[]}>} the name of the file, and what goes in another
 */
export async function take(records, entries, password, number) {
  const ids = entries.map(({ record }) => record.id);
  const { text, count } = await exportRecords(records, ids, { password });
  const left = entries.slice(count);
  const stem = t("web.records.take.file");
  return { name: download(text, number > 1 || left.length ? `${stem}-${number}` : stem), left };
}
