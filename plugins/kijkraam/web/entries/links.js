import { listenForCopying } from "../page/copy.js";
import { KijkraamRefer } from "../page/element.js";

// With instant navigation the head of a page can come twice.
if (!customElements.get("kijkraam-refer")) {
  listenForCopying();
  customElements.define("kijkraam-refer", KijkraamRefer);
}
