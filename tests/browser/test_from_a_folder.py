"""Without a server: the handbook as a zip file, and one form as one file, opened from a folder with the network off."""

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .conftest import PATIENCE
from .modules import WEB
from .node import TOOLS
from .pages import ready
from .test_offline import SITE

pytestmark = pytest.mark.browser

WITH_ZIP = SITE.replace("[search, kijkraam]", "[search, {kijkraam: {offline_zip: text, formats: []}}]")
FOLDER = WITH_ZIP.replace("    site_url: $URL\n", "")


@pytest.fixture
def asked() -> list[str]:
    """What pages asked for elsewhere, what they did not get, and what they complained of."""
    return []


@pytest.fixture
def page(browser, tmp_path, asked) -> Iterator[Page]:
    """A page without a network, which may ask only for files beside it."""
    context: BrowserContext = browser.new_context(accept_downloads=True)
    context.set_default_timeout(PATIENCE)
    context.set_offline(True)
    here = tmp_path.as_uri()
    context.on("request", lambda r: None if r.url.startswith((here, "data:", "blob:")) else asked.append(r.url))
    context.on("console", lambda m: asked.append(m.text) if m.type in {"error", "warning"} else None)
    context.on("weberror", lambda error: asked.append(str(error.error)))
    yield context.new_page()
    context.close()


def test_the_vendored_search_is_the_published_one():
    published = TOOLS / "node_modules/minisearch"
    vendored = WEB / "vendor/minisearch"
    assert (vendored / "minisearch.js").read_bytes() == (published / "dist/es/index.js").read_bytes()
    assert (vendored / "LICENSE").read_bytes() == (published / "LICENSE.txt").read_bytes()
    assert (vendored / "VERSION").read_text().strip() == json.loads((published / "package.json").read_text())["version"]


def unpack(packed: Path, folder: Path) -> Path:
    with zipfile.ZipFile(packed) as file:
        file.extractall(folder)
    return folder / "handboek"


def test_the_handbook_opens_from_a_folder_to_browse_search_and_fill_in(draw, page, asked, tmp_path):
    site = draw(FOLDER).build()
    folder = unpack(site.root / "site/handboek-offline.zip", tmp_path / "stick")

    page.goto((folder / "eerste/index.html").as_uri())
    page.get_by_role("link", name="Verder").click()
    expect(page.get_by_role("heading", name="Tweede bladzijde")).to_be_visible()
    page.locator(".md-search__input").fill("bladzijden derd")
    expect(page.locator(".md-search-result__meta")).to_have_text("1 overeenkomende document")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Derde bladzijde")).to_be_visible()
    page.goto((folder / "bewaren/index.html").as_uri())
    expect(page.locator("article")).to_contain_text("Je leest nu de kopie uit het zip-bestand.")

    page.goto((folder / "formulier/mijn-raam/index.html").as_uri())
    ready(page).get_by_role("radio", name="Zo werken wij").check()
    expect(page.locator(".kijkraam-bar summary")).to_contain_text("Blad van")
    page.reload()
    expect(page.get_by_role("radio", name="Zo werken wij")).to_be_checked()
    names = page.evaluate("async () => (await indexedDB.databases()).map(({ name }) => name)")
    assert [name for name in names if str(folder) in name] == names
    assert asked == []


def test_a_word_in_the_plural_finds_the_singular_as_dutch_spells_it(draw, page, asked, tmp_path):
    site = draw(
        FOLDER
        + """
    == docs/een.md
    # Bij gevaar

    Bel eerst.
    == docs/twee.md
    # Het huis

    Daar woont iemand.
    == docs/drie.md
    # Een brief

    Daar staat het in.
    == docs/vier.md
    # De les

    Die geef je zelf.
    == docs/vijf.md
    # Woorden

    Soms staan er gevaren, huizen, brieven en lessen.
    """
    ).build()
    folder = unpack(site.root / "site/handboek-offline.zip", tmp_path / "stick")
    page.goto((folder / "index.html").as_uri())
    found = page.locator(".md-search-result__link h2")

    for word, title in [
        ("gevaren", "Bij gevaar"),
        ("huizen", "Het huis"),
        ("brieven", "Een brief"),
        ("lessen", "De les"),
    ]:
        page.locator(".md-search__input").fill(word)
        expect(found).to_have_text([title, "Woorden"])
    assert asked == []


def test_a_file_that_is_not_in_the_copy_is_on_the_site_or_told_to_be_elsewhere(draw):
    def page(drawing: str) -> str:
        site = draw(drawing.replace("[Verder](tweede.md)", "[Verder](tweede.md) [Blad](blad.pdf)")).build()
        assert '<a href="../blad.pdf">Blad</a>' in site.html("eerste")
        return zipfile.ZipFile(site.root / "site/handboek-offline.zip").read("handboek/eerste/index.html").decode()

    assert '<a href="../tweede/index.html">Verder</a> Blad (staat niet in deze kopie)' in page(FOLDER)
    online = page(WITH_ZIP.replace("$URL", "https://handboek.example/a/"))
    assert '<a href="https://handboek.example/a/blad.pdf">Blad</a>' in online


def test_the_zip_file_is_the_same_for_the_same_site_and_the_page_says_how_large_it_is(draw):
    site = draw(FOLDER).build()
    packed = site.root / "site/handboek-offline.zip"
    first = hashlib.sha256(packed.read_bytes()).hexdigest()
    site.build()

    assert hashlib.sha256(packed.read_bytes()).hexdigest() == first
    assert (
        '<a href="../handboek-offline.zip" download>Het handboek als zip-bestand</a> <small>1 MB</small>'
        in site.html("bewaren")
    )
    made = site.kijkraam("export", "offline", "--site", "site", "-o", "mee.zip", "--with-pdf")
    assert (made.stdout, made.stderr) == ("mee.zip\n", "")
    names = zipfile.ZipFile(site.root / "mee.zip").namelist()
    assert "handboek/blad.pdf" in names
    assert set(names) - {"handboek/blad.pdf"} == set(zipfile.ZipFile(packed).namelist())


def test_a_form_in_one_file_is_filled_in_kept_looked_back_on_and_taken_along(draw, page, asked, tmp_path):
    site = draw(FOLDER)
    made = site.kijkraam("export", "html", "mijn-raam", "-o", str(tmp_path / "stick"))
    assert (made.stdout, made.stderr) == (f"{tmp_path}/stick/mijn-raam.html\n", "")
    text = (tmp_path / "stick/mijn-raam.html").read_text(encoding="utf-8")
    assert re.findall(r"unsafe|(?:src|href)=\"(?!#)[^\"]*\"|\sstyle=", text.partition("<script>")[0]) == []

    page.goto((tmp_path / "stick/mijn-raam.html").as_uri())
    expect(page.get_by_text("Dit formulier staat in één bestand.")).to_be_visible()
    ready(page).get_by_role("radio", name="Zo werken wij").check()
    expect(page.locator(".kijkraam-bar summary")).to_contain_text("Blad van")
    page.reload()
    expect(page.get_by_role("radio", name="Zo werken wij")).to_be_checked()
    page.get_by_role("button", name="Kijk terug").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Opslaan om later verder te gaan (JSON)").click()
    taken = json.loads(download.value.path().read_text(encoding="utf-8"))

    assert [record["form"] for record in taken["records"]] == ["mijn-raam"]
    assert asked == []


def test_a_form_in_one_file_keeps_the_words_of_links_and_has_the_numbers_to_call(draw):
    caution = "    caution: ['[Bel een nummer][hulp], of lees [meer](begrip:nu).']\n"
    site = draw(
        FOLDER.replace("    source:", f"{caution}    source:")
        + """
    == docs/hulp.md
    # Hulp {#hulp}

    ::: helplines
    == checklists/_glossary.yml
    terms: [{id: nu, term: nu, text: Meteen.}]
    == checklists/_helplines.yml
    help_lines: [{id: alarm, title: Nu gevaar, phone: "112", text: Bel., organisation: Alarm, checked: vandaag}]
    """
    )
    site.kijkraam("export", "html", "mijn-raam")
    text = (site.root / "mijn-raam.html").read_text(encoding="utf-8").partition("<script>")[0]

    assert "<li>Bel een nummer, of lees <button" in text
    assert '<p class="kijkraam-paper-help">' in text
    assert "<strong>Nu hulp nodig? Bel.</strong> Nu gevaar: <strong>112</strong>." in text
