// In the head of every page, and run before anything is seen: `?inbed` shows the page without what stands around it.
// What else a page can do without a form comes after the page itself.

const { src } = /** @type {HTMLScriptElement} */ (document.currentScript);

// Material itself does this after the first paint: then all that stands on the page would move, and get its style anew.
const page = document.documentElement;
if (page.classList.replace("no-js", "js")) page.classList.add("js-focus-visible");

/** @param {string} name */
function bring(name) {
  const script = document.createElement("script");
  script.src = new URL(`${name}.js`, src).href;
  document.head.append(script);
}

// A frame without an origin of its own has no storage, and the theme's scripts stop at the mere question. This one is empty
// and takes nothing, so that who asks whether something was stored still hears that it was not.
try {
  void localStorage;
} catch {
  const refused = () => {
    throw new DOMException("", "SecurityError");
  };
  Object.defineProperty(globalThis, "localStorage", { value: { getItem: () => null, setItem: refused, removeItem() {} } });
}

if (new URLSearchParams(location.search).has("inbed")) {
  page.classList.add("kijkraam-inbed");
  bring("embed");
}
addEventListener("load", () => ["links", "register"].forEach(bring));
