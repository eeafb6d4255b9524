import { define } from "../custom.js";
import { need } from "../dom.js";
import { startForm } from "../form/element.js";
import { startPackage } from "../scorm/package.js";

const open = startPackage(/** @type {HTMLElement} */ (need(document, "[data-scorm]", "package")));
define("kijkraam-form", (root, signal) => startForm(root, signal, open));
