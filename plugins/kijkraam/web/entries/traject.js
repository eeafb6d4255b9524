import { KijkraamTraject } from "../traject/element.js";

if (!customElements.get("kijkraam-traject")) customElements.define("kijkraam-traject", KijkraamTraject);
