// Building and reading the page, safely: text is always text, never markup.

/**
 * Make an element. Attributes that are null, undefined or false are left out; true stands for an empty attribute.
 * @param {string} tag
 * @param {Record<string, string | number | boolean | null | undefined>} [attributes]
 * @param {...(Node | string | null | undefined)} children
 * @returns {HTMLElement}
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  fill(element, attributes, children);
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

/**
 * Make an element of a drawing.
 * @param {string} tag
 * @param {Record<string, string | number | boolean | null | undefined>} [attributes]
 * @param {...(Node | string | null | undefined)} children
 * @returns {SVGElement}
 */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  fill(element, attributes, children);
  return element;
}

/**
 * @param {Element} element
 * @param {Record<string, string | number | boolean | null | undefined>} attributes
 * @param {(Node | string | null | undefined)[]} children
 */
function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
}

/**
 * Find what a component cannot do without. Throws an error that names the component and what is missing.
 * @template {Element} E
 * @param {ParentNode} root
 * @param {string} selector
 * @param {string} component
 * @returns {E}
 */
export function need(root, selector, component) {
  const found = root.querySelector(selector);
  if (!found) throw new Error(`${component}: ${selector} is missing`);
  return /** @type {E} */ (found);
}

/**
 * The place in the page for what a script makes. What a script puts between other elements makes the browser style all
 * that comes after it anew; what it puts in here does not. A site's own template may not have the place: then it comes now.
 * @param {ParentNode} root
 * @param {string} name as in `data-kijkraam-place="<name>"`
 * @param {Element | null} next what comes after it
 * @returns {Element}
 */
export function placeIn(root, name, next) {
  const there = root.querySelector(`[data-kijkraam-place="${name}"]`);
  if (there) return there;
  const made = el("div", { "data-kijkraam-place": name });
  next?.before(made);
  return made;
}

/**
 * Say something to people who listen to the page, once.
 * @param {string} text
 */
export function announce(text) {
  let region = document.getElementById("kijkraam-announce");
  if (!region) {
    region = el("div", { id: "kijkraam-announce", class: "kijkraam-unseen", "aria-live": "polite" });
    document.body.append(region);
  }
  region.textContent = "";
  requestAnimationFrame(() => {
    /** @type {HTMLElement} */ (region).textContent = text;
  });
}
