"""Beside other plugins, and with the oldest MkDocs that is meant to work: a form is whole, and so are its addresses."""

import json
import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from ..handbook import Server

PLUGINS = Path(__file__).parents[2] / "plugins"
FORM = """
    == checklists/mijn-raam.yml
    id: mijn-raam
    version: 1
    kind: kijkraam
    title: Mijn raam
    summary: Kijk samen.
    audience: [team]
    source: {work: boek}
    see: [kern]
    sections:
      - id: mensen
        title: Mensen
        scale: praktijk
        items: [{id: m-1, text: We zoeken mensen op.}]
    == docs/kern.md
    # De kern {#kern}

    Lees [het raam][mijn-raam].

    ::: mijn-raam card
"""
FORM_PAGE = "formulier/mijn-raam/index.html"
BESIDE = {
    "awesome-nav": """
    == docs/.nav.yml
    nav:
      - index.md
      - Raam: formulier/mijn-raam.md
      - "*"
    """,
    "i18n: {docs_structure: suffix, languages: [{locale: nl, name: NL, default: true}, {locale: en, name: EN}]}": """
    == docs/index.en.md
    # Home
    """,
    "print-site": "",
    "redirects: {redirect_maps: {oud.md: formulier/mijn-raam.md}}": "",
    "tags": """
    == docs/verhaal.md
    ---
    tags: [buurt]
    ---
    # Verhaal
    """,
    "blog: {blog_toc: false}": """
    == docs/blog/index.md
    # Nieuws
    == docs/blog/posts/eerste.md
    ---
    date: 2026-01-02
    ---
    # Eerste bericht

    ::: mijn-raam card
    """,
    "offline": "",
    "privacy: {assets_fetch: false}": "",
}
"""What stands under `plugins`, with the files that the plugin needs."""
RARELY = ("redirects", "tags", "offline", "privacy")
"""Plugins that leave our pages as they are: looked at by `make proof` only."""
PLUGINS_BESIDE = [
    pytest.param(plugin, marks=[pytest.mark.proof] if plugin.startswith(RARELY) else [], id=plugin.partition(":")[0])
    for plugin in BESIDE
]


def config(plugins: list[str]) -> str:
    lines = "".join(f"  - {plugin}\n" for plugin in plugins)
    theme = "theme: {name: material, language: nl, font: false}\nmarkdown_extensions: [attr_list]\n"
    return f"site_name: Proef\nsite_url: https://voorbeeld.nl/\n{theme}plugins:\n{lines}"


def check(root: Path, browser: Browser) -> None:
    """See that the form of a built site is whole, and works in a browser under its policy."""
    page = next((root / name for name in (FORM_PAGE, "formulier/mijn-raam.html") if (root / name).is_file()), None)
    assert page
    text = page.read_text(encoding="utf-8")
    assert text.count("Content-Security-Policy") == 1
    assert len(re.findall(r'<link id="style-kijkraam" rel="stylesheet" href="[^"]*assets/kijkraam/', text)) == 1
    assert len(re.findall(r'<script src="[^"]*assets/kijkraam/form\.js"', text)) == 1
    assert " style=" not in text.partition("<article")[2].partition("</article>")[0]
    assert re.search(r'<a href="[^"]*kern[^"]*">De kern</a>', text)
    inventory = json.loads((root / "kijkraam-adressen.json").read_text(encoding="utf-8"))
    assert "mensen" in json.dumps(inventory)
    # Search of Material's plugin `offline` asks another host for a script: that is refused, as it must be.
    assert [error for error in errors_in(root, page, browser) if "unpkg.com/iframe-worker" not in error] == []


def errors_in(root: Path, page: Path, browser: Browser) -> list[str]:
    """Return what a browser complains of when someone answers a question."""
    errors: list[str] = []
    missing: list[str] = []
    with Server(root) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        opened = browser.new_page()
        opened.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        opened.on("response", lambda answer: missing.append(answer.url) if answer.status == 404 else None)
        opened.on("pageerror", lambda error: errors.append(str(error)))
        opened.goto(server.url + page.relative_to(root).as_posix())
        opened.get_by_label("Nu niet").check()
        opened.locator("[data-kijkraam-kept]").get_by_text("Het blijft staan").wait_for()
        opened.close()
        server.shutdown()
        thread.join()
    # Material itself asks whether each language has a map of its own.
    told = [error for error in errors if "404" not in error]
    return told + [url for url in missing if not url.endswith("/en/sitemap.xml")]


@pytest.mark.parametrize("plugin", PLUGINS_BESIDE)
def test_a_form_is_whole_beside_another_plugin(draw, browser, plugin):
    site = draw(FORM + BESIDE[plugin])
    site.write("mkdocs.yml", config(["search", "kijkraam", plugin]))
    site.build(strict="privacy" not in plugin)

    assert [line for line in site.log if "mermaid" not in line] == [], "the theme names that file of elsewhere itself"
    check(site.root / "site", browser)


def test_a_form_has_its_page_once_in_a_site_of_two_languages(draw):
    plugin = next(name for name in BESIDE if name.startswith("i18n"))
    site = draw(FORM + BESIDE[plugin])
    site.write("mkdocs.yml", config(["search", "kijkraam", plugin]))
    site.build()

    assert sorted(
        path.relative_to(site.root / "site").as_posix() for path in site.root.rglob("mijn-raam/index.html")
    ) == [FORM_PAGE]
    assert 'href="../../formulier/mijn-raam/"' in site.html("en/kern")


def test_a_page_of_the_whole_site_holds_the_form_too(draw):
    site = draw(FORM)
    site.write("mkdocs.yml", config(["search", "kijkraam", "print-site"]))
    site.build()

    assert site.log == []
    page = site.html("print_page")
    assert "We zoeken mensen op." in page
    assert '<link id="style-kijkraam" rel="stylesheet" href="../assets/kijkraam/kijkraam.css">' in page
    assert "assets/kijkraam/form.js" not in page, "there would be no place for what is filled in"
    assert page.count("Content-Security-Policy") == 1


@pytest.mark.parametrize(
    ("builder", "packages"),
    [
        pytest.param("mkdocs", ["mkdocs==1.6.0"], id="the oldest MkDocs", marks=pytest.mark.proof),
        pytest.param("properdocs", [], id="ProperDocs"),
    ],
)
def test_the_same_site_is_built_by_another_builder(draw, browser, tmp_path, builder, packages):
    site = draw(FORM)
    site.write("mkdocs.yml", config(["search", "kijkraam: {pdf: off}"]))
    folder = tmp_path / "packages"
    install = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(folder)]
    for package in packages:
        subprocess.run([*install, package], check=True, capture_output=True)  # noqa: S603 - the test names it
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(folder), str(PLUGINS)]), "NO_MKDOCS_2_WARNING": "1"}
    built = subprocess.run(  # noqa: S603
        [sys.executable, "-m", builder, "build", "--strict"],
        cwd=site.root, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert built.returncode == 0, built.stderr
    check(site.root / "site", browser)
