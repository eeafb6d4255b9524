// <kijkraam-offline>: keeps the whole handbook on this device, tells what is there, and takes it away again.
import { announce, el } from "../dom.js";
import { button } from "../form/button.js";
import { t } from "../phrases.js";
import { askToKeep } from "../storage/persist.js";
import { each, Library, OfflineError } from "./library.js";

/** @typedef {import("./library.js").Group} Group */
/** @typedef {{library: Library, listing: import("./library.js").Listing, paths: Set<string>, whole: string}} Found */

const MEGABYTE = 1_000_000;
/** Milliseconds to wait for the worker. */
const PATIENCE = 2000;
const PRIMARY = { class: "kijkraam-button kijkraam-button--primary" };
const script = /** @type {HTMLScriptElement | null} */ (document.currentScript)?.src ?? "";

export class KijkraamOffline extends HTMLElement {
  #gone = new AbortController();

  connectedCallback() {
    this.#gone = new AbortController();
    const room = this.querySelector("[data-part=keep]");
    if (room) new Keeping(/** @type {HTMLElement} */ (room), this.#gone.signal).start();
  }

  disconnectedCallback() {
    this.#gone.abort();
  }
}

class Keeping {
  /** Ends what is being fetched. */
  #stop = new AbortController();

  /**
   * @param {HTMLElement} room
   * @param {AbortSignal} signal ends everything, when the page goes
   */
  constructor(room, signal) {
    this.room = room;
    signal.addEventListener("abort", () => this.#stop.abort());
  }

  async start() {
    this.room.hidden = false;
    const found = await look().catch((error) => error);
    if (found instanceof Error) this.#say(found instanceof OfflineError ? found.reason : "not_possible");
    else if (found) this.#show(found);
    else this.#say("changed");
  }

  /**
   * What is here, and what can be done.
   * @param {Found} found
   * @param {string} [happened] what just happened
   */
  #show(found, happened = "") {
    const { listing, paths, whole } = found;
    const pages = Object.keys(listing.pages).filter(isPage);
    const n = pages.filter((path) => paths.has(path)).length;
    const isWhole = whole !== "" && !toFetch(found, whole === "paper").length;
    const size = megabytes(listing.paper);
    const hasPaper = Object.keys(listing.paper).length > 0;
    const tick = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox", checked: whole === "paper" }));
    const buttons = el("p", { class: "kijkraam-buttons" });
    this.room.replaceChildren(el("p", { tabindex: -1 }, happened, " ", told(n, pages.length, isWhole ? whole : "")));
    if (!isWhole) {
      this.room.append(el("p", {}, t("web.offline.size", { size: megabytes({ ...listing.shell, ...listing.pages }) })));
      if (hasPaper) {
        const label = el("span", {}, t("web.offline.with_paper", { size }));
        this.room.append(el("p", {}, el("label", { class: "kijkraam-tick" }, tick, label)));
      }
      buttons.append(button(t("web.offline.keep"), () => this.#keep(found, tick.checked), PRIMARY));
    } else if (hasPaper && whole === "pages") {
      buttons.append(button(t("web.offline.add_paper", { size }), () => this.#keep(found, true)));
    }
    if (n) buttons.append(button(t("web.offline.remove"), () => this.#remove(found)));
    this.room.append(buttons);
    if (happened) this.#tell(happened);
  }

  /**
   * @param {Found} found
   * @param {boolean} withPaper
   */
  async #keep(found, withPaper) {
    const { library } = found;
    this.#stop = new AbortController();
    const files = toFetch(found, withPaper);
    const progress = /** @type {HTMLProgressElement} */ (el("progress", { max: files.length, value: 0 }));
    const count = el("span");
    const show = () => (count.textContent = t("web.offline.busy", { n: progress.value, all: files.length }));
    const stop = button(t("web.offline.stop"), () => this.#stop.abort());
    this.room.replaceChildren(
      el("p", {}, el("label", { class: "kijkraam-offline-busy" }, count, progress)),
      el("p", { class: "kijkraam-buttons" }, stop),
    );
    stop.focus();
    show();
    try {
      await askToKeep(new URL(library.root).pathname);
      await each(files, async ([path, [hash]]) => {
        this.#stop.signal.throwIfAborted();
        await library.bring(path, hash);
        progress.value += 1;
        show();
      });
      await library.markWhole(withPaper ? "paper" : "pages");
      await this.#again(t("web.offline.done"));
    } catch (error) {
      if (this.#stop.signal.aborted) await this.#again(t("web.offline.stopped"));
      else this.#say(error instanceof OfflineError ? error.reason : "not_possible");
    }
  }

  /** @param {Found} found */
  async #remove({ library, listing }) {
    await library.leave(listing);
    await this.#again(t("web.offline.removed"));
  }

  /** @param {string} happened */
  async #again(happened) {
    const found = await look();
    if (found) this.#show(found, happened);
    else this.#say("changed");
  }

  /** @param {import("./library.js").Reason | "not_possible"} reason why it cannot be */
  #say(reason) {
    const text = t(`web.offline.problem.${reason}`);
    const retry = button(t("web.offline.retry"), () => (reason === "changed" ? location.reload() : this.start()));
    this.room.replaceChildren(
      el("p", { tabindex: -1 }, text),
      ...(reason === "not_possible" ? [] : [el("p", { class: "kijkraam-buttons" }, retry)]),
    );
    if (reason !== "not_possible") this.#tell(text);
  }

  /** Tell what happened to who listens, and put the focus where it stands. @param {string} text */
  #tell(text) {
    const place = /** @type {HTMLElement | null} */ (this.room.firstElementChild);
    place?.focus({ preventScroll: true });
    announce(text);
  }
}

/**
 * What is on this device, or null when this page is older than the site.
 * @returns {Promise<Found | null>}
 */
async function look() {
  await navigator.serviceWorker.register(new URL("../../sw.js", script));
  const { root, version, isNewest } = await asked();
  if (!isNewest) return null;
  const library = new Library(root, version);
  const [listing, paths, whole] = [await library.listing(), await library.paths(), await library.whole()];
  return { library, listing, paths: new Set(paths), whole };
}

/**
 * Ask the worker which version this is. One that is just being replaced does not answer: then the next is asked.
 * @returns {Promise<{root: string, version: string, isNewest: boolean}>}
 */
async function asked() {
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  const told = new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data);
    setTimeout(resolve, PATIENCE);
  });
  active?.postMessage({}, [port2]);
  return (await told) ?? asked();
}

/**
 * @param {Found} found
 * @param {boolean} withPaper
 */
function toFetch({ listing, paths }, withPaper) {
  const wanted = { ...listing.shell, ...listing.pages, ...(withPaper ? listing.paper : {}) };
  return Object.entries(wanted).filter(([path]) => !paths.has(path));
}

/**
 * @param {number} n pages that are here
 * @param {number} all
 * @param {string} whole
 */
function told(n, all, whole) {
  return whole ? t(`web.offline.whole.${whole}`) : t("web.offline.some", { n, all });
}

/** @param {string} path */
function isPage(path) {
  return path.endsWith(".html");
}

/** @param {Group} group */
function megabytes(group) {
  const bytes = Object.values(group).reduce((sum, [, size]) => sum + size, 0);
  return Math.max(1, Math.round(bytes / MEGABYTE));
}
