// A line at the foot of every sheet of paper, so that one that lies apart still says what it is of. In the margin of the
// page; a browser that does not know these boxes (Firefox, Safari) leaves the line out.

/** @type {CSSStyleSheet | null} */
let sheet = null;

/** @param {string} text */
export function putFoot(text) {
  takeFoot();
  const words = text.replace(/["\\]/g, "\\$&").replace(/[\n\r\f]/g, " ");
  sheet = new CSSStyleSheet();
  sheet.replaceSync(`@page {
    margin: 14mm 14mm 16mm; /* room for the line */
    @bottom-left { content: "${words}"; font: 9pt sans-serif; color: #333; }
    @bottom-right { content: counter(page) " / " counter(pages); font: 9pt sans-serif; color: #333; }
  }`);
  document.adoptedStyleSheets.push(sheet);
}

export function takeFoot() {
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
  sheet = null;
}
