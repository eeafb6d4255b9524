// <kijkraam-team>: the answers of a team come together here, in the browser of who leads the conversation.

import { announce, el, need } from "../dom.js";
import { t } from "../phrases.js";
import { problemNotice } from "../records/notices.js";
import { openStore } from "../storage/store.js";
import { Arriving } from "./arriving.js";
import { fold, section } from "./blocks.js";
import { Clients } from "./clients.js";
import { countsOf, together } from "./counts.js";
import { isIn } from "./groups.js";
import { guideView } from "./guide.js";
import { Keeping, RECORD } from "./keeping.js";
import { mayTake } from "./report.js";
import { nameOf, Showing } from "./showing.js";
import { Taking } from "./taking.js";

/** @typedef {import("../storage/store.js").Store} Store */
/** @typedef {import("./forms.js").Known} Known */
/** @typedef {import("./questions.js").Form} Form */

const NAME = "kijkraam-team";

/**
 * @param {HTMLElement} root
 * @param {AbortSignal} signal ends everything, when this leaves the page
 */
export async function startTeam(root, signal) {
  const store = await openStore("always");
  signal.addEventListener("abort", () => store.close());
  if (signal.aborted) return;
  const team = new Team(root, store);
  signal.addEventListener("abort", () => team.arriving.pasted.camera.stop());
  signal.addEventListener("abort", store.subscribe((event) => void team.hear(event)));
  addEventListener("beforeunload", (event) => team.isUnsaved && event.preventDefault(), { signal });
  addEventListener("click", (event) => team.isUnsaved && leaveForReal(event), { capture: true, signal });
  addEventListener("pagehide", () => store.leave([]), { signal });
  addEventListener("beforeprint", () => team.taking.fillSheet(), { signal });
  addEventListener("afterprint", () => team.taking.emptySheet(), { signal });
  await team.begin(new URLSearchParams(location.search).get(RECORD));
}

/**
 * Keep the theme from taking another page in the place of this one: then the browser would not ask first.
 * @param {MouseEvent} event
 */
function leaveForReal(event) {
  const link = event.target instanceof Element && event.target.closest("a");
  if (link && link.pathname !== location.pathname) event.stopPropagation();
}

class Team {
  /**
   * @param {HTMLElement} root
   * @param {Store} store
   */
  constructor(root, store) {
    this.store = store;
    this.level = Number(root.dataset.level);
    const block = /** @type {HTMLTemplateElement} */ (need(root, "template[data-kijkraam-codes-of]", NAME));
    /** @type {Known[]} */
    this.known = JSON.parse(block.content.textContent ?? "");
    this.keeping = new Keeping(store);
    this.arriving = new Arriving(root, this.known, {
      chosen: (form) => this.#beginWith(form),
      isKept: (key) => this.keeping.has(key),
      changed: () => this.draw(),
    });
    this.clients = new Clients(root, this.level, () => this.draw());
    this.showing = new Showing(root, this.level, {
      beside: (form, question) => this.clients.beside(form, question),
      changed: () => this.draw(),
    });
    this.taking = new Taking(this.level, {
      now: () => this.#now(),
      times: (form) => this.keeping.times(form),
      earlier: () => this.showing.earlier,
      save: () => this.#save(),
      lay: (earlier) => {
        this.showing.earlier = earlier;
        this.draw();
        this.showing.toCompare();
      },
    });
    this.notices = el("div");
    this.gather = el("div", {}, ...this.arriving.content);
    this.guide = el("div");
    this.#build(root);
  }

  /** @param {HTMLElement} root */
  #build(root) {
    need(root, "[data-without-script]", NAME).remove();
    root.append(
      this.notices,
      section(this.level, t("web.team.gather.title"), [
        el("p", {}, t("web.team.gather.where")),
        el("p", {}, t("web.team.gather.leader")),
        this.keeping.element,
        this.gather,
      ]),
      section(this.level, t("web.team.picture.title"), [this.taking.beside, this.showing.element]),
      this.clients.element,
      this.guide,
      section(this.level, t("web.team.take.title"), [this.taking.element]),
      this.taking.sheet,
    );
  }

  /** @param {string | null} id of a record */
  async begin(id) {
    this.draw();
    await this.arriving.pasted.offerCamera();
    if (id) await this.#open(id);
    await this.keeping.draw();
    // What the browser itself put back in the field, or what someone was faster to paste.
    if (this.arriving.pasted.area.value) await this.arriving.pasted.read();
    const { problem } = this.store;
    if (problem) this.notices.replaceChildren(problemNotice(problem, () => void this.store.retry()));
  }

  /** @param {string} id of a record */
  async #open(id) {
    const found = await this.keeping.find(id);
    if (!found) return;
    const isThere = this.known.some((one) => one.id === found.form) && (await this.arriving.choose(found.form));
    if (!isThere) {
      this.notices.replaceChildren(el("p", {}, t("web.team.form.gone")));
      return;
    }
    await this.keeping.open(/** @type {Form} */ (this.arriving.form), found);
    this.#putAway();
    this.#drawGuide();
    this.draw();
  }

  /** A picture of a time before is to look at: what comes in now would mix with what was said then. */
  #putAway() {
    const late = fold(t("web.team.kept.late"), el("p", {}, t("web.team.kept.late_how")));
    this.gather.replaceWith(late);
    late.append(this.gather);
  }

  /**
   * Another tab, or the page of all records, changed something.
   * @param {import("../storage/store.js").StoreEvent} event
   */
  async hear(event) {
    if (event.here || !this.keeping.record) return;
    if (event.type === "wiped" || (event.type === "record" && !(await this.keeping.isThere()))) location.assign(location.pathname);
  }

  /** @param {Form | null} form that was chosen */
  #beginWith(form) {
    this.keeping.begin(form);
    this.showing.begin();
    this.clients.show(form);
    this.#drawGuide();
    this.draw();
  }

  /** Whether leaving would lose what came in or was written down. */
  get isUnsaved() {
    return this.arriving.isFresh || this.keeping.isUnsaved;
  }

  /** The people one looks at: everyone, or one group. */
  get #people() {
    const { group } = this.showing;
    return group ? this.arriving.people.filter((person) => isIn(person, group)) : this.arriving.people;
  }

  /** @param {Form} form */
  #counts(form) {
    const own = countsOf(form, this.#people);
    if (this.showing.group || !this.keeping.kept) return own;
    return together(form, this.keeping.kept.counts, own, ...this.arriving.files.counts);
  }

  /** @returns {import("./taking.js").Now | null} */
  #now() {
    const { form } = this.arriving;
    if (!form) return null;
    const { group, order } = this.showing;
    return {
      form,
      counts: this.#counts(form),
      fields: this.keeping.fields,
      group: group ? nameOf(group) : "",
      order,
      isKept: Boolean(this.keeping.record) && !this.arriving.isFresh,
    };
  }

  /** Show the picture anew. */
  draw() {
    const { arriving, showing } = this;
    const { form } = arriving;
    showing.offer(arriving.files.people);
    arriving.select.disabled = Boolean(this.keeping.record) || arriving.isOfOneForm;
    if (form) {
      const counts = this.#counts(form);
      const { url } = /** @type {Known} */ (this.known.find(({ id }) => id === form.id));
      arriving.count.textContent = String(counts.people);
      showing.show(form, counts, url);
    } else {
      arriving.count.textContent = "0";
      showing.showNobody();
    }
    void this.taking.draw();
  }

  #drawGuide() {
    const { form } = this.arriving;
    if (!form) {
      this.guide.replaceChildren();
      return;
    }
    const { title, reflection } = form;
    this.guide.replaceChildren(
      section(this.level, t("web.team.guide.title"), [
        el("p", {}, t("web.team.guide.how")),
        guideView(this.keeping.fields, (field, value) => void this.keeping.put(field, value), {
          level: this.level + 1,
          title,
          reflection,
        }),
      ]),
    );
  }

  /** Keep the picture. From then on nobody's own answers are here any more. */
  async #save() {
    const { form, people } = this.arriving;
    if (!form || this.showing.group) return;
    const counts = this.#counts(form);
    if (!mayTake(counts)) return;
    await this.keeping.save(form, counts, people);
    this.arriving.forget();
    const done = t("web.team.take.keep.done", { n: counts.people });
    this.arriving.pasted.say([done]);
    announce(done);
    await this.keeping.draw();
    this.draw();
    this.arriving.pasted.area.focus();
  }
}
