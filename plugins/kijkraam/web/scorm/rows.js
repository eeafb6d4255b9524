// Rows in memory, of which an LMS keeps a copy: records of this package and their answers.
import { TextRows } from "../storage/texts.js";

/** @typedef {import("../storage/rows.js").Rows} Rows */
/** @typedef {import("../storage/rows.js").FormRecord} FormRecord */
/** @typedef {import("../storage/rows.js").Answer} Answer */
/** @typedef {import("../storage/changes.js").Change} Change */
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
    /** What is in the rows, for when the page goes. */
    this.records = records;
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
      if (mode === "readwrite") {
        this.records = await allIn(rows);
        this.keep(this.records);
      }
      return result;
    });
  }

  /**
   * Have the LMS keep changes as the page goes: at once, for a page that goes does not come to its promises.
   * @param {Change[]} changes
   * @returns {boolean} whether it keeps them
   */
  leave(changes) {
    try {
      this.keep(changes.reduce(after, this.records).map(given));
      return true;
    } catch {
      return false;
    }
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
  return records
    .sort((one, other) => one.created.localeCompare(other.created))
    .map(({ id, form, version, created, changed }) => {
      const own = answers.filter((answer) => answer.record === id);
      return given({ id, form, version, created, changed, answers: own });
    });
}

/**
 * Records after a change.
 * @param {Course[]} records
 * @param {Change} change
 * @returns {Course[]}
 */
function after(records, change) {
  if (change.type === "create") return [...records, { ...change.record, answers: [] }];
  if (change.type === "update") return records;
  const { field, value, changed } = change;
  return records.map((record) => {
    if (record.id !== change.record) return record;
    const others = record.answers.filter((answer) => answer.field !== field);
    return { ...record, changed, answers: [...others, { field, value, changed }] };
  });
}

/**
 * A record with the answers that say something.
 * @param {Course} record
 */
function given(record) {
  return { ...record, answers: record.answers.filter(({ value }) => value !== null && value.length > 0) };
}
