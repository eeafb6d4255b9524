// Where a form of the site keeps what is filled in: in this browser, or within a traject.
import { part } from "../parts.js";
import { openStore } from "../storage/store.js";
import { mayBeWithin } from "../traject/trace.js";

/** @type {import("./element.js").Opening} */
export async function openHere(root, definition) {
  const store = await openStore(definition.keep);
  const isAlone = root.dataset.only || !mayBeWithin(definition);
  return { store, within: isAlone ? null : await (await part("within"))(store, definition) };
}
