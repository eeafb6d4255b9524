import { provide } from "../parts.js";
import { lookingBack } from "../result/looking.js";
import { download } from "../result/take.js";
import { fileText } from "../storage/transfer.js";

provide("result", { lookingBack, download, fileText });
