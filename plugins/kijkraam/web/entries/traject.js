import { define } from "../custom.js";
import { startTraject } from "../traject/element.js";

define("kijkraam-traject", startTraject);
