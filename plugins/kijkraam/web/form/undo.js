// The line that stays in sight at the foot of the screen: what was just taken away, with a button that puts it back.
import { announce, el } from "../dom.js";
import { t } from "../phrases.js";
import { button } from "./button.js";

export class Undo {
  constructor() {
    this.words = el("span");
    this.button = button(t("web.undo.back"), () => {
      this.forget();
      this.back();
    });
    this.element = el("p", { class: "kijkraam-undo", hidden: true }, this.words, this.button);
    /** @type {() => void} */
    this.back = () => {};
  }

  /**
   * Tell what is gone, and offer it back until something else is taken away.
   * @param {string} text
   * @param {() => void} back puts it back, and gives the focus a place
   */
  offer(text, back) {
    this.words.textContent = text;
    this.back = back;
    this.element.hidden = false;
    this.button.focus();
    announce(text);
  }

  /** Nothing can be put back any more. */
  forget() {
    this.element.hidden = true;
  }
}
