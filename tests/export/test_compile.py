"""A handbook as ordinary Markdown: a drawing of a site in, its Markdown out, and what another generator makes of it."""

import os
import re
import subprocess
import sys

from kijkraam.export.configuration import MADE

SITE = """
    == mkdocs.yml
    site_name: Proef
    docs_dir: teksten
    theme:
      name: material
      custom_dir: eigen
      features: [navigation.indexes, navigation.tabs]
    plugins:
      - search
      - kijkraam: {pdf: off}
    extra_css: [assets/eigen.css]
    markdown_extensions: [attr_list, toc]
    nav:
      - Begin: index.md
      - Kijken:
          - kijken/waarom.md
          - formulier/mijn-raam.md
    == eigen/assets/eigen.css
    body {color: black}
    == eigen/main.html
    {% extends "base.html" %}
    == eigen/home.html
    {% extends "base.html" %}
    == teksten/index.md
    # Begin
    == checklists/_glossary.yml
    terms:
      - {id: presentie, term: presentie, text: Er zijn *met* "aandacht".}
    == checklists/mijn-raam.yml
    id: mijn-raam
    version: 1
    kind: kijkraam
    title: Mijn raam
    summary: Kijk samen hoe het gaat.
    audience: [team]
    source: {work: boek}
    sections:
      - id: mensen
        title: Mensen
        scale: praktijk
        minutes: 20
        items:
          - {id: m-1, text: We zoeken mensen op.}
"""
WHY = """
    == teksten/begrippen.md
    # Begrippen

    ::: glossary
    == teksten/kijken/waarom.md
    ---
    title: Waarom
    template: home.html
    routes:
      - title: Verder kijken
        text: Samen.
        links: [{text: Het raam, ref: mijn-raam, about: voor je team}]
    ---

    # Waarom {#waarom}

    Met [presentie](begrip:presentie) kijk je door [een raam][mijn-raam#mensen].
    Zie ook de [eerste bladzijde](../index.md#begin).

    ```text
    ::: mijn-raam card en [een raam][mijn-raam] blijven hier staan
    ```

    ::: mijn-raam card
"""


def compiled(draw, drawing: str):
    site = draw(drawing)
    done = site.kijkraam("compile", "-o", "uit")
    assert (done.returncode, done.stderr) == (0, "")
    return site.root / "uit"


def test_a_page_becomes_ordinary_markdown_in_a_folder_of_its_own(draw):
    out = compiled(draw, SITE + WHY)

    text = (out / "docs/kijken/waarom/index.md").read_text(encoding="utf-8")
    before_the_html, _, rest = text.partition("<div>")
    assert (
        before_the_html
        == """---
title: Waarom
---

# Waarom {#waarom}

Met [presentie](../../begrippen/index.md#presentie-begrip "Er zijn met &quot;aandacht&quot;.") kijk je door \
[een raam][mijn-raam#mensen].
Zie ook de [eerste bladzijde](../../index.md#begin).

```text
::: mijn-raam card en [een raam][mijn-raam] blijven hier staan
```

"""
    )
    assert '<a href="../../formulier/mijn-raam/">Mijn raam</a>' in rest
    assert (
        """
## Verder kijken

Samen.

- [Het raam](../../formulier/mijn-raam/index.md): voor je team
"""
        in rest
    )
    assert text.endswith("""
[mijn-raam#mensen]: ../../formulier/mijn-raam/index.md#mensen
[mijn-raam]: ../../formulier/mijn-raam/index.md
""")


def test_html_is_one_block_without_a_blank_line(draw):
    out = compiled(draw, SITE)

    text = (out / "docs/formulier/mijn-raam/index.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^<div>\n.*?^</div>$", text, re.DOTALL | re.MULTILINE)

    assert [block for block in blocks if "\n\n" in block] == []
    assert "<kijkraam-form" in blocks[0]
    assert '<script src="../../assets/kijkraam/form.js" defer></script>' in text


def test_the_configuration_knows_nothing_of_this_program(draw):
    out = compiled(draw, SITE + WHY)

    written = (out / "mkdocs.yml").read_text(encoding="utf-8")
    sheets = re.search(r"\[assets/eigen.css, .*?\]", written, re.DOTALL)
    assert sheets is not None
    assert (
        written.replace(sheets[0], "SHEETS")
        == f"""{MADE}
site_name: Proef
theme:
  name: material
  features: [navigation.tabs]
plugins:
- search
extra_css: SHEETS
markdown_extensions: [attr_list, toc]
nav:
- Begin: index.md
- Kijken:
  - kijken/waarom/index.md
  - formulier/mijn-raam/index.md
"""
    )
    for sheet in re.findall(r"[\w/]+\.css", sheets[0]):
        assert (out / "docs" / sheet).is_file()
    assert not list(out.rglob("*.html"))


def test_zensical_builds_the_same_addresses_and_every_link_leads_somewhere(draw):
    site = draw(SITE + WHY).build()
    out = compiled(draw, SITE + WHY)

    done = subprocess.run(
        [sys.executable, "-m", "zensical", "build"], cwd=out, capture_output=True, text=True, check=False
    )

    assert (done.returncode, "No issues found" in done.stdout + done.stderr) == (0, True), done.stdout + done.stderr
    built = out / "site"
    pages = sorted(path.relative_to(built).as_posix() for path in built.rglob("index.html"))
    assert pages == sorted(
        path.relative_to(site.root / "site").as_posix() for path in (site.root / "site").rglob("index.html")
    )
    page = (built / "formulier/mijn-raam/index.html").read_text(encoding="utf-8")
    assert 'id="m-1"' in page
    for address in re.findall(r'(?:href|src)="(\.\.[^"#]*)', page):
        assert (built / "formulier/mijn-raam" / address).exists(), address


def test_the_policy_goes_into_every_page_of_another_generator_once(draw):
    site = draw("""
    == uit/index.html
    <!doctype html><html><head><meta charset="utf-8"></head><body></body></html>
    == uit/a/index.html
    <!doctype html><html><head><meta charset="utf-8"></head><body></body></html>
    """)

    first = site.kijkraam("policy", "uit")
    second = site.kijkraam("policy", "uit")

    assert first.stdout == "uit/a/index.html\nuit/index.html\n"
    assert second.stdout == ""
    text = (site.root / "uit/a/index.html").read_text(encoding="utf-8")
    assert text.count('<meta http-equiv="Content-Security-Policy" content="default-src \'self\';') == 1


def test_a_folder_with_other_files_is_left_alone(draw):
    site = draw(SITE)
    (site.root / "uit").mkdir()
    (site.root / "uit/brief.txt").write_text("Bewaar mij.", encoding="utf-8")

    done = site.kijkraam("compile", "-o", "uit")

    assert done.returncode == 2
    told = " ".join(done.stderr.split())
    assert "In 'uit' staan al bestanden. Kies een lege map, of een map waarin kijkraam compile eerder schreef." in told
    assert sorted(path.name for path in (site.root / "uit").iterdir()) == ["brief.txt"]


def test_what_an_earlier_compile_wrote_is_replaced(draw):
    site = draw(SITE + WHY)
    site.kijkraam("compile", "-o", "uit")
    (site.root / "teksten/kijken/waarom.md").unlink()

    done = site.kijkraam("compile", "-o", "uit")

    assert done.returncode == 0
    assert not (site.root / "uit/docs/kijken").exists()


def test_a_block_that_cannot_be_made_is_told_at_its_place_and_nothing_is_written(draw):
    site = draw(
        SITE
        + """
    == teksten/fout.md
    ---
    title: Fout
    ---
    # Fout

    ::: mijn-raan

    !!! note "Kijk"
        ::: figure tafle
    """
    )

    done = site.kijkraam("compile", "-o", "uit")

    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "teksten/fout.md:6:1: Het formulier 'mijn-raan' bestaat niet. Bedoel je 'mijn-raam'?",
        "teksten/fout.md:9:5: De figuur 'tafle' bestaat niet. Zet hem in de map met figuren van het thema.",
    ]
    assert not (site.root / "uit").exists()


def test_properdocs_builds_the_same_pages_from_the_same_files(draw):
    site = draw(SITE + WHY)
    by_mkdocs, by_properdocs = ({} for _ in range(2))

    for name, pages in (("mkdocs", by_mkdocs), ("properdocs", by_properdocs)):
        done = subprocess.run(  # noqa: S603 - one of two programs
            [sys.executable, "-m", name, "build", "--strict", "-f", "mkdocs.yml", "-d", f"uit-{name}"],
            cwd=site.root,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        )
        assert done.returncode == 0, done.stderr
        for path in (site.root / f"uit-{name}").rglob("*.html"):
            text = path.read_text(encoding="utf-8")
            pages[path.relative_to(site.root / f"uit-{name}").as_posix()] = re.sub(
                r'(?<=name="generator" content=)"[^"]*"', "", text
            )

    assert "formulier/mijn-raam/index.html" in by_mkdocs
    assert by_properdocs == by_mkdocs
