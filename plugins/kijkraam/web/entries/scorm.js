import { need } from "../dom.js";
import { KijkraamForm } from "../form/element.js";
import { startPackage } from "../scorm/package.js";

const root = /** @type {HTMLElement} */ (need(document, "[data-scorm]", "package"));
KijkraamForm.open = startPackage(root);
customElements.define("kijkraam-form", KijkraamForm);
