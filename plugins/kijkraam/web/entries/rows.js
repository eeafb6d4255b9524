import { rows } from "../form/rows.js";
import { provide } from "../parts.js";

provide("rows", rows);
