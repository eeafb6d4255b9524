// Every page brings in the service worker some moments after it has loaded: what that fetches would hold up who begins to
// fill in. Where that cannot be (a folder, a frame that is shut off, a browser that does not want it), nothing happens.
// Without imports: it is on every page.

/** After so long the page itself is there, in milliseconds. */
const SOON = 1500;

const script = /** @type {HTMLScriptElement | null} */ (document.currentScript)?.src ?? "";

async function register() {
  try {
    const workers = navigator.serviceWorker;
    if (!location.protocol.startsWith("http")) return;
    const registration = await workers.register(new URL("../../sw.js", script));
    if (workers.controller) {
      await registration.update();
      return;
    }
    const { active } = await workers.ready;
    const visited = [location.href, ...performance.getEntriesByType("resource").map(({ name }) => name)];
    active?.postMessage({ visited });
  } catch {
    // The handbook works as it did before.
  }
}

setTimeout(register, SOON);
