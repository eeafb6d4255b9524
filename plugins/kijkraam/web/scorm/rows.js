// Rows in memory, of which an LMS keeps a copy: records of this package and their answers.
import { TextRows } from "../storage/texts.js";

/** @typedef {import("../storage/rows.js").Rows} Rows */
/** @typedef {import("../storage/rows.js").FormRecord} FormRecord */
/** @typedef {import("../storage/rows.js").Answer} Answer */
/** @typedef {import("./suspend.js").Course} Course */

export class LmsRows extends TextRows {
  /**
   * @param {Course[]} records what was kept before
   * @param {(name: string) => string} nameOf the name of a record that was created at this time
   * @param {(records: Course[]) => void} keep has the LMS keep these records; throws a StorageError when it does not
   */
  constructor(records, nameOf, keep) {
    /** @type {Record<string, string>} */
    const texts = Object.create(null);
    super("", () => texts);
    this.keep = keep;
    this.seeded = super.run("readwrite", (rows) => seed(rows, records, nameOf));
  }

  /**
   * @template T
   * @param {"readonly" | "readwrite"} mode
   * @param {(rows: Rows) => Promise<T>} work
   * @returns {Promise<T>}
   */
  run(mode, work) {
    return super.run(mode, async (rows) => {
      const result = await work(rows);
      if (mode === "readwrite") this.keep(await allIn(rows));
      return result;
    });
  }
}

/**
 * @param {Rows} rows
 * @param {Course[]} records
 * @param {(time: string) => string} nameOf
 */
async function seed(rows, records, nameOf) {
  for (const { answers, ...told } of records) {
    await rows.put("records", { ...told, name: nameOf(told.created), opened: told.changed });
    for (const answer of answers) {
      await rows.put("answers", { record: told.id, ...answer, tab: "", version: told.version, earlier: [] });
    }
  }
}

/**
 * @param {Rows} rows
 * @returns {Promise<Course[]>}
 */
async function allIn(rows) {
  const records = /** @type {FormRecord[]} */ ((await rows.all("records")).map(({ row }) => row));
  const answers = /** @type {Answer[]} */ ((await rows.all("answers")).map(({ row }) => row));
  const isGiven = (/** @type {Answer} */ { value }) => value !== null && value.length > 0;
  return records
    .sort((one, other) => one.created.localeCompare(other.created))
    .map(({ id, form, version, created, changed }) => ({
      ...{ id, form, version, created, changed },
      answers: answers.filter((answer) => answer.record === id && isGiven(answer)),
    }));
}
