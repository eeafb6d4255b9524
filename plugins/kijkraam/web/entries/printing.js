import { printing } from "../form/printing.js";
import { provide } from "../parts.js";

provide("printing", printing);
