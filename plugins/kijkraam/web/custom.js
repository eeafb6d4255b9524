// An element of our own: it begins when it comes into a page, and ends when it leaves it.

/**
 * Give elements of a name their work. A script that runs twice gives it once.
 * @param {string} name
 * @param {(root: HTMLElement, signal: AbortSignal) => Promise<void>} start begins; `signal` ends everything, when the
 *   element leaves the page
 */
export function define(name, start) {
  if (customElements.get(name)) return;
  customElements.define(
    name,
    class extends HTMLElement {
      #gone = new AbortController();

      connectedCallback() {
        this.#gone = new AbortController();
        start(this, this.#gone.signal);
      }

      disconnectedCallback() {
        this.#gone.abort();
      }
    },
  );
}
