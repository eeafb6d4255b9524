// The worker of Material's search, which reads the texts to search only when somebody begins to search. Material itself
// has every page read them as it opens, and hand them to the worker: a third of a megabyte, before anybody asks.
//
// Its own worker hears of it at the first question: then it gets the texts, and after that the question. The index that it
// asks lunr for is ours.
import { giveIndex } from "./index.js";

/** What Material and its worker say to each other. */
const [SETUP, READY, RESULT] = [0, 1, 3];
/** A maker's own search words are a field of their own, which Material's worker reads like any other. */
const OWN_WORDS = { words: { boost: 1 } };
/** On this channel a page says that somebody goes to the field: then the texts can come while they type. */
const SOON = "kijkraam-search";

/** @typedef {{type: number, data?: any}} Message */

const worker = /** @type {any} */ (globalThis);
/** @type {{texts: string, worker: string}} where the texts are, and Material's own worker; stands before this script */
const { texts, worker: theirs } = worker.kijkraamSearch;
const say = worker.postMessage.bind(worker);

/** @type {(setup: Message) => void} */
let hearSetup = () => {};
/** @type {Promise<Message>} */
const setup = new Promise((resolve) => (hearSetup = resolve));
/** @type {() => void} */
let hearReady = () => {};
/** @type {Promise<boolean> | null} whether the texts are there */
let known = null;
/** @type {Message | null} */
let newest = null;
/** @type {string[]} */
let languages = [];

worker.addEventListener("message", (/** @type {MessageEvent<Message>} */ event) => {
  const { data, isTrusted } = event;
  if (!isTrusted) return; // handed on by us
  event.stopImmediatePropagation();
  if (data.type === SETUP) {
    hearSetup(data);
    say({ type: READY });
  } else if (data.data.trim()) {
    answer(data);
  } else {
    say({ type: RESULT, data: { items: [] } });
  }
});
worker.postMessage = (/** @type {Message} */ message) => {
  if (message.type === READY) hearReady();
  else say(message);
};
new BroadcastChannel(SOON).onmessage = bring;
worker.importScripts(theirs);
giveIndex(worker.lunr, () => languages);

/** @param {Message} query */
async function answer(query) {
  newest = query;
  if ((await bring()) && query === newest) handOn(query);
}

function bring() {
  known ??= read().catch(() => {
    known = null; // no network: the next letter asks again
    return false;
  });
  return known;
}

async function read() {
  const [{ data }, response] = await Promise.all([setup, fetch(texts)]);
  const { docs } = await response.json();
  /** @type {Promise<boolean>} */
  const ready = new Promise((resolve) => (hearReady = () => resolve(true)));
  languages = data.config.lang;
  const config = { ...data.config, fields: { ...data.config.fields, ...OWN_WORDS } };
  handOn({ type: SETUP, data: { ...data, config, docs } });
  return ready;
}

/** @param {Message} message */
function handOn(message) {
  worker.dispatchEvent(new MessageEvent("message", { data: message }));
}
