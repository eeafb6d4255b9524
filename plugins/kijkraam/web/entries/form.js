import { formElement } from "../form/element.js";
import { openHere } from "../form/opening.js";

if (!customElements.get("kijkraam-form")) customElements.define("kijkraam-form", formElement(openHere));
