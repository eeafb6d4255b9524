import { RecordsPage } from "./element.js";

if (!customElements.get("kijkraam-records")) customElements.define("kijkraam-records", RecordsPage);
