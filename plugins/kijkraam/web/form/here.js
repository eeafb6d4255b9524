// Where a form of the site keeps what is filled in: in this browser, or in the record of a traject.
import { part } from "../parts.js";
import { storeOf } from "../storage/store.js";
import { mayBeWithin } from "../traject/trace.js";

/** @type {import("./element.js").Opening} */
export function here(root, definition) {
  const store = storeOf(definition.keep);
  const opened = store.start();
  if (root.dataset.only || !mayBeWithin(definition)) return { store, opened };
  return { store, opened, within: opened.then(async () => (await part("within"))(store, definition, root)) };
}
