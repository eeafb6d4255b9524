import { provide } from "../parts.js";
import { qrCode } from "../team/qr.js";

provide("qr", qrCode);
