import { KijkraamOffline } from "../offline/element.js";

if (!customElements.get("kijkraam-offline")) customElements.define("kijkraam-offline", KijkraamOffline);
