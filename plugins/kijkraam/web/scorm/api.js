// The interface by which a package talks with the LMS that shows it: SCORM 1.2, or SCORM 2004 4th Edition.

/** @typedef {"1.2" | "2004-4"} Version */
/** @typedef {Record<string, (...given: string[]) => unknown>} Api */

const WORDS = {
  "1.2": {
    api: "API",
    start: "LMSInitialize",
    get: "LMSGetValue",
    set: "LMSSetValue",
    commit: "LMSCommit",
    end: "LMSFinish",
    status: "cmi.core.lesson_status",
    exit: "cmi.core.exit",
    time: "cmi.core.session_time",
    mode: "cmi.core.lesson_mode",
  },
  "2004-4": {
    api: "API_1484_11",
    start: "Initialize",
    get: "GetValue",
    set: "SetValue",
    commit: "Commit",
    end: "Terminate",
    status: "cmi.completion_status",
    exit: "cmi.exit",
    time: "cmi.session_time",
    mode: "cmi.mode",
  },
};
const DATA = "cmi.suspend_data";
const DONE = ["completed", "passed"];
/** A text is on its way to the server so long after the last change, and never longer after the first, in milliseconds. */
const SOON = 2000;
const AT_LATEST = 10_000;
/** Frames around frames; more than any LMS has. */
const MOST_FRAMES = 50;

/**
 * @param {Window | null | undefined} start
 * @param {string} name
 * @returns {Api | null}
 */
function above(start, name) {
  let place = start;
  for (let step = 0; place && step < MOST_FRAMES; step += 1) {
    try {
      const found = Reflect.get(place, name);
      if (found) return found;
    } catch {
      // A frame of another host; what is around it may be reachable.
    }
    if (place.parent === place) return null;
    place = place.parent;
  }
  return null;
}

/** @param {string} name */
function find(name) {
  return above(window, name) ?? above(window.opener, name) ?? above(window.top?.opener, name);
}

export class Session {
  #words;
  /** @type {Api | null} */
  #api = null;
  #began = Date.now();
  #written = "";
  /** Since when something is not on its way to the server yet; 0 when all is. */
  #since = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #isFailing = false;

  /**
   * @param {Version} version
   * @param {(isFailing: boolean) => void} onfailing the server stopped to take in what is kept, or began to again
   */
  constructor(version, onfailing) {
    this.#words = WORDS[version];
    this.onfailing = onfailing;
  }

  /** Find the LMS and begin. @returns {boolean} whether there is one */
  start() {
    this.#api = find(this.#words.api);
    if (!this.#do(this.#words.start, "")) this.#api = null;
    if (this.#api) this.#written = this.#get(DATA);
    return this.#api !== null;
  }

  /** @returns {string} what was kept before */
  get kept() {
    return this.#written;
  }

  /** Whether someone looks at an attempt that is over. */
  get isReview() {
    return ["review", "browse"].includes(this.#get(this.#words.mode));
  }

  /** Whether the server did not take in what was kept last. */
  get isFailing() {
    return this.#isFailing;
  }

  /**
   * Keep a text, and send it to the server in a moment.
   * @param {string} text
   * @returns {boolean} whether the LMS took it
   */
  keep(text) {
    if (text === this.#written) return true;
    if (!this.#set(DATA, text)) return false;
    this.#written = text;
    this.#since ||= Date.now();
    clearTimeout(this.#timer);
    const wait = Math.min(SOON, Math.max(0, this.#since + AT_LATEST - Date.now()));
    this.#timer = setTimeout(() => this.commit(), wait);
    return true;
  }

  /**
   * Tell how far it is; what was done stays done.
   * @param {boolean} isDone
   */
  tell(isDone) {
    const before = this.#get(this.#words.status);
    const now = isDone ? "completed" : "incomplete";
    if (DONE.includes(before) || before === now || !this.#set(this.#words.status, now)) return;
    this.commit();
  }

  /** Send what is kept to the server. @returns {boolean} whether it took it */
  commit() {
    clearTimeout(this.#timer);
    if (!this.#api) return false;
    const isFailing = !this.#do(this.#words.commit, "");
    if (!isFailing) this.#since = 0;
    if (isFailing !== this.#isFailing) {
      this.#isFailing = isFailing;
      this.onfailing(isFailing);
    }
    return !isFailing;
  }

  /** End, so that one can come back to it. */
  end() {
    if (!this.#api) return;
    this.#set(this.#words.exit, "suspend");
    this.#set(this.#words.time, this.#time());
    this.commit();
    this.#do(this.#words.end, "");
    this.#api = null;
  }

  /** How long it was open, as the standard writes it. */
  #time() {
    const seconds = Math.round((Date.now() - this.#began) / 1000);
    const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    const [hours, minutes, rest] = parts;
    if (this.#words === WORDS["2004-4"]) return `PT${hours}H${minutes}M${rest}S`;
    return parts.map((part, place) => String(part).padStart(place ? 2 : 4, "0")).join(":");
  }

  /** @param {string} name */
  #get(name) {
    try {
      return String(this.#api?.[this.#words.get]?.(name) ?? "");
    } catch {
      return "";
    }
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  #set(name, value) {
    return this.#do(this.#words.set, name, value);
  }

  /**
   * @param {string} what
   * @param {...string} given
   * @returns {boolean} whether it was done
   */
  #do(what, ...given) {
    try {
      return String(this.#api?.[what]?.(...given)) === "true";
    } catch {
      return false;
    }
  }
}
