import { KijkraamForm } from "../form/element.js";

if (!customElements.get("kijkraam-form")) customElements.define("kijkraam-form", KijkraamForm);
