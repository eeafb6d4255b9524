import { provide } from "../parts.js";
import { resultView } from "../result/result.js";
import { download } from "../result/take.js";
import { fileText } from "../storage/transfer.js";

provide("result", { resultView, download, fileText });
