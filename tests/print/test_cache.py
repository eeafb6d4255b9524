"""What was rendered before is not rendered again, and the same form gives the same bytes."""

import os
import shutil
import time

import pytest

from kijkraam.print import render

from .reading import SITE

pytestmark = pytest.mark.own_cache

TWO_FORMS = (
    SITE
    + """
    == checklists/een-blad.yml
    id: een-blad
    version: 1
    kind: werkblad
    title: Een blad
    summary: Om in te vullen.
    audience: [client]
    source: {work: boek}
    sections: [{id: deel, title: Deel, items: [{id: e-1, type: text, text: Wat wil je?}]}]
    == checklists/nog-een-blad.yml
    id: nog-een-blad
    version: 1
    kind: werkblad
    title: Nog een blad
    summary: Om in te vullen.
    audience: [client]
    source: {work: boek}
    sections: [{id: deel, title: Deel, items: [{id: n-1, type: text, text: Wat wil je?}]}]
    """
)


def count_renderings(monkeypatch) -> list[str]:
    """Return a list to which every file is added that is rendered from now on."""
    rendered = []
    real = render._rendered

    def counted(jobs):
        rendered.extend(order.file.name for _, order in jobs)
        return real(jobs)

    monkeypatch.setattr(render, "_rendered", counted)
    return rendered


def contents(site) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (site.root / "site").rglob("*.pdf")}


@pytest.mark.processes
def test_a_second_build_renders_nothing_and_a_changed_form_only_its_own_files(draw, monkeypatch):
    site = draw(TWO_FORMS)
    rendered = count_renderings(monkeypatch)

    site.build()
    assert sorted(rendered) == ["een-blad.pdf", "nog-een-blad.pdf"]

    rendered.clear()
    site.build()
    assert rendered == []

    path = site.root / "checklists/een-blad.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("Wat wil je?", "Wat wil je nu?"), encoding="utf-8")
    site.build()
    assert rendered == ["een-blad.pdf"]


def test_the_same_form_gives_the_same_bytes(draw):
    site = draw(TWO_FORMS).build()
    first = contents(site)

    shutil.rmtree(site.root / ".cache")
    second = contents(site.build())

    assert first == second
    assert sorted(first) == ["een-blad.pdf", "nog-een-blad.pdf"]


def test_the_command_gives_the_same_bytes_as_the_build(draw):
    site = draw(TWO_FORMS).build()
    shutil.rmtree(site.root / ".cache")

    done = site.kijkraam("export", "pdf", "-o", "papier")

    assert done.stdout.splitlines() == ["papier/een-blad.pdf", "papier/nog-een-blad.pdf"]
    assert {path.name: path.read_bytes() for path in (site.root / "papier").iterdir()} == contents(site)


def test_what_was_not_used_for_long_is_thrown_away(draw):
    site = draw(TWO_FORMS)
    old = site.root / ".cache/kijkraam/0000-1.pdf"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"")
    long_ago = time.time() - 61 * 86400
    os.utime(old, (long_ago, long_ago))

    site.build()

    assert not old.exists()
    assert len(list(old.parent.glob("*.pdf"))) == 2
