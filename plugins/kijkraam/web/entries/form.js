import { define } from "../custom.js";
import { startForm } from "../form/element.js";

define("kijkraam-form", startForm);
