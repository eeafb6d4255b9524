// Filters for the overview of forms. Without this script the overview is a plain list by theme.
(() => {
  "use strict";

  class Overview extends HTMLElement {
    connectedCallback() {
      this.addEventListener("change", () => this.show());
      this.querySelector("[data-reset]").addEventListener("click", () => this.reset());
      // Whoever comes back to the page gets the earlier choices from the browser, only after this.
      window.addEventListener("pageshow", () => this.show(), { once: true });
      this.show();
    }

    reset() {
      for (const select of this.querySelectorAll("[data-filter]")) select.value = "";
      this.show();
      this.querySelector("[data-filter]").focus();
    }

    show() {
      const chosen = [...this.querySelectorAll("[data-filter]")].filter((select) => select.value);
      let count = 0;
      for (const entry of this.querySelectorAll("li[data-kind]")) {
        const fits = chosen.every((select) => entry.dataset[select.dataset.filter].split(" ").includes(select.value));
        entry.hidden = !fits;
        if (fits) count += 1;
      }
      for (const group of this.querySelectorAll("[data-group]")) {
        group.hidden = !group.querySelector("li[data-kind]:not([hidden])");
      }
      this.querySelector("[data-reset]").hidden = !chosen.length;
      this.tell(count);
    }

    tell(count) {
      const output = this.querySelector("[data-count]");
      const { one, other, none } = output.dataset;
      output.value = count === 0 ? none : count === 1 ? one : other.replace("{n}", String(count));
    }
  }

  if (!customElements.get("kijkraam-overview")) customElements.define("kijkraam-overview", Overview);
})();
