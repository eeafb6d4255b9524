import { provide } from "../parts.js";
import { openWithin } from "../traject/inside.js";

provide("within", openWithin);
