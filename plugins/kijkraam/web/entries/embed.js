import { startEmbedded } from "../page/embed.js";

startEmbedded();
