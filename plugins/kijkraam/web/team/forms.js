// The forms that make codes: what all of them are called, and one of them whole when it is needed. It comes as a script, so
// that this works from a folder too.

import { el } from "../dom.js";

/** @typedef {import("./questions.js").Form} Form */
/** @typedef {{hash: number, id: string, title: string, url: string}} Known */

const shared = /** @type {{kijkraamForms?: Record<string, Form>}} */ (globalThis);
/** Where the scripts stand: beside the one that runs now. */
const folder = /** @type {HTMLScriptElement | null} */ (document.currentScript)?.src ?? location.href;

/**
 * A form, brought in when it is not there yet. Rejects when it cannot be brought in: without a network, say.
 * @param {string} id
 * @returns {Promise<Form>}
 */
export async function bringForm(id) {
  const known = () => (Object.hasOwn(shared.kijkraamForms ?? {}, id) ? shared.kijkraamForms?.[id] : undefined);
  if (!known()) await bring(new URL(`forms/${id}.js`, folder).href);
  const form = known();
  if (!form) throw new Error(`form ${id} cannot be brought in`);
  return form;
}

/** @param {string} src */
function bring(src) {
  return new Promise((resolve, reject) => {
    const script = el("script", { src });
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error("a form cannot be brought in")));
    document.head.append(script);
  });
}
