import { define } from "../custom.js";
import { startForm } from "../form/element.js";
import { here } from "../form/here.js";

define("kijkraam-form", (root, signal) => startForm(root, signal, here));
