import { define } from "../custom.js";
import { startRecords } from "../records/element.js";

define("kijkraam-records", startRecords);
