// A question in a native <dialog>: the browser holds the focus within it, and gives it back afterwards.
import { el } from "../dom.js";

let count = 0;

/**
 * @typedef {object} Choice
 * @property {string} label
 * @property {string} value what the dialog answers
 * @property {"primary" | "grave"} [look]
 * @property {boolean} [first] whether it has the focus at the start
 * @property {() => boolean | Promise<boolean>} [check] false keeps the dialog open
 */

/**
 * Ask something. Resolves to the value of the choice, or to "" when the dialog is left with Escape.
 * @param {Element} parent
 * @param {{title: string, content: Node[], choices: Choice[], enter?: string}} question `enter` is the choice of the Enter key in a field
 * @returns {Promise<string>}
 */
export function ask(parent, { title, content, choices, enter }) {
  const id = `kijkraam-dialog-${(count += 1)}`;
  const heading = el("h2", { id: `${id}-title`, class: "kijkraam-dialog-title" }, title);
  const buttons = el("div", { class: "kijkraam-buttons" });
  const dialog = /** @type {HTMLDialogElement} */ (
    el("dialog", { class: "kijkraam-dialog", "aria-labelledby": heading.id }, heading, ...content, buttons)
  );
  /** @param {Choice} choice */
  const choose = async ({ value, check }) => {
    if (!check || (await check())) dialog.close(value);
  };
  for (const choice of choices) {
    const look = choice.look ? ` kijkraam-button--${choice.look}` : "";
    const button = el(
      "button",
      { type: "button", class: `kijkraam-button${look}`, autofocus: choice.first },
      choice.label,
    );
    button.addEventListener("click", () => choose(choice));
    buttons.append(button);
  }
  dialog.addEventListener("keydown", (event) => {
    const choice = choices.find(({ value }) => value === enter);
    if (event.key === "Enter" && choice && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      choose(choice);
    }
  });
  parent.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue);
    });
  });
}
