// On the page that a page left behind: go to the new address, with all that stood behind the old one.

const link = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=canonical]"));
if (link) location.replace(link.href + location.search + location.hash);
