import { RecordsPage } from "../records/element.js";

if (!customElements.get("kijkraam-records")) customElements.define("kijkraam-records", RecordsPage);
