// Every page brings in the service worker once it has loaded. Where that cannot be (a folder, a frame that is
// shut off, a browser that does not want it), nothing happens. Without imports: it is on every page.
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

register();
