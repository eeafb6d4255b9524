import { startScoreList } from "../form/scorelist.js";
import { provide } from "../parts.js";

provide("scorelist", startScoreList);
