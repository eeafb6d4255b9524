// Takes the place of a service worker that is not wanted any more: takes out what it kept, and itself.
import { cachePrefix } from "./library.js";

const worker = /** @type {any} */ (globalThis);

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(retire()));

async function retire() {
  const prefix = cachePrefix(worker.registration.scope);
  const ours = (await caches.keys()).filter((name) => name.startsWith(prefix));
  await Promise.all(ours.map((name) => caches.delete(name)));
  await worker.registration.unregister();
  // What is open shows the old site: open it anew, without the worker.
  const pages = await worker.clients.matchAll({ type: "window" });
  await Promise.allSettled(pages.map((/** @type {any} */ page) => page.navigate(page.url)));
}
