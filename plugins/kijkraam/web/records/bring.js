// Bringing a file back: nothing that is here is written over, and what happened is said in words.
import { announce, el } from "../dom.js";
import { t } from "../phrases.js";
import { StorageError } from "../storage/errors.js";
import { importRecords } from "../storage/transfer.js";
import { ask } from "./dialog.js";
import { passwordField } from "./take.js";
import { listOf, quoted } from "./words.js";

/** @typedef {import("./collection.js").Collection} Collection */
/** @typedef {import("../storage/transfer.js").Report} Report */
/** @typedef {import("../storage/transfer.js").Refusal} Refusal */
/** @typedef {import("../storage/store.js").FormRecord} FormRecord */

/** A file of ours is smaller than this; a larger one is not even read. */
const MOST_BYTES = 64_000_000;

/**
 * Take in the text of a file. Records of forms that are not kept go to this tab, all others to what is kept.
 * @param {Collection} collection
 * @param {string} text
 * @param {string} [password]
 * @returns {Promise<Report>}
 */
async function takeIn(collection, text, password) {
  /** @param {string} name */
  const copyName = (name) => (name ? t("web.records.bring.copy_name", { name }) : t("web.records.bring.copy_unnamed"));
  /** @type {Report} */
  const whole = { added: [], skipped: [], copied: [], refused: [] };
  /** @type {Map<number | undefined, Report["refused"][0]>} */
  const refused = new Map();
  for (const store of collection.stores) {
    /** @param {string} form */
    const accepts = (form) => collection.storeFor(form) === store;
    const report = await importRecords(store, text, { copyName, password, accepts });
    for (const part of /** @type {const} */ (["added", "skipped", "copied"])) whole[part].push(...report[part]);
    // What one store does not accept is for the other.
    for (const one of report.refused) if (one.why !== "form") refused.set(one.index, one);
  }
  return { ...whole, refused: [...refused.values()] };
}

export class Bring {
  /**
   * @param {HTMLElement} parent where dialogs go, and where a file can be dropped
   * @param {number} level of the heading of what happened
   * @param {Collection} collection
   * @param {() => Promise<void>} done
   */
  constructor(parent, level, collection, done) {
    this.parent = parent;
    this.level = level;
    this.collection = collection;
    this.done = done;
    this.input = /** @type {HTMLInputElement} */ (
      el("input", { type: "file", accept: ".json,application/json", hidden: true, autocomplete: "off" })
    );
    const choose = el("button", { type: "button", class: "kijkraam-button" }, t("web.records.bring.choose"));
    this.report = el("div", { class: "kijkraam-report" });
    this.zone = el("div", { class: "kijkraam-bring" }, choose, this.input, el("p", {}, t("web.records.bring.drop")));
    this.element = el("div", {}, this.zone, this.report);
    choose.addEventListener("click", () => this.input.click());
    this.input.addEventListener("change", () => {
      const [file] = this.input.files ?? [];
      if (file) this.#bring(file);
      this.input.value = "";
    });
    this.#listenForDrops();
  }

  #listenForDrops() {
    /** @param {boolean} over */
    const mark = (over) => this.zone.classList.toggle("kijkraam-bring--over", over);
    this.parent.addEventListener("dragover", (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      mark(true);
    });
    this.parent.addEventListener("dragleave", () => mark(false));
    this.parent.addEventListener("drop", (event) => {
      const [file] = event.dataTransfer?.files ?? [];
      if (!file) return;
      event.preventDefault();
      mark(false);
      this.#bring(file);
    });
  }

  /** @param {File} file */
  async #bring(file) {
    announce(t("web.records.bring.busy"));
    /** @type {Report} */
    let report;
    try {
      report = await this.#read(file);
    } catch (error) {
      const code = error instanceof StorageError ? error.code : "";
      const known = code === "no-crypto" || code === "full";
      this.#tell(file.name, [t(`web.records.bring.failed.${known ? code : "otherwise"}`)]);
      return;
    }
    await this.done();
    this.#tell(file.name, lines(report));
  }

  /**
   * @param {File} file
   * @returns {Promise<Report>}
   */
  async #read(file) {
    if (file.size > MOST_BYTES) return { added: [], skipped: [], copied: [], refused: [{ why: "too-big" }] };
    const text = await file.text();
    let report = await takeIn(this.collection, text);
    let why = report.refused[0]?.why;
    while (why === "password-needed" || why === "password-wrong") {
      const password = await this.#askPassword(why === "password-wrong");
      if (password === null) break;
      report = await takeIn(this.collection, text, password);
      why = report.refused[0]?.why;
    }
    return report;
  }

  /**
   * @param {boolean} again whether the one before was wrong
   * @returns {Promise<string | null>}
   */
  async #askPassword(again) {
    const { input, element } = passwordField("kijkraam-password", t("web.records.bring.password.label"));
    const wrong = el("p", { class: "kijkraam-error", role: "alert" }, again ? t("web.records.bring.password.wrong") : "");
    input.setAttribute("aria-invalid", String(again));
    input.toggleAttribute("autofocus", true);
    const answer = await ask(this.parent, {
      title: t("web.records.bring.password.title"),
      content: [wrong, element],
      enter: "open",
      choices: [
        {
          label: t("web.records.bring.password.open"),
          value: "open",
          look: "primary",
          check: () => input.value !== "" || (input.focus(), false),
        },
        { label: t("web.records.cancel"), value: "" },
      ],
    });
    return answer === "open" ? input.value : null;
  }

  /**
   * Say what happened, and go there.
   * @param {string} name
   * @param {string[]} said
   */
  #tell(name, said) {
    const heading = el(`h${Math.min(this.level, 6)}`, { tabindex: "-1" }, t("web.records.bring.title", { name }));
    this.report.replaceChildren(heading, el("ul", {}, ...said.map((line) => el("li", {}, line))));
    heading.focus();
    announce(said.join(" "));
  }
}

/**
 * What happened, in words.
 * @param {Report} report
 * @returns {string[]}
 */
function lines({ added, skipped, copied, refused }) {
  const [whole] = refused.filter(({ index }) => index === undefined);
  if (whole) return [t(`web.records.bring.file.${whole.why}`)];
  const parts = /** @type {const} */ ([
    ["added", added],
    ["copied", copied],
    ["skipped", skipped],
  ]);
  const said = parts
    .filter(([, records]) => records.length)
    .map(([part, records]) => t(`web.records.bring.${part}`, { n: records.length, names: namesOf(records) }));
  for (const why of new Set(refused.map((one) => one.why))) {
    const numbers = refused.filter((one) => one.why === why).map(({ index = 0 }) => String(index + 1));
    said.push(t(`web.records.bring.refused.${why}`, { n: numbers.length, numbers: listOf(numbers) }));
  }
  return said.length ? said : [t("web.records.bring.nothing")];
}

/** @param {FormRecord[]} records */
function namesOf(records) {
  return listOf(records.map(({ name }) => quoted(name)));
}
