"""Where a link by id leads: as Markdown writes it, as a page follows it, and from the root of the site.

A link to a form can carry a selection: `some-form?kort` opens its Eerste blik, `some-form?ruiten=a,b` these panes.
"""

import posixpath
from collections.abc import Callable

from kijkraam.form import Form
from kijkraam.handbook import Handbook, Target

WORK_PREFIX = "bron-"
"""Before the id of a work: its anchor on the page of sources."""


class Hrefs:
    """The addresses of all ids of a handbook.

    `url_of` gives the address of a Markdown file from the root of the site, or None when the site does not have it;
    `relative` gives an address as seen from a page, both counted from the root.
    """

    def __init__(
        self,
        handbook: Handbook,
        sources_page: str,
        url_of: Callable[[str], str | None],
        relative: Callable[[str, str], str],
    ) -> None:
        self._handbook = handbook
        self._sources_page = sources_page
        self.url_of = url_of
        self.relative = relative

    def in_markdown(self, name: str, folder: str) -> str | None:
        """Return the link that Markdown in a page of `folder` would have: to a file, with an anchor."""
        target = self._target(name)
        if target is None:
            return None
        path, rest = target
        return posixpath.relpath(path, folder or ".") + rest

    def from_root(self, name: str) -> str | None:
        """Return the address of an id, counted from the root of the site."""
        target = self._target(name)
        url = self.url_of(target[0]) if target else None
        return url + target[1] if target and url is not None else None

    def from_page(self, name: str, page_url: str) -> str | None:
        """Return the address of an id as a browser follows it from a page."""
        target = self._target(name)
        url = self.url_of(target[0]) if target else None
        return self.relative(url, page_url) + target[1] if target and url is not None else None

    def to(self, target: Target, page_url: str) -> str | None:
        """Return the address of what an id led to, as a browser follows it from a page."""
        url = self.url_of(target.page)
        return _with_anchor(self.relative(url, page_url), target.anchor) if url is not None else None

    def _target(self, name: str) -> tuple[str, str] | None:
        """Return the Markdown file of an id, and what follows in its address: a selection, an anchor."""
        name, _, query = name.partition("?")
        if query:
            form = self._handbook.forms.get(name)
            return (form.page, f"?{query}") if form and _is_selection(form, query) else None
        if name.startswith(WORK_PREFIX) and name.removeprefix(WORK_PREFIX) in self._handbook.works:
            return self._sources_page, f"#{name}"
        target = self._handbook.target(name)
        return (target.page, _with_anchor("", target.anchor)) if target else None


def _is_selection(form: Form, query: str) -> bool:
    """Whether a form has what a link selects: an Eerste blik, or these panes."""
    key, _, value = query.partition("=")
    if key == "kort" and not value:
        return bool(form.core)
    return key == "ruiten" and set(value.split(",")) <= {pane.id for pane in form.panes}


def _with_anchor(url: str, anchor: str) -> str:
    return f"{url}#{anchor}" if anchor else url


def usual_url_of(handbook: Handbook) -> Callable[[str], str | None]:
    """Return what gives the address of a Markdown file, as `published` does that of an id."""

    forms = {form.page for form in handbook.forms.values()}

    def url_of(path: str) -> str | None:
        return address_of(path) if path in forms or (handbook.site.docs / path).is_file() else None

    return url_of


def published(handbook: Handbook) -> Callable[[str], str | None]:
    """Return what gives the address of an id, counted from the root of a site with MkDocs' usual addresses."""
    return Hrefs(handbook, "bronnen.md", usual_url_of(handbook), lambda url, _: url).from_root


def address_of(path: str) -> str:
    """Return the usual address of a Markdown file, counted from the root of the site: a folder for each page."""
    folder, name = posixpath.split(posixpath.splitext(path)[0])
    parts = [folder, "" if name in {"index", "README"} else name]
    return "".join(f"{part}/" for part in parts if part)


def relative(url: str, page_url: str) -> str:
    """Return an address as seen from a page, both counted from the root of the site."""
    found = posixpath.relpath(url or ".", page_url or ".")
    return f"{found}/" if not url or url.endswith("/") else found
