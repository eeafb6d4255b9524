/* The theme's own script, after Material's bundle (9.8.1). A classic script: it also runs on file://. It only works on
   what is already in the page, and makes no request.

   1. Menu: a button opens the drawer; focus goes in and comes back; Escape closes; what lies behind is inert.
   2. Search: buttons open and close it on small screens; Escape gives the focus back; where nothing is found, links
      lead on.
   3. Display: light, dark, or as the device has it; the panel closes by itself.
   4. No single-letter shortcuts (WCAG 2.1.4): Material goes to another page at "n" and "p", also while someone fills in
      a form, and opens the search at "f", "s" and "/".
   5. After a click, Material replaces the page without telling a screen reader: the focus goes to the new title, or to
      the place that the link was about.
   6. Wide tables can be scrolled with the keyboard; boxes of task lists have a name; links to elsewhere are known, so
      that a print shows their address. */
(function () {
  'use strict';

  var drawer = document.getElementById('__drawer');
  var search = document.getElementById('__search');
  var wide = window.matchMedia('(min-width: 76.25em)');

  function one(selector, root) { return (root || document).querySelector(selector); }
  function all(selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); }
  function set(toggle, on) { if (toggle && toggle.checked !== on) toggle.click(); }

  /* 1. Menu. The button stays, the drawer itself is replaced at every page: hence the listener on the document. */
  var menu = one('.handboek-menu');
  var behind = '.md-header, .md-tabs, .md-content, .md-sidebar--secondary, .md-footer, .md-top, [data-md-component=skip]';

  function showDrawer() {
    var open = drawer.checked;
    menu.setAttribute('aria-expanded', String(open));
    all(behind).forEach(function (el) { el.inert = open; });
    if (open) {
      var close = one('.handboek-menu-close');
      if (close) close.focus();
    } else if (!document.activeElement || document.activeElement === document.body || one('#__nav:focus-within')) {
      menu.focus();
    }
  }

  if (menu && drawer) {
    menu.addEventListener('click', function () { set(drawer, true); });
    drawer.addEventListener('change', showDrawer);
    document.addEventListener('click', function (ev) {
      if (ev.target.closest('.handboek-menu-close')) set(drawer, false);
    });
    wide.addEventListener('change', function () { if (wide.matches) set(drawer, false); });
  }

  /* 2. Search */
  var find = one('.handboek-find');
  var query = one('.md-search__input');
  if (find && query && search) {
    find.addEventListener('click', function () { set(search, true); query.focus(); });
    one('.handboek-find-close').addEventListener('click', function () { set(search, false); find.focus(); });
    query.addEventListener('focus', function () { askForTexts(20); });
    query.addEventListener('input', function () { setTimeout(sayBusy); });
    search.addEventListener('change', function () { find.setAttribute('aria-expanded', String(search.checked)); });
  }

  /* Until the texts are there, Material goes on asking for a word, also when there is one. */
  function sayBusy() {
    if (query.value.trim() && told.textContent.trim() === told.dataset.waiting) told.textContent = told.dataset.busy;
  }

  /* A result is an article, and from that a link around it takes no name. A fold says of how many places, not of which
     page. */
  var results = one('.md-search-result__list');
  var headings = 'h1, h2, h3, h4, h5, h6';
  if (results) {
    new MutationObserver(function () {
      all('.md-search-result__link:not([aria-label])', results).forEach(function (a) {
        var title = one(headings, a);
        if (title) a.setAttribute('aria-label', title.textContent);
      });
      all('.md-search-result__more > summary:not([aria-label])', results).forEach(function (fold) {
        var title = one(headings, fold.closest('.md-search-result__item'));
        if (title) fold.setAttribute('aria-label', fold.textContent.trim() + ': ' + title.textContent);
      });
    }).observe(results, { childList: true, subtree: true });
  }

  /* Links for who finds nothing. The search stays when the page changes, so their addresses are made whole at once. They
     come out of the template only then: a screen reader says what is put there. */
  var told = one('.md-search-result__meta');
  var elsewhere = one('.handboek-find-else');
  if (told && elsewhere) {
    var links = one('template', elsewhere);
    all('a', links.content).forEach(function (a) { a.href = new URL(a.getAttribute('href'), location.href).href; });
    new MutationObserver(function () {
      var isNone = told.textContent.trim() === told.dataset.none;
      if (isNone && !one('ul', elsewhere)) elsewhere.appendChild(links.content.cloneNode(true));
      if (!isNone) all('p, ul', elsewhere).forEach(function (part) { part.remove(); });
    }).observe(told, { childList: true, characterData: true, subtree: true });
    document.addEventListener('keydown', goElsewhere, true);
  }

  /* Arrow keys go through these links as they go through results; Tab leaves the search only after the last one. */
  function goElsewhere(ev) {
    var stops = [query].concat(all('a', elsewhere));
    var here = document.activeElement;
    var step = { ArrowDown: 1, ArrowUp: -1 }[ev.key];
    if (stops.length === 1 || !search.checked || !here || !here.closest('.md-search')) return;
    if (step) {
      ev.preventDefault();
      stops[(Math.max(0, stops.indexOf(here)) + step + stops.length) % stops.length].focus();
    } else if (ev.key !== 'Tab' || here === (ev.shiftKey ? query : stops[stops.length - 1])) {
      return;
    }
    ev.stopImmediatePropagation();
  }

  /* The texts to search come while somebody types. On a page that has just opened nobody may hear it yet: ask again. */
  function askForTexts(times) {
    if (!times || document.activeElement !== query) return;
    var worker = new BroadcastChannel('kijkraam-search');
    worker.postMessage('');
    worker.close();
    setTimeout(function () { askForTexts(times - 1); }, 500);
  }

  /* Without a network Material stays where it is when a link leads to a place on a page that is not on this device. The
     browser itself goes there, and gets the page with the numbers to call. */
  document.addEventListener('click', function (ev) {
    var a = ev.target.closest && ev.target.closest('a[href*="#"]');
    if (a && !navigator.onLine && a.pathname !== location.pathname) ev.stopPropagation();
  }, true);

  /* 3. Display. Colours change at once: Material's transitions stand still meanwhile. */
  var display = one('.handboek-display');
  var tint = document.createElement('meta');
  tint.name = 'theme-color';

  function show(input) {
    document.body.setAttribute('data-md-color-switching', '');
    var color = window.handboekDisplay(input);
    showTint();
    document.body.removeAttribute('data-md-color-switching');
    return color;
  }

  function showTint() {
    tint.content = getComputedStyle(one('.md-header')).backgroundColor;
    document.head.appendChild(tint); // Material takes it away with each page
  }

  if (display) {
    var choices = all('input', display);
    display.addEventListener('change', function (ev) {
      window.__md_set('__palette', { index: choices.indexOf(ev.target), color: show(ev.target) });
    });
    window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', function () {
      show(one('input:checked', display));
    });
    window.addEventListener('load', showTint);
    document.addEventListener('click', function (ev) {
      if (display.open && !display.contains(ev.target)) display.open = false;
    });
    display.addEventListener('focusout', function (ev) {
      if (ev.relatedTarget && !display.contains(ev.relatedTarget)) display.open = false;
    });
  }

  /* 1, 2, 3: Escape. 4: single letters go no further than the document; Material listens on the window. */
  document.addEventListener('keydown', function (ev) {
    if (ev.key === 'Escape') {
      if (drawer && drawer.checked) { set(drawer, false); menu.focus(); }
      if (display && display.open) { display.open = false; one('summary', display).focus(); }
      if (search && search.checked && find && find.offsetParent) setTimeout(function () { find.focus(); });
    } else if (ev.key.length === 1 && !(search && search.checked)) {
      ev.stopPropagation();
    }
  });

  /* 6. Tables and links, at every page. Material wraps tables a moment after the page is there. */
  function checkTables() {
    all('.md-typeset__scrollwrap').forEach(function (box, index) {
      var scrolls = box.scrollWidth > box.clientWidth + 1;
      if (scrolls) {
        var caption = one('caption', box);
        box.tabIndex = 0;
        box.setAttribute('role', 'region');
        box.setAttribute('aria-label',
          'Tabel ' + (index + 1) + (caption ? ', ' + caption.textContent.trim() : '') + '. Schuif opzij voor de rest.');
      } else {
        ['tabindex', 'role', 'aria-label'].forEach(function (name) { box.removeAttribute(name); });
      }
    });
  }

  function page() {
    all('.md-content a[href]').forEach(function (a) {
      a.classList.toggle('handboek-external', /^https?:$/.test(a.protocol) && a.host !== location.host);
    });
    all('.task-list-control input:not([aria-label])').forEach(function (input) {
      input.setAttribute('aria-label', input.checked ? 'gedaan' : 'nog te doen');
    });
    setTimeout(checkTables, 50);
  }
  window.addEventListener('resize', checkTables);

  /* On file:// Material stops before it wraps the tables: with instant navigation its `document$` never emits there. */
  function wrapTables() {
    all('.md-typeset table:not([class])').forEach(function (table) {
      var outer = document.createElement('div');
      var inner = document.createElement('div');
      outer.className = 'md-typeset__scrollwrap';
      inner.className = 'md-typeset__table';
      table.replaceWith(outer);
      outer.appendChild(inner);
      inner.appendChild(table);
    });
  }

  /* 5. Material's `document$` emits at the first page and after every replacement. */
  if (location.protocol === 'file:') wrapTables();
  page();
  var first = true;
  if (window.document$) {
    window.document$.subscribe(function () {
      page();
      if (first) { first = false; return; }
      if (display) { // the head of the new page does not know
        window.handboekDisplay(one('input:checked', display));
        showTint();
      }
      if (drawer && !drawer.checked) all('[inert]').forEach(function (el) { el.inert = false; });
      var target = document.getElementById(decodeURIComponent(location.hash.slice(1))) || one('.md-content h1');
      if (target) {
        if (target.tabIndex < 0) target.tabIndex = -1;
        target.focus({ preventScroll: true });
      }
    });
  }
})();
