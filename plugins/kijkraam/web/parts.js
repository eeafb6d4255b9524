// What not every form needs comes as a script of its own, when it is needed. Classic scripts, so that this also works from
// a folder and in a sandboxed frame.
import { el } from "./dom.js";

/**
 * @typedef {object} Parts
 * @property {{lookingBack: typeof import("./result/looking.js").lookingBack, download: typeof import("./result/take.js").download,
 *   fileText: typeof import("./storage/transfer.js").fileText}} result looking back, and taking along
 * @property {{readAddress: typeof import("./page/address.js").readAddress,
 *   chooser: typeof import("./page/chooser.js").chooser}} asked what the address of a page asks for, and making one
 * @property {typeof import("./form/experience.js").startExperience} experience
 * @property {typeof import("./form/scorelist.js").startScoreList} scorelist
 * @property {typeof import("./form/rows.js").rows} rows
 * @property {typeof import("./traject/inside.js").openWithin} within
 * @property {typeof import("./form/keeping.js").keeping} keeping
 * @property {typeof import("./form/printing.js").printing} printing
 * @property {typeof import("./form/recordfold.js").recordFold} bar
 * @property {typeof import("./team/making.js").makingCode} code
 * @property {typeof import("./team/qr.js").qrCode} qr
 * @property {(filling: import("./form/element.js").Filling) => import("./form/element.js").Part} changes
 */

const shared = /** @type {{kijkraamParts?: Partial<Parts>}} */ (globalThis);
/** Parts with a style of their own. */
const STYLED = ["result", "printing", "code"];
const parts = (shared.kijkraamParts ??= {});
/** Where the scripts stand: beside the one that runs now. */
const folder = /** @type {HTMLScriptElement | null} */ (document.currentScript)?.src ?? location.href;

/**
 * @template {keyof Parts} Name
 * @param {Name} name
 * @param {Parts[Name]} made
 */
export function provide(name, made) {
  parts[name] = made;
}

/**
 * A part, brought in when it is not there yet. Rejects when it cannot be brought in: without a network, say.
 * @template {keyof Parts} Name
 * @param {Name} name
 * @returns {Promise<Parts[Name]>}
 */
export async function part(name) {
  await Promise.all([parts[name] ?? bring(name), STYLED.includes(name) && bringStyle(name)]);
  return /** @type {Parts[Name]} */ (parts[name]);
}

/** @param {string} name */
function bring(name) {
  return inHead(el("script", { src: new URL(`${name}.js`, folder).href }));
}

/** A script stays; its style goes from the head with the page. @param {string} name */
export function bringStyle(name) {
  const id = `style-${name}`;
  return document.getElementById(id) || inHead(el("link", { id, rel: "stylesheet", href: new URL(`${name}.css`, folder).href }));
}

/** @param {HTMLElement} made */
function inHead(made) {
  return new Promise((resolve, reject) => {
    made.addEventListener("load", resolve);
    made.addEventListener("error", () => reject(new Error("a part cannot be brought in")));
    document.head.append(made);
  });
}
