// Records and their answers: kept in this browser, or for as long as the tab is open. Where that does not work they
// stay in memory, and are stored as soon as it does.

import { readAll, setAside } from "./aside.js";
import { apply, join, placeOf } from "./changes.js";
import { Database, sitePath } from "./database.js";
import { problemOf, StorageError } from "./errors.js";
import { keyOf, newId, now, UNREADABLE } from "./rows.js";
import { TextRows } from "./texts.js";
import { isName, isValid, isValue } from "./valid.js";

/** @typedef {import("./errors.js").Problem} Problem */
/** @typedef {import("./rows.js").FormRecord} FormRecord */
/** @typedef {import("./rows.js").Answer} Answer */
/** @typedef {import("./rows.js").Value} Value */
/** @typedef {import("./rows.js").Rows} Rows */
/** @typedef {import("./rows.js").Found} Found */
/** @typedef {import("./rows.js").Place} Place */
/** @typedef {import("./rows.js").StoreName} StoreName */
/** @typedef {import("./changes.js").Change} Change */
/** @typedef {import("./changes.js").Patch} Patch */
/**
 * What changed, in this tab (`here`) or in another. Only names: who wants the values reads them. "record" stands for the
 * record and any of its answers.
 * @typedef {{type: "answer", record: string, field: string, here: boolean}
 *   | {type: "record", record: string, here: boolean}
 *   | {type: "wiped", here: boolean}
 *   | {type: "problem", here: boolean}} StoreEvent
 */
/**
 * `version`: of the form that asked, where that is another than the record's.
 * @typedef {{record: string, field: string, value: Value, base: Value, choice?: boolean, version?: number}} FieldWrite
 */
/** @typedef {{records: FormRecord[]}} Removal what `remove` took away; `restore` brings it back */
/** @typedef {(rows: Rows, late?: boolean) => Promise<any>} Work */
/** @typedef {{value?: any, error?: unknown}} Outcome */
/** @typedef {{place: string, work: Work, change?: Change, written?: Written[], again?: Work, outcome?: Outcome}} Task */
/** @typedef {{store: StoreName, row: any}} Kept */
/** @typedef {{type: "put" | "remove" | "clear", store: StoreName, what: any}} Written */

/** This tab, to other tabs. */
const TAB = newId();
/** @type {StoreName[]} */
const STORES = ["records", "answers", "aside", "pending"];

export class Store {
  /** @type {Problem | null} why nothing can be stored now, if so; forms then go on in memory */
  problem = null;
  #isReached = false;
  /** What this tab has read and written. */
  #memory = inMemory();
  /** @type {Map<string, Task>} what could not be stored yet, by its place */
  #waiting = new Map();
  /** @type {Set<Change>} what is on its way to storage */
  #underway = new Set();
  #turn = Promise.resolve();
  #hasLeft = true;
  /** @type {WeakMap<Removal, Kept[]>} */
  #removed = new WeakMap();
  /** @type {Set<(event: StoreEvent) => void>} */
  #listeners = new Set();
  /** @type {BroadcastChannel | null} */
  #channel = null;

  /**
   * @param {string} path
   * @param {"kept" | "session"} intended
   * @param {Place} place
   */
  constructor(path, intended, place) {
    this.path = path;
    this.intended = intended;
    this.place = place;
  }

  /** @returns {"kept" | "session" | "memory"} where answers are */
  get kind() {
    return this.#isReached ? this.intended : "memory";
  }

  /** Begin: reach for storage, and listen to other tabs. @returns {Promise<Store>} this one */
  async start() {
    try {
      this.#channel = new BroadcastChannel(nameOf(this.path));
      this.#channel.onmessage = ({ data }) => this.#hear(data);
    } catch {
      // Then other tabs hear nothing; what they write is merged all the same.
    }
    await this.#read("records");
    return this;
  }

  /** Let go of the database and of other tabs. */
  close() {
    this.#channel?.close();
    this.#channel = null;
    this.place.close?.();
  }

  /**
   * All records, or those of a form; what was opened last comes first.
   * @param {string} [form]
   * @returns {Promise<FormRecord[]>}
   */
  async records(form) {
    const records = await this.#read("records");
    return records
      .filter((record) => form === undefined || record.form === form)
      .sort((one, other) => other.opened.localeCompare(one.opened));
  }

  /**
   * @param {string} id
   * @returns {Promise<FormRecord | undefined>}
   */
  async record(id) {
    return (await this.#read("records")).find((record) => record.id === id);
  }

  /**
   * The answers of a record by their field; without `recordId` of all, each field once.
   * @param {string} [recordId]
   * @param {boolean} [once] whether they need not be remembered: for who reads those of many records. Where storage is
   *   out of reach and none are known, it throws the StorageError that says why: they would be missing unseen
   * @returns {Promise<Map<string, Answer>>}
   */
  async answers(recordId, once) {
    const answers = await this.#read("answers", recordId, once);
    if (once && this.problem && !answers.length) throw new StorageError(this.problem);
    return new Map(answers.map((answer) => [answer.field, answer]));
  }

  /**
   * Store a new record with its first answers, all in one go. It is among what a leaving page leaves behind from the
   * moment this is called.
   * @param {FormRecord} record
   * @param {FieldWrite[]} [writes]
   * @returns {Promise<Answer[]>} the answers as they are stored
   */
  async add(record, writes = []) {
    return (await this.#change([{ type: "create", record }, ...writes.map(toChange)])).slice(1);
  }

  /**
   * Throws "gone" when the record is not there (any more).
   * @param {string} id
   * @param {Omit<Patch, "changed">} patch
   * @returns {Promise<FormRecord>}
   */
  async update(id, patch) {
    const whole = "name" in patch ? { ...patch, changed: now() } : patch;
    return (await this.#change([{ type: "update", id, patch: whole }]))[0];
  }

  /**
   * Write a field. `base` is the value that this tab last saw of it. A text that another tab wrote meanwhile goes to
   * `earlier`; with `choice` the value is no text of the user, and the newest counts. Throws "gone" when the record is
   * not there (any more).
   * @param {string} recordId
   * @param {string} field
   * @param {Value} value
   * @param {Value} base
   * @param {{choice?: boolean}} [options]
   * @returns {Promise<Answer>}
   */
  async put(recordId, field, value, base, options) {
    return (await this.putAll([{ record: recordId, field, value, base, ...options }]))[0];
  }

  /**
   * Write fields as `put` does, in one go: all of it is stored, or nothing.
   * @param {FieldWrite[]} writes
   * @returns {Promise<Answer[]>} in the same order
   */
  putAll(writes) {
    return this.#change(writes.map(toChange));
  }

  /**
   * Write fields as the page goes (`pagehide`, or when it is hidden), with what is still on its way. Returns at once.
   * @param {FieldWrite[]} writes
   */
  leave(writes) {
    const changes = writes.map(toChange);
    const all = [...this.#underway, ...changes];
    if (all.length && this.place.leave?.(all)) {
      this.#hasLeft = true;
      this.#channel?.postMessage({ type: "left" });
    }
    // A page that stays writes them as ever, so that full storage does not pass unseen.
    for (const change of changes) this.#change([change], true).catch(() => {});
  }

  /**
   * Take a text away from `earlier`; without `changed` all of them.
   * @param {string} recordId
   * @param {string} field
   * @param {string} [changed]
   */
  async dropEarlier(recordId, field, changed) {
    const key = [recordId, field];
    await this.transaction(async (rows) => {
      const answer = await rows.get("answers", key);
      if (!isValid("answers", key, answer)) return;
      const earlier = changed ? /** @type {Answer} */ (answer).earlier.filter((one) => one.changed !== changed) : [];
      await rows.put("answers", { ...answer, earlier });
    });
  }

  /**
   * Remove records with their answers, so that `restore` can bring them back.
   * @param {string[]} ids
   * @returns {Promise<Removal>}
   */
  async remove(ids) {
    /** @type {Kept[]} */
    const removed = [];
    for (const row of (await this.records()).filter(({ id }) => ids.includes(id))) {
      removed.push({ store: "records", row });
      for (const answer of (await this.answers(row.id, true)).values()) removed.push({ store: "answers", row: answer });
    }
    await this.#erase(ids);
    const removal = { records: removed.filter(({ store }) => store === "records").map(({ row }) => row) };
    this.#removed.set(removal, removed);
    return removal;
  }

  /**
   * Bring removed records back as they were. Throws "gone" after a wipe.
   * @param {Removal} removal
   */
  async restore(removal) {
    const removed = this.#removed.get(removal);
    if (!removed) throw new StorageError("gone");
    await this.transaction(async (rows) => {
      for (const { store, row } of removed) {
        const key = store === "records" ? row.id : [row.record, row.field];
        if ((await rows.get(store, key)) === undefined) await rows.put(store, row);
      }
    });
    this.#removed.delete(removal);
  }

  /**
   * Wipe records with all that is kept of them; without `ids` everything in this store (`wipeSite` wipes what is around
   * it too). What was removed before cannot be restored after it. Where storage is out of reach only memory is wiped,
   * and it throws the StorageError that says why.
   * @param {string[]} [ids]
   */
  async wipe(ids) {
    this.#removed = new WeakMap();
    if (ids) {
      await this.#erase(ids, true);
      return;
    }
    await this.#collect();
    this.#forget();
    if (this.#isReached) await this.#run(clearAll, true);
    this.#tell({ type: "wiped" });
    if (!this.#isReached && this.problem) throw new StorageError(this.problem);
  }

  /**
   * Try to store now what had to wait.
   * @returns {Promise<boolean>} whether nothing waits any more
   */
  async retry() {
    await this.#collect();
    await this.#inTurn(() => this.#flush());
    return !this.#waiting.size;
  }

  /**
   * Work on the rows at once: all of it is done, or nothing. Throws a StorageError when it cannot be stored.
   * @template T
   * @param {(rows: Rows) => Promise<T>} work
   * @returns {Promise<T>}
   */
  async transaction(work) {
    await this.#collect();
    /** @type {Written[]} */
    const written = [];
    /** @param {Rows} rows */
    const noted = (rows) => {
      written.length = 0;
      return work(recording(rows, written));
    };
    const result = await (this.#isReached ? this.#run(noted) : this.#doApart({ place: newId(), work: noted, written }));
    for (const record of touched(written)) this.#tell({ type: "record", record });
    return result;
  }

  /**
   * @param {(event: StoreEvent) => void} listener
   * @returns {() => void} stops listening
   */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * @param {Change[]} changes
   * @param {boolean} [late] whether they were left behind too, so that another tab may have done them and more
   * @returns {Promise<any[]>} what comes of each
   */
  async #change(changes, late = false) {
    for (const change of changes) this.#underway.add(change);
    try {
      await this.#collect();
      const results = await this.#do(changes.map((change) => toTask(change, late)));
      for (const change of changes) this.#tell(eventOf(change));
      return results;
    } finally {
      for (const change of changes) this.#underway.delete(change);
    }
  }

  /**
   * Do tasks in one go; when that cannot be stored, each by itself.
   * @param {Task[]} tasks
   * @returns {Promise<any[]>}
   */
  async #do(tasks) {
    if (!this.#waiting.size) {
      try {
        return await this.#run((rows) => inOrder(tasks, ({ work }) => work(rows)));
      } catch (error) {
        this.#fail(error);
      }
    }
    return inOrder(tasks, (task) => this.#doApart(task));
  }

  /**
   * Do a task behind those that wait; when it cannot be stored it is done in memory, and waits too.
   * @param {Task} task
   * @returns {Promise<any>}
   */
  async #doApart(task) {
    const outcome = await this.#inTurn(async () => {
      const waiting = this.#wait(task);
      await this.#flush();
      return waiting.outcome;
    });
    if (outcome) {
      if ("error" in outcome) throw outcome.error;
      return outcome.value;
    }
    const result = await this.#memory.run("readwrite", (rows) => task.work(rows, true));
    // Done once more it could decide otherwise, because it finds its own rows: what it wrote is what is done again.
    const written = task.written && [...task.written];
    if (written) task.again = (rows) => replay(rows, written);
    return result;
  }

  /**
   * @template T
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  #inTurn(work) {
    const mine = this.#turn.then(work);
    this.#turn = mine.then(() => {});
    return mine;
  }

  /** @param {Task} task */
  #wait(task) {
    const first = this.#waiting.get(task.place)?.change;
    const waiting = first && task.change ? toTask(join(first, task.change)) : task;
    this.#waiting.set(task.place, waiting);
    return waiting;
  }

  async #flush() {
    for (const [place, task] of this.#waiting) {
      try {
        task.outcome = { value: await this.#run((rows) => task.work(rows, true)) };
      } catch (error) {
        if (problemOf(error)) this.#fail(error);
        else if (!this.#waitsToBegin(task)) task.outcome = { error };
        if (problemOf(error) === "blocked") return;
      }
      if (task.outcome) this.#waiting.delete(place);
    }
    if (!this.#waiting.size) this.#succeed();
  }

  /**
   * Whether the record of a task is itself not stored yet.
   * @param {Task} task
   */
  #waitsToBegin({ change }) {
    return change && this.#waiting.has(`create ${recordOf(change)}`);
  }

  /**
   * @template T
   * @param {(rows: Rows) => Promise<T>} work
   * @param {boolean} [withPending]
   * @returns {Promise<T>}
   */
  async #run(work, withPending) {
    /** @type {Written[]} */
    const written = [];
    const result = await this.place.run("readwrite", (rows) => work(recording(rows, written)), withPending);
    this.#succeed();
    await this.#memory.run("readwrite", (rows) => replay(rows, written));
    return result;
  }

  /**
   * What is stored, with what waits to be.
   * @param {StoreName} store
   * @param {string} [record]
   * @param {boolean} [once] whether it need not be remembered
   * @returns {Promise<any[]>}
   */
  async #read(store, record, once) {
    await this.#collect();
    try {
      const { good, bad } = await this.place.run("readonly", (rows) => readAll(rows, store, record));
      this.#succeed();
      if (!once || this.#waiting.size) {
        await this.#memory.run("readwrite", (rows) => replace(rows, store, record, good));
      }
      if (bad.length) await this.#run((rows) => setAsideAll(rows, store, bad));
      if (!this.#waiting.size) return good;
    } catch (error) {
      this.#fail(error);
    }
    for (const { work, again = work } of this.#waiting.values()) {
      // What is about a record that another tab removed is left out.
      await this.#memory.run("readwrite", (rows) => again(rows, true)).catch(() => {});
    }
    return (await this.#memory.run("readwrite", (rows) => readAll(rows, store, record))).good;
  }

  /** Take in what leaving pages left behind. */
  async #collect() {
    const { left } = this.place;
    if (!this.#hasLeft || !left) return;
    this.#hasLeft = false;
    try {
      const kept = left.all();
      const pending = await this.place.run("readonly", (rows) => rows.all("pending"), true);
      const isAny = kept.length || pending.length;
      const changes = isAny ? await this.place.run("readwrite", (rows) => takeIn(rows, kept, pending), true) : [];
      left.remove(kept);
      this.#succeed();
      for (const change of changes) this.#tell(eventOf(change));
    } catch (error) {
      this.#hasLeft = true;
      this.#fail(error);
    }
  }

  /**
   * @param {string[]} ids
   * @param {boolean} [withAside]
   */
  async #erase(ids, withAside = false) {
    await this.transaction(async (rows) => {
      for (const id of ids) {
        await rows.remove("records", id);
        for (const key of await rows.keys("answers", id)) await rows.remove("answers", key);
      }
      const aside = withAside ? await rows.all("aside") : [];
      for (const { key, row } of aside) if (ids.includes(row.record)) await rows.remove("aside", key);
    });
    for (const [place, { change }] of this.#waiting) {
      if (change && ids.includes(recordOf(change))) this.#waiting.delete(place);
    }
  }

  #forget() {
    this.#memory = inMemory();
    this.#waiting.clear();
    this.#removed = new WeakMap();
  }

  #succeed() {
    this.#isReached = true;
    if (!this.#waiting.size) this.#setProblem(null);
  }

  /** @param {unknown} error */
  #fail(error) {
    const problem = problemOf(error);
    if (!problem) throw error;
    this.#setProblem(problem);
  }

  /** @param {Problem | null} problem */
  #setProblem(problem) {
    if (problem === this.problem) return;
    this.problem = problem;
    for (const listener of this.#listeners) listener({ type: "problem", here: true });
  }

  /** @param {{type: "answer", record: string, field: string} | {type: "record", record: string} | {type: "wiped"}} event */
  #tell(event) {
    for (const listener of this.#listeners) listener({ ...event, here: true });
    if (this.intended === "kept") this.#channel?.postMessage(event);
  }

  /** @param {any} message */
  async #hear(message) {
    if (message.type === "left") {
      this.#hasLeft = true;
      await this.#collect();
      return;
    }
    if (message.type === "wiped") {
      this.#forget();
      if (this.intended === "session") await this.place.run("readwrite", clearAll).catch((error) => this.#fail(error));
    } else if (this.intended === "session") {
      return;
    }
    for (const listener of this.#listeners) listener({ ...message, here: false });
  }
}

/**
 * The store of this site, still to `start`. `keep` is that of the form: "session" forms stay in the tab. Without storage
 * it works in memory, and `problem` says why. `patience` is how many milliseconds the database may take to open.
 * @param {"session" | "ask" | "always"} keep
 * @param {{path?: string, patience?: number, steps?: import("./database.js").Step[]}} [options]
 * @returns {Store}
 */
export function storeOf(keep, { path = sitePath(), ...options } = {}) {
  const name = nameOf(path);
  if (keep === "session") return new Store(path, "session", new TextRows(name, () => sessionStorage));
  const database = new Database(name, { ...options, opened: () => void store.retry() });
  const store = new Store(path, "kept", database);
  return store;
}

/**
 * Open the store of this site: see `storeOf`.
 * @param {Parameters<typeof storeOf>} asked
 * @returns {Promise<Store>}
 */
export function openStore(...asked) {
  return storeOf(...asked).start();
}

function inMemory() {
  /** @type {Record<string, string>} */
  const texts = Object.create(null);
  return new TextRows("", () => texts);
}

/** @param {string} path */
function nameOf(path) {
  return `kijkraam:${path}`;
}

/**
 * @param {FieldWrite} write
 * @returns {Change}
 */
function toChange({ field, value, base, choice = false, ...rest }) {
  if (!isName(field)) throw new TypeError(`${field} cannot be the name of a field`);
  if (!isValue(value) || !isValue(base)) throw new TypeError(`${field}: a value is a text, a list of texts or null`);
  return { type: "put", field, value, base, choice, changed: now(), tab: TAB, ...rest };
}

/**
 * @param {Change} change
 * @param {boolean} [isLate]
 * @returns {Task}
 */
function toTask(change, isLate = false) {
  return { place: placeOf(change), change, work: (rows, late = isLate) => apply(rows, change, late) };
}

/** @param {Change} change */
function recordOf(change) {
  if (change.type === "create") return change.record.id;
  return change.type === "update" ? change.id : change.record;
}

/** @param {Change} change */
function eventOf(change) {
  const record = recordOf(change);
  return change.type === "put"
    ? /** @type {const} */ ({ type: "answer", record, field: change.field })
    : /** @type {const} */ ({ type: "record", record });
}

/**
 * The same rows, noting down what is written.
 * @param {Rows} rows
 * @param {Written[]} written
 * @returns {Rows}
 */
function recording(rows, written) {
  /** @param {Written["type"]} type */
  const noting = (type) => (/** @type {StoreName} */ store, /** @type {any} */ what = undefined) => {
    written.push({ type, store, what });
    return rows[type](store, what);
  };
  return {
    get: (store, key) => rows.get(store, key),
    keys: (store, record) => rows.keys(store, record),
    all: (store, record) => rows.all(store, record),
    put: noting("put"),
    remove: noting("remove"),
    clear: noting("clear"),
  };
}

/**
 * @param {Rows} rows
 * @param {Written[]} written
 */
async function replay(rows, written) {
  for (const { type, store, what } of written) await rows[type](store, what);
}

/**
 * The records that writes were about.
 * @param {Written[]} written
 */
function touched(written) {
  const own = written.filter(({ store }) => store === "records" || store === "answers");
  return new Set(own.map(({ type, store, what }) => [type === "put" ? keyOf(store, what) : what].flat()[0]));
}

/**
 * @param {Rows} rows
 * @param {StoreName} store
 * @param {string | undefined} record
 * @param {any[]} by
 */
async function replace(rows, store, record, by) {
  for (const key of await rows.keys(store, record)) await rows.remove(store, key);
  for (const row of by) await rows.put(store, row);
}

/**
 * @param {Rows} rows
 * @param {StoreName} store
 * @param {Found[]} bad
 */
async function setAsideAll(rows, store, bad) {
  for (const { key, row: read } of bad) {
    const row = read === UNREADABLE ? read : await rows.get(store, key);
    if (row !== undefined && !isValid(store, key, row)) await setAside(rows, store, key, row);
  }
}

/**
 * Do the changes that leaving pages left behind, and return those that were done.
 * @param {Rows} rows
 * @param {Found[]} kept outside the rows
 * @param {Found[]} pending
 * @returns {Promise<Change[]>}
 */
async function takeIn(rows, kept, pending) {
  /** @type {Change[]} */
  const done = [];
  const still = await rows.keys("pending");
  for (const { key, row } of [...kept, ...pending.filter((found) => still.includes(found.key))]) {
    if (!isValid("pending", key, row)) {
      await setAside(rows, "pending", key, row);
      continue;
    }
    try {
      await apply(rows, row, true);
      done.push(row);
    } catch (error) {
      if (problemOf(error)) throw error;
    }
    await rows.remove("pending", key);
  }
  return done;
}

/**
 * @template T, R
 * @param {T[]} things
 * @param {(thing: T) => Promise<R>} work
 * @returns {Promise<R[]>} what comes of each, one after the other
 */
async function inOrder(things, work) {
  const done = [];
  for (const thing of things) done.push(await work(thing));
  return done;
}

/** @param {Rows} rows */
async function clearAll(rows) {
  for (const store of STORES) await rows.clear(store);
}
