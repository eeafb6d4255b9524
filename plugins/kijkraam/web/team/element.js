// <kijkraam-team>: the answers of a team come together here, in the browser of who leads the conversation.

import { announce, el, need } from "../dom.js";
import { button } from "../form/button.js";
import { t } from "../phrases.js";
import { problemNotice } from "../records/notices.js";
import { longDate } from "../result/answers.js";
import { copy, download, printPage } from "../result/take.js";
import { now } from "../storage/rows.js";
import { openStore } from "../storage/store.js";
import { readEntries } from "../storage/transfer.js";
import { Camera, canScan } from "./camera.js";
import { ratingsOf } from "./code.js";
import { compareTeams } from "./compare.js";
import { answered, countsOf, FEWEST_OTHERS, FEWEST_SHOWN, hashOf, together } from "./counts.js";
import { Files } from "./files.js";
import { findCodes, nameOf } from "./find.js";
import { bringForm } from "./forms.js";
import { guideView } from "./guide.js";
import { aboutCode } from "./left.js";
import { ORDERS } from "./order.js";
import { Paper } from "./paper.js";
import { dotsOf, questionsView, tableOf, teamWindow } from "./picture.js";
import { present } from "./present.js";
import { teamQuestions } from "./questions.js";
import { formOf, fromFields, nothingKept, TEAM, today, toFields, VERSION } from "./record.js";
import { mayTake, sheetOf, toCsv, toText } from "./report.js";

/** @typedef {import("../result/answers.js").Value} Value */
/** @typedef {import("../storage/store.js").FormRecord} FormRecord */
/** @typedef {import("../storage/store.js").Store} Store */
/** @typedef {import("./counts.js").Counts} Counts */
/** @typedef {import("./counts.js").Person} Person */
/** @typedef {import("./forms.js").Known} Known */
/** @typedef {import("./order.js").Order} Order */
/** @typedef {import("./questions.js").Form} Form */

const NAME = "kijkraam-team";
const MOST_CHARACTERS = 500_000;
/** Codes of one record share a number. Among more codes than this two people may well have the same one. */
const FEW_CODES = 30;
/** The part of the address that names a record. */
const RECORD = "blad";

export class KijkraamTeam extends HTMLElement {
  #gone = new AbortController();

  connectedCallback() {
    this.#gone = new AbortController();
    start(this, this.#gone.signal);
  }

  disconnectedCallback() {
    this.#gone.abort();
  }
}

/**
 * @param {HTMLElement} root
 * @param {AbortSignal} signal
 */
async function start(root, signal) {
  const store = await openStore("always");
  signal.addEventListener("abort", () => store.close());
  if (signal.aborted) return;
  const team = new Team(root, store);
  signal.addEventListener("abort", () => team.camera.stop());
  signal.addEventListener("abort", store.subscribe((event) => void team.hear(event)));
  addEventListener("beforeunload", (event) => team.isUnsaved && event.preventDefault(), { signal });
  addEventListener("pagehide", () => store.leave([]), { signal });
  addEventListener("beforeprint", () => team.fillSheet(), { signal });
  addEventListener("afterprint", () => team.sheet.replaceChildren(), { signal });
  await team.begin(new URLSearchParams(location.search).get(RECORD));
}

class Team {
  /** @type {Form | null} */
  form = null;
  /** @type {Person[]} whose codes stand in the field */
  coded = [];
  /** @type {Person[]} */
  typed = [];
  /** @type {import("./record.js").Kept | null} */
  kept = null;
  /** @type {FormRecord | null} */
  record = null;
  /** @type {Map<string, Value>} notes, actions and dates */
  fields = new Map();
  /** @type {Order} */
  order = "talk";
  /** @type {[string, string] | null} a column of imported data and a value in it */
  group = null;
  /** @type {{name: string, counts: Counts} | null} */
  earlier = null;
  /** @type {Map<string, {form: Form, files: Files}>} what clients said, by form */
  clients = new Map();

  /**
   * @param {HTMLElement} root
   * @param {Store} store
   */
  constructor(root, store) {
    this.root = root;
    this.store = store;
    this.level = Number(root.dataset.level);
    const block = /** @type {HTMLTemplateElement} */ (need(root, "template[data-kijkraam-codes-of]", NAME));
    /** @type {Known[]} */
    this.known = JSON.parse(block.content.textContent ?? "");
    this.choose = /** @type {HTMLSelectElement} */ (
      el(
        "select",
        { id: "kijkraam-team-form", autocomplete: "off" },
        el("option", { value: "" }, t("web.team.form.none")),
        ...this.known.map(({ id, title }) => el("option", { value: id }, title)),
      )
    );
    this.area = /** @type {HTMLTextAreaElement} */ (
      el("textarea", {
        id: "kijkraam-team-codes",
        rows: 6,
        autocomplete: "off",
        autocapitalize: "characters",
        spellcheck: "false",
        "aria-describedby": "kijkraam-team-codes-how",
        "data-kijkraam-codes": true,
      })
    );
    this.count = el("strong", { "data-kijkraam-participants": true }, "0");
    this.mistakes = el("ul", { class: "kijkraam-team-said", "data-kijkraam-mistakes": true, "aria-live": "polite" });
    this.files = new Files(root, t("web.team.files.choose"), {
      form: (text) => this.#formFor(text),
      isKnown: (key) => this.#isKnown(key),
      changed: () => this.draw(),
    });
    this.paper = new Paper({
      add: (person) => {
        this.typed.push(person);
        this.draw();
      },
      takeBack: (key) => {
        this.typed = this.typed.filter((person) => person.key !== key);
        this.draw();
      },
    });
    this.camera = new Camera((text) => {
      this.area.value = `${this.area.value.trimEnd()}\n${text}`.trimStart();
      void this.read();
    });
    this.camera.element.hidden = true;
    this.paperFold = fold(t("web.team.paper.title"), this.paper.element);
    this.others = el("div");
    this.notices = el("div");
    this.picture = el("div", { class: "kijkraam-team-picture kijkraam-result" });
    this.talk = el("div");
    this.take = el("div", { class: "kijkraam-take" });
    this.sheet = el("section", { class: "kijkraam-team-sheet" });
    this.#build();
  }

  #build() {
    const { root, level } = this;
    need(root, "[data-without-script]", NAME).remove();
    root.append(
      this.notices,
      section(level, t("web.team.gather.title"), [
        el("p", {}, t("web.team.gather.where")),
        el("p", {}, t("web.team.gather.leader")),
        this.others,
        el("p", { class: "kijkraam-field" }, el("label", { for: this.choose.id }, t("web.team.form.label")), this.choose),
        el(
          "p",
          { class: "kijkraam-field" },
          el("label", { for: this.area.id }, t("web.team.codes.label")),
          el("small", { id: "kijkraam-team-codes-how" }, t("web.team.codes.how")),
          this.area,
        ),
        el("p", { class: "kijkraam-team-count" }, t("web.team.count"), " ", this.count),
        this.mistakes,
        this.camera.element,
        fold(t("web.team.files.title"), el("p", {}, t("web.team.files.how")), this.files.element),
        this.paperFold,
      ]),
      section(level, t("web.team.picture.title"), [this.picture]),
      this.talk,
      section(level, t("web.team.take.title"), [this.take]),
      this.sheet,
    );
    this.paperFold.hidden = true;
    this.choose.addEventListener("change", () => void this.#choose(this.choose.value));
    this.area.addEventListener("input", () => void this.read());
  }

  /** Whether something would be lost that nobody can paste again. */
  get isUnsaved() {
    return this.typed.length > 0;
  }

  /** @param {string | null} id of a record */
  async begin(id) {
    this.draw();
    this.camera.element.hidden = !(await canScan());
    const record = id ? await this.store.record(id) : undefined;
    if (record?.form === TEAM) await this.#open(record);
    await this.#offerOthers();
    // What the browser itself put back in the field, or what someone was faster to paste.
    if (this.area.value) await this.read();
    const { problem } = this.store;
    if (problem) this.notices.replaceChildren(problemNotice(problem, () => void this.store.retry()));
  }

  /** @param {FormRecord} record */
  async #open(record) {
    const answers = await this.store.answers(record.id);
    const fields = new Map([...answers].map(([field, { value }]) => [field, value]));
    if (!this.known.some(({ id }) => id === formOf(fields)) || !(await this.#choose(formOf(fields)))) {
      this.notices.replaceChildren(el("p", {}, t("web.team.form.gone")));
      return;
    }
    const form = /** @type {Form} */ (this.form);
    this.record = record;
    this.fields = fields;
    this.kept = fromFields(form, fields);
    await this.store.update(record.id, { opened: now() });
    this.drawTalk();
    this.draw();
  }

  /** The times that were kept: to open, and to begin anew beside them. */
  async #offerOthers() {
    const all = (await this.store.records(TEAM)).filter(({ id }) => id !== this.record?.id);
    const here = location.pathname;
    this.others.replaceChildren(
      ...(this.record ? [el("p", {}, t("web.team.kept.open", { name: this.record.name }), " ", el("a", { href: here }, t("web.team.kept.anew")))] : []),
      ...(all.length
        ? [
            fold(
              t("web.team.kept.others"),
              el("ul", {}, ...all.map(({ id, name }) => el("li", {}, el("a", { href: `${here}?${RECORD}=${encodeURIComponent(id)}` }, name)))),
            ),
          ]
        : []),
    );
  }

  /**
   * Another tab, or the page of all records, changed something.
   * @param {import("../storage/store.js").StoreEvent} event
   */
  async hear(event) {
    if (event.here || !this.record) return;
    if (event.type === "wiped" || (event.type === "record" && !(await this.store.record(this.record.id)))) location.assign(location.pathname);
  }

  /**
   * @param {string} id of a form
   * @returns {Promise<boolean>} whether it is there
   */
  async #choose(id) {
    this.choose.value = id;
    const form = id ? await bringForm(id).catch(() => null) : null;
    if (this.choose.value !== id) return false;
    this.form = form;
    this.kept = form && nothingKept(form);
    this.typed = [];
    this.files.forget();
    this.group = null;
    this.earlier = null;
    this.clients = new Map();
    this.paperFold.hidden = !form;
    if (form) this.paper.show(form);
    if (id && !form) this.#say([t("web.team.form.not_there")]);
    else await this.read();
    this.drawTalk();
    return form !== null;
  }

  /**
   * The form that a file is read for: the one that was chosen, or the one of its first record.
   * @param {string} text
   */
  async #formFor(text) {
    if (this.form) return this.form;
    const { entries } = await readEntries(text.replace(/^\ufeff/, ""));
    const first = entries.find(({ form }) => this.known.some(({ id }) => id === form));
    if (first) await this.#choose(first.form);
    return this.form;
  }

  /** @param {string} key */
  #isKnown(key) {
    const all = [...this.coded, ...this.typed, ...this.files.people];
    return all.some((person) => person.key === key) || this.#isKept(key);
  }

  /** @param {string} key */
  #isKept(key) {
    return this.kept?.hashes.includes(hashOf(this.kept.salt, key)) ?? false;
  }

  /** Read what stands in the field. */
  async read() {
    const text = this.area.value;
    if (text.length > MOST_CHARACTERS) {
      this.#say([t("web.team.codes.too_long")]);
      return;
    }
    const hashes = this.known.map(({ hash }) => hash);
    const numbers = this.form?.code ?? null;
    const found = findCodes(text, numbers, hashes);
    const other = found.find((one) => one.type === "other");
    if (!this.form && other?.type === "other") {
      const known = this.known.find(({ hash }) => hash === other.form);
      if (known && this.choose.value !== known.id) await this.#choose(known.id);
      return;
    }
    /** @type {string[]} */
    const said = [];
    this.coded = [];
    for (const one of found) {
      if (one.type === "code" && numbers) {
        const key = `code ${one.code}`;
        if (this.#isKept(key)) said.push(aboutCode({ type: "double", code: one.code }, ""));
        else {
          const twin = found.find((before) => before.type === "code" && before !== one && before.content.nonce === one.content.nonce);
          if (twin && found.indexOf(twin) < found.indexOf(one) && found.length <= FEW_CODES) {
            said.push(t("web.team.mistake.same_person", { code: nameOf(one), other: nameOf(twin) }));
          }
          this.coded.push({ key, from: "code", ratings: ratingsOf(one.content, numbers), stars: null });
        }
      } else {
        const title = one.type === "other" ? this.known.find(({ hash }) => hash === one.form)?.title : "";
        said.push(aboutCode(one, title ?? ""));
      }
    }
    if (text.trim() && !found.length) said.push(t("web.team.codes.none"));
    this.#say(said);
    this.draw();
  }

  /** @param {string[]} said */
  #say(said) {
    const before = [...this.mistakes.children].map((line) => line.textContent);
    if (before.join("\n") === said.join("\n")) return;
    this.mistakes.replaceChildren(...said.map((text) => el("li", {}, text)));
  }

  /** All people of this time, or of one group of them. */
  get people() {
    const all = [...this.coded, ...this.typed, ...this.files.people];
    const { group } = this;
    return group ? all.filter(({ groups }) => groups?.[group[0]] === group[1]) : all;
  }

  /** @param {Form} form */
  counts(form) {
    const own = countsOf(form, this.people);
    if (this.group || !this.kept) return own;
    return together(form, this.kept.counts, own, ...this.files.counts);
  }

  /** Show the picture anew. */
  draw() {
    const { form, level } = this;
    if (!form) {
      this.count.textContent = "0";
      this.picture.replaceChildren(el("p", {}, t("web.team.picture.nobody")));
      this.#drawTake(null);
      return;
    }
    const counts = this.counts(form);
    // Sheets and files belong to this form: first they go, then one can choose another.
    this.choose.disabled = Boolean(this.record || this.typed.length || this.files.batches.length);
    this.count.textContent = String(counts.people);
    const focused = document.activeElement?.id;
    if (counts.people < FEWEST_SHOWN && !this.group) {
      const link = el("a", { href: this.#known(form).url }, form.title);
      this.picture.replaceChildren(
        ...(counts.people
          ? [el("p", { class: "kijkraam-team-few" }, t("web.team.picture.few")), el("p", {}, link)]
          : [el("p", {}, t("web.team.picture.nobody"))]),
      );
    } else {
      this.picture.replaceChildren(
        ...this.#groupChoice(),
        teamWindow(form, counts),
        this.#tools(form, counts),
        questionsView(form, counts, this.order, { level: level + 1, beside: (question) => this.#beside(form, question) }),
        fold(t("web.result.table"), tableOf(form, counts)),
        el("p", { class: "kijkraam-team-footer" }, t("web.team.report.footer")),
        ...(this.earlier ? [compareTeams(form, this.earlier.counts, counts, { level: level + 1, earlier: this.earlier.name })] : []),
      );
    }
    if (focused) document.getElementById(focused)?.focus();
    this.#drawTake(counts);
  }

  /** @param {Form} form */
  #known(form) {
    return /** @type {Known} */ (this.known.find(({ id }) => id === form.id));
  }

  /**
   * The order, and the view for a screen in the room.
   * @param {Form} form
   * @param {Counts} counts
   */
  #tools(form, counts) {
    const order = /** @type {HTMLSelectElement} */ (
      el(
        "select",
        { id: "kijkraam-team-order", autocomplete: "off" },
        ...ORDERS.map((name) => el("option", { value: name, selected: name === this.order }, t(`web.team.order.${name}`))),
      )
    );
    order.addEventListener("change", () => {
      this.order = /** @type {Order} */ (order.value);
      this.draw();
    });
    return el(
      "div",
      { class: "kijkraam-team-tools" },
      el("p", { class: "kijkraam-field" }, el("label", { for: order.id }, t("web.team.order.label")), order),
      button(t("web.team.present.open"), () => present(this.root, form, counts, this.order), { id: "kijkraam-team-present" }),
      counts.withStars ? null : el("p", { class: "kijkraam-team-hint" }, t("web.team.order.no_stars")),
    );
  }

  /** Which group of imported data one looks at. Those of too few people are not among them. */
  #groupChoice() {
    const people = this.files.people.filter(({ groups }) => groups && Object.keys(groups).length);
    const columns = [...new Set(people.flatMap(({ groups }) => Object.keys(groups ?? {})))];
    const options = columns.flatMap((column) => {
      const values = [...new Set(people.map(({ groups }) => groups?.[column] ?? ""))].filter(Boolean);
      const large = values.filter((value) => people.filter(({ groups }) => groups?.[column] === value).length >= FEWEST_OTHERS);
      return large.sort().map((value) => /** @type {[string, string]} */ ([column, value]));
    });
    if (!options.length) return [];
    const select = /** @type {HTMLSelectElement} */ (
      el(
        "select",
        { id: "kijkraam-team-group", autocomplete: "off" },
        el("option", { value: "" }, t("web.team.group.all")),
        ...options.map(([column, value], place) =>
          el(
            "option",
            { value: place, selected: this.group?.[0] === column && this.group[1] === value },
            t("web.team.group.single", { column, value }),
          ),
        ),
      )
    );
    select.addEventListener("change", () => {
      this.group = select.value ? options[Number(select.value)] : null;
      this.draw();
    });
    return [
      el("p", { class: "kijkraam-field" }, el("label", { for: select.id }, t("web.team.group.label")), select),
      el("p", { class: "kijkraam-team-hint" }, t("web.team.group.how")),
    ];
  }

  /**
   * What clients said about the same, from five of them.
   * @param {Form} form
   * @param {import("./questions.js").TeamQuestion} question
   * @returns {Node[]}
   */
  #beside(form, question) {
    return (form.mirrors[question.id] ?? []).flatMap((tie) => {
      const said = this.clients.get(tie.form);
      const asked = said && teamQuestions(said.form).find(({ id }) => id === tie.item);
      if (!said || !asked) return [];
      const counts = together(said.form, countsOf(said.form, said.files.people), ...said.files.counts);
      if (answered(counts, asked.id) < FEWEST_OTHERS) return [];
      return [
        el(
          "div",
          { class: "kijkraam-team-beside" },
          el("p", { class: "kijkraam-label" }, t("web.team.clients.said", { question: asked.text })),
          dotsOf(asked, counts.answers[asked.id]),
        ),
      ];
    });
  }

  /** Show the conversation, and what one can lay beside the picture. */
  drawTalk() {
    const { form, level } = this;
    if (!form) {
      this.talk.replaceChildren();
      return;
    }
    this.talk.replaceChildren(
      ...this.#clientsPart(form),
      section(level, t("web.team.guide.title"), [
        el("p", {}, t("web.team.guide.how")),
        guideView(this.fields, (field, value) => void this.#put(field, value), {
          level: level + 1,
          title: form.title,
          reflection: form.reflection,
        }),
      ]),
    );
  }

  /** @param {Form} form */
  #clientsPart(form) {
    const forms = [...new Set(Object.values(form.mirrors ?? {}).flatMap((ties) => ties.map((tie) => tie.form)))];
    if (!forms.length) return [];
    const place = el("div");
    for (const id of forms) void this.#offerClients(id, place);
    return [section(this.level, t("web.team.clients.title"), [el("p", {}, t("web.team.clients.how")), place])];
  }

  /**
   * @param {string} id of a form for clients
   * @param {HTMLElement} place
   */
  async #offerClients(id, place) {
    const form = await bringForm(id).catch(() => null);
    if (!form) return;
    const said = el("p");
    const files = new Files(this.root, t("web.team.clients.choose", { title: form.title }), {
      form: async () => form,
      isKnown: (key) => files.people.some((person) => person.key === key),
      changed: () => {
        const n = files.people.length + files.counts.reduce((sum, { people }) => sum + people, 0);
        said.textContent = n && n < FEWEST_OTHERS ? t("web.team.clients.few") : "";
        this.draw();
      },
    });
    this.clients.set(id, { form, files });
    place.append(files.element, said);
  }

  /**
   * @param {string} field
   * @param {Value} value
   */
  async #put(field, value) {
    const before = this.fields.get(field) ?? null;
    this.fields.set(field, value);
    if (this.record) await this.store.put(this.record.id, field, value, before);
  }

  /**
   * Keeping, and what one can take along; both from five people.
   * @param {Counts | null} counts
   */
  async #drawTake(counts) {
    const { form } = this;
    if (!form || !counts || !mayTake(counts)) {
      this.take.replaceChildren(el("p", {}, t("web.team.take.from_five")));
      return;
    }
    const fresh = this.people.length + this.files.counts.length;
    const others = (await this.store.records(TEAM)).filter(({ id }) => id !== this.record?.id);
    const all = () => this.counts(form);
    /** @type {(key: string, buttons: HTMLElement[]) => HTMLElement} */
    const way = (key, buttons) => el("li", {}, el("p", {}, t(`web.team.take.${key}.where`)), ...buttons);
    const text = button(t("web.result.take.text"), () => void copy(toText(form, all(), this.fields), text));
    const csv = button(t("web.result.take.csv"), () => download(`\ufeff${toCsv(form, all(), this.fields)}`, `${t("web.team.file")}.csv`, "text/csv"));
    const save = button(t("web.team.take.keep.act"), () => void this.#save(form));
    const keep = this.group ? [el("p", {}, t("web.team.take.keep.whole"))] : fresh || !this.record ? [save] : [el("p", {}, t("web.team.take.keep.is"))];
    this.take.replaceChildren(
      el(
        "ul",
        {},
        way("keep", keep),
        way("paper", [button(t("web.team.take.paper.act"), () => (this.fillSheet(), printPage(this.sheet)))]),
        way("text", [text]),
        way("table", [csv]),
      ),
      ...(await this.#earlierChoice(form, others)),
    );
  }

  /**
   * @param {Form} form
   * @param {FormRecord[]} others
   */
  async #earlierChoice(form, others) {
    /** @type {{id: string, name: string, counts: Counts}[]} */
    const times = [];
    for (const { id, name } of others) {
      const answers = await this.store.answers(id);
      const fields = new Map([...answers].map(([field, { value }]) => [field, value]));
      if (formOf(fields) === form.id) times.push({ id, name, counts: fromFields(form, fields).counts });
    }
    if (!times.length) return [];
    const select = /** @type {HTMLSelectElement} */ (
      el(
        "select",
        { id: "kijkraam-team-earlier", autocomplete: "off" },
        el("option", { value: "" }, t("web.lookback.nothing")),
        ...times.map(({ id, name, counts }) => el("option", { value: id, selected: counts.people > 0 && name === this.earlier?.name }, name)),
      )
    );
    select.addEventListener("change", () => {
      this.earlier = times.find(({ id }) => id === select.value) ?? null;
      this.draw();
    });
    return [el("p", { class: "kijkraam-field" }, el("label", { for: select.id }, t("web.lookback.beside")), select)];
  }

  /**
   * Keep counts and hashes; from then on nobody's own answers are here any more.
   * @param {Form} form
   */
  async #save(form) {
    const { kept } = this;
    const counts = this.counts(form);
    if (!kept || this.group || !mayTake(counts)) return;
    const date = kept.date || today();
    const hashes = [...kept.hashes, ...this.people.map(({ key }) => hashOf(kept.salt, key))];
    const next = { ...kept, counts, hashes, date };
    const name = t("web.team.kept.name", { title: form.title, date: longDate(date) });
    const record = this.record ?? (await this.store.create(TEAM, VERSION, name));
    const own = toFields(form, next);
    const fields = new Map([...this.fields, ...own]);
    await this.store.transaction(async (rows) => {
      for (const [field, value] of fields) {
        await rows.put("answers", { record: record.id, field, value, tab: "", version: VERSION, changed: now(), earlier: [] });
      }
    });
    this.record = record;
    this.kept = next;
    const meanwhile = [...this.fields].filter(([field, value]) => !own.has(field) && fields.get(field) !== value);
    this.fields = fields;
    await Promise.all(meanwhile.map(([field, value]) => this.#put(field, value)));
    this.area.value = "";
    this.coded = [];
    this.typed = [];
    this.files.forget();
    this.paper.forget();
    history.replaceState(history.state, "", `${location.pathname}?${RECORD}=${encodeURIComponent(record.id)}`);
    this.#say([t("web.team.take.keep.done", { n: counts.people })]);
    announce(t("web.team.take.keep.done", { n: counts.people }));
    await this.#offerOthers();
    this.draw();
    this.area.focus();
  }

  /** What goes on paper. */
  fillSheet() {
    const { form } = this;
    if (form) this.sheet.replaceChildren(sheetOf(form, this.counts(form), this.fields, { level: this.level, order: this.order }));
  }
}

/**
 * @param {number} level
 * @param {string} title
 * @param {Node[]} content
 */
function section(level, title, content) {
  return el("section", {}, el(`h${level}`, {}, title), ...content);
}

/**
 * @param {string} title
 * @param {...Node} content
 */
function fold(title, ...content) {
  return el("details", { class: "kijkraam-fold" }, el("summary", {}, title), ...content);
}

