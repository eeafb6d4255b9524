import { provide } from "../parts.js";
import { makingCode } from "../team/making.js";

provide("code", makingCode);
