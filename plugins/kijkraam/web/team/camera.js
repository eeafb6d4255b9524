// Reading codes off screens with the camera, where the browser itself can read a QR code. The pictures go nowhere.

import { el } from "../dom.js";
import { button } from "../form/button.js";
import { t } from "../phrases.js";

/** @typedef {{detect: (source: HTMLVideoElement) => Promise<{rawValue: string}[]>}} Detector */
/** @typedef {{new (options: {formats: string[]}): Detector, getSupportedFormats: () => Promise<string[]>}} DetectorClass */

const FORMAT = "qr_code";
/** Milliseconds between two looks. */
const PAUSE = 200;

function detectorClass() {
  return /** @type {{BarcodeDetector?: DetectorClass}} */ (/** @type {unknown} */ (globalThis)).BarcodeDetector;
}

/** Whether this browser can read a QR code with a camera. */
export async function canScan() {
  const known = detectorClass();
  if (!known || !navigator.mediaDevices?.getUserMedia) return false;
  const formats = await known.getSupportedFormats().catch(() => /** @type {string[]} */ ([]));
  return formats.includes(FORMAT);
}

export class Camera {
  /** @type {MediaStream | null} */
  #stream = null;

  /** @param {(text: string) => void} found gets what a QR code says, once each time it comes into sight */
  constructor(found) {
    this.found = found;
    this.video = /** @type {HTMLVideoElement} */ (el("video", { muted: true, playsinline: true, hidden: true, "aria-hidden": "true" }));
    this.toggle = button(t("web.team.scan.start"), () => void (this.#stream ? this.stop() : this.#start()));
    this.said = el("p", { role: "status" });
    this.element = el("div", { class: "kijkraam-camera" }, this.toggle, this.said, this.video);
  }

  async #start() {
    try {
      this.#stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
      this.said.textContent = t("web.team.scan.refused");
      return;
    }
    this.video.srcObject = this.#stream;
    this.video.hidden = false;
    this.toggle.textContent = t("web.team.scan.stop");
    this.said.textContent = t("web.team.scan.how");
    // Looking begins at once: until there is a picture, nothing is found in it.
    this.video.play().catch(() => {});
    this.#look(new /** @type {DetectorClass} */ (detectorClass())({ formats: [FORMAT] }), "");
  }

  /**
   * @param {Detector} detector
   * @param {string} before what was in sight
   */
  async #look(detector, before) {
    if (!this.#stream) return;
    const [code] = await detector.detect(this.video).catch(() => []);
    if (code && code.rawValue !== before) this.found(code.rawValue);
    setTimeout(() => this.#look(detector, code?.rawValue ?? before), PAUSE);
  }

  stop() {
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = null;
    this.video.srcObject = null;
    this.video.hidden = true;
    this.toggle.textContent = t("web.team.scan.start");
    this.said.textContent = "";
  }
}
