// Where a form of the site keeps what is filled in: in this browser, or in the record of a traject.
import { part } from "../parts.js";
import { openStore } from "../storage/store.js";
import { mayBeWithin } from "../traject/trace.js";

/** @type {import("./element.js").Opening} */
export async function here(root, definition) {
  const store = await openStore(definition.keep);
  const isAlone = root.dataset.only || !mayBeWithin(definition);
  return [store, isAlone ? null : await (await part("within"))(store, definition, root)];
}
