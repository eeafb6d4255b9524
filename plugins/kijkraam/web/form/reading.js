// Reading aloud. Only by a voice on the device itself: others send the text to their maker.
import { el } from "../dom.js";
import { language, t } from "../phrases.js";

function localVoice() {
  const spoken = language().split("-")[0];
  const voices = globalThis.speechSynthesis?.getVoices() ?? [];
  return voices.find((voice) => voice.localService === true && voice.lang.split(/[-_]/)[0].toLowerCase() === spoken);
}

/**
 * What can be seen of a part of the page, piece by piece, in its order.
 * @param {Element} root
 * @returns {string[]}
 */
export function spoken(root) {
  const pieces = root.querySelectorAll("h1, h2, h3, h4, p, li, legend, label, dt, dd, section button");
  // What is folded away has a place on the page all the same.
  const isSeen = (/** @type {Element} */ piece) => piece.getClientRects().length && !piece.closest("details:not([open]) > :not(summary)");
  const seen = [...pieces].filter((piece) => isSeen(piece) && !piece.querySelector("p, li, label"));
  return seen.map((piece) => (piece.textContent ?? "").trim()).filter(Boolean);
}

/**
 * A button that reads aloud, and is in the page only while there is a voice for it.
 * @param {() => string[]} pieces what to read, asked at the moment of reading
 * @param {AbortSignal} signal ends everything
 * @returns {{button: HTMLButtonElement, stop: () => void}}
 */
export function readingAloud(pieces, signal) {
  const button = /** @type {HTMLButtonElement} */ (el("button", { type: "button", class: "kijkraam-button", hidden: true }));
  let reading = false;

  const show = () => {
    button.hidden = !localVoice();
    button.textContent = t(reading ? "web.experience.read_stop" : "web.experience.read");
  };
  const stop = () => {
    if (reading) speechSynthesis.cancel();
    reading = false;
    show();
  };
  const read = () => {
    const voice = localVoice();
    if (!voice) return;
    const utterances = pieces().map((piece) => new SpeechSynthesisUtterance(piece));
    for (const utterance of utterances) {
      utterance.voice = voice;
      utterance.lang = voice.lang;
    }
    utterances.at(-1)?.addEventListener("end", stop);
    speechSynthesis.cancel();
    utterances.forEach((utterance) => speechSynthesis.speak(utterance));
    reading = utterances.length > 0;
    show();
  };

  button.addEventListener("click", () => (reading ? stop() : read()));
  globalThis.speechSynthesis?.addEventListener("voiceschanged", show, { signal });
  addEventListener("pagehide", stop, { signal });
  signal.addEventListener("abort", stop);
  show();
  return { button, stop };
}
