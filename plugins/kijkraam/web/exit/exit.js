// "Snel weg": leaves the page at once, and takes it out of the list that the back button goes through.
(() => {
  "use strict";

  class QuickExit extends HTMLElement {
    connectedCallback() {
      const link = this.querySelector("a[href]");
      if (!link) throw new Error("kijkraam-exit: the link is missing");
      link.addEventListener("click", (event) => {
        event.preventDefault();
        location.replace(link.href);
      });
    }
  }

  if (!customElements.get("kijkraam-exit")) customElements.define("kijkraam-exit", QuickExit);
})();
