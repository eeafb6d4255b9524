import { readAddress } from "../page/address.js";
import { chooser } from "../page/chooser.js";
import { provide } from "../parts.js";

provide("asked", { readAddress, chooser });
