import { KijkraamTeam } from "../team/element.js";

if (!customElements.get("kijkraam-team")) customElements.define("kijkraam-team", KijkraamTeam);
