// "Opgeslagen om 14:03": seen all the time, heard once.
import { announce, el } from "../dom.js";
import { language, t } from "../phrases.js";

export class Status {
  #told = false;

  constructor() {
    this.element = el("p", { class: "kijkraam-status" });
  }

  /** All is stored. */
  saved() {
    const time = new Intl.DateTimeFormat(language(), { timeStyle: "short" }).format(new Date());
    const text = t("web.status.saved", { time });
    this.element.textContent = text;
    if (!this.#told) announce(text);
    this.#told = true;
  }

  /** Something could not be stored; the notice above the form says what to do. */
  failed() {
    this.element.textContent = t("web.status.not_saved");
  }

  /** Another record is open, of which nothing was said yet. */
  clear() {
    this.element.textContent = "";
    this.#told = false;
  }
}
