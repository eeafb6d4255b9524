// A page within another page (`?inbed`): it tells how high it is, keeps its links within the frame, and names the handbook.
// Nothing here needs storage or the same origin: a learning environment may allow neither.
import { el } from "../dom.js";
import { t } from "../phrases.js";

const root = new URL("../../", /** @type {HTMLScriptElement} */ (document.currentScript).src);
/** What the page around this one called the frame: `?inbed=NAME`. */
const id = new URLSearchParams(location.search).get("inbed") ?? "";

export function startEmbedded() {
  window.addEventListener("click", keepInside, true);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", ready);
  else ready();
}

function ready() {
  const site = /** @type {HTMLElement | null} */ (document.querySelector("kijkraam-refer"))?.dataset.site ?? document.title;
  const address = location.href.replace(/[?#].*$/, "");
  const link = el("a", { href: address, target: "_blank", rel: "noopener" }, t("web.embed.open", { site }));
  document.querySelector("article")?.append(el("p", { class: "kijkraam kijkraam-inbed-from" }, link));
  const tell = () => {
    const { height } = document.body.getBoundingClientRect();
    parent.postMessage({ type: "kijkraam:height", height: Math.ceil(height), id }, "*");
  };
  new ResizeObserver(tell).observe(document.body);
}

/** A page of the handbook comes in the frame too; all else in a window of its own. @param {MouseEvent} event */
function keepInside({ target }) {
  /** @type {HTMLAnchorElement | null | undefined} */
  const link = /** @type {Element} */ (target).closest?.("a[href]");
  if (!link || link.target || link.hasAttribute("download") || !/^(https?|file):$/.test(link.protocol)) return;
  const isPage = link.href.startsWith(root.href) && /(\/|\.html)$/.test(link.pathname);
  const isHere = link.pathname === location.pathname && link.host === location.host;
  if (isHere && link.hash) return;
  link.target = isPage ? "_self" : "_blank"; // the theme leaves links with a target to the browser
  if (!isPage) link.rel = "noopener";
  else if (!/[?&]inbed\b/.test(link.search)) {
    link.search += `${link.search ? "&" : "?"}inbed${id && `=${encodeURIComponent(id)}`}`;
  }
}
