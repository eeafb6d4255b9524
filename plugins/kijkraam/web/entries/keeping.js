import { keeping } from "../form/keeping.js";
import { provide } from "../parts.js";

provide("keeping", keeping);
