/* A link within the page stays within the page. This stands before Material's bundle (9.8.1): at the first such link, that
   would fetch the page anew and put it in the place of what someone reads or fills in, and take the focus away.
   A classic script: it also runs on file://. */
(function () {
  'use strict';

  var shown = here();

  function here() { return location.pathname + location.search; }

  /* Material leaves links with a target to the browser. */
  document.addEventListener('click', function (ev) {
    var link = ev.target.closest && ev.target.closest('a[href*="#"]');
    var isHere = link && link.host === location.host && link.pathname + link.search === here();
    if (isHere && link.hash && !link.target) link.target = '_self';
  }, true);

  /* Back and forward within the page too. This listener is the first on the window, so Material's can be kept from it. */
  window.addEventListener('popstate', function (ev) {
    if (here() !== shown) return;
    ev.stopImmediatePropagation();
    var place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (place) place.scrollIntoView();
    else window.scrollTo(0, (history.state && history.state.y) || 0);
  });

  /* On the way to another page nothing is shown that one could go back to. */
  window.addEventListener('click', function (ev) {
    if (ev.defaultPrevented && here() !== shown) shown = null;
  });

  /* `document$` is there once Material's bundle ran, and emits at every page. */
  document.addEventListener('DOMContentLoaded', function () {
    if (window.document$) window.document$.subscribe(function () { shown = here(); });
  });
})();
