// A copy of a record, to go on with under another name.
import { StorageError } from "./errors.js";
import { newId, now } from "./rows.js";

/**
 * Copy a record with its answers. Throws "gone" when the record is not there (any more).
 * @param {import("./store.js").Store} store
 * @param {string} id
 * @param {string} name of the copy
 * @returns {Promise<import("./rows.js").FormRecord>}
 */
export async function copyOf(store, id, name) {
  const original = await store.record(id);
  if (!original) throw new StorageError("gone");
  const answers = await store.answers(id);
  const time = now();
  const copy = { ...original, id: newId(), name, created: time, changed: time, opened: time };
  await store.transaction(async (rows) => {
    await rows.put("records", copy);
    for (const answer of answers.values()) await rows.put("answers", { ...answer, record: copy.id });
  });
  return copy;
}
