import { recordFold } from "../form/recordfold.js";
import { provide } from "../parts.js";

provide("bar", recordFold);
