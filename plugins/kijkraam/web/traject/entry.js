import { KijkraamTraject } from "./element.js";

if (!customElements.get("kijkraam-traject")) customElements.define("kijkraam-traject", KijkraamTraject);
