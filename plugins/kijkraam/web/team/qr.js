// A code as a QR code, for the camera of another phone.
import { svg } from "../dom.js";
import { t } from "../phrases.js";
import encodeQR from "../vendor/qr/qr.js";

/** Light around a QR code, in modules, without which a camera does not find it. */
const QUIET = 4;

/** @param {string} text */
export function qrCode(text) {
  const modules = encodeQR(text, "raw", { border: QUIET });
  const path = modules.flatMap((line, y) => line.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  const size = modules.length;
  return svg(
    "svg",
    { viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": t("web.code.qr_label"), "shape-rendering": "crispEdges" },
    svg("rect", { width: size, height: size, fill: "#fff" }),
    svg("path", { d: path, fill: "#000" }),
  );
}
