import { need } from "../dom.js";
import { formElement } from "../form/element.js";
import { startPackage } from "../scorm/package.js";

const root = /** @type {HTMLElement} */ (need(document, "[data-scorm]", "package"));
customElements.define("kijkraam-form", formElement(startPackage(root)));
