"""Packages for an LMS in a built site: where teachers find them, and that they are made only when they have to be."""

import json
import re

from ..export.packed import FORMS, kijkraam, links_of


def test_every_link_of_the_cartridges_leads_to_a_page_of_the_built_handbook(handbook):
    cartridges = sorted((handbook.folder / "pakketten").glob("*.imscc"))

    assert len(cartridges) >= 10
    for cartridge in cartridges:
        for _, address in links_of(cartridge):
            assert address.startswith(handbook.url)
            assert handbook.file(address.removeprefix(handbook.url)).is_file(), (cartridge.name, address)


def test_teachers_find_every_package_on_a_page_with_its_size(draw):
    site = draw(
        FORMS
        + """
    == docs/index.md
    # Pakketten

    ::: packages
    """
    )
    site.packages = True
    site.build()

    assert site.log == []
    for href, told in re.findall(r'<a href="([^"]*)" download>.*?</a> <small>([^<]*)</small>', site.article()):
        size = round((site.root / "site" / href).stat().st_size / 1000)
        assert told in {f"versie 2, {size} kB", f"versie 1, {size} kB", f"{size} kB"}
    assert re.findall(r'href="([^"]*)" download>(SCORM[^<]*)</a>', site.article("les")) == [
        ("les-een-scorm-1.2.zip", "SCORM 1.2"),
        ("les-een-scorm-2004-4.zip", "SCORM 2004 4th Edition"),
    ]
    assert site.outline() == [
        "h1 pakketten Pakketten",
        "h2 pakketten-lessen Lessen",
        "h2 pakketten-formulieren Formulieren",
    ]
    assert re.findall(r'href="([^"]*)" download', site.article()) == [
        "les/les-een-scorm-1.2.zip",
        "les/les-een-scorm-2004-4.zip",
        "formulier/blad/blad-scorm-1.2.zip",
        "formulier/blad/blad-scorm-2004-4.zip",
        "formulier/samen/samen-scorm-1.2.zip",
        "formulier/samen/samen-scorm-2004-4.zip",
    ]


def test_a_package_that_was_made_before_is_not_made_again(draw, monkeypatch):
    site = draw(FORMS)
    site.packages = True
    site.build()
    made = []
    monkeypatch.setattr("kijkraam.export.packages.archive", lambda files: made.append(files) or b"")

    site.build()
    assert made == []
    site.write(
        "checklists/blad.yml", (site.root / "checklists/blad.yml").read_text().replace("Wat wil je?", "Wat kun je?")
    )
    site.build()
    assert len(made) == 4, "both versions of the form, and of the lesson that it goes with"


def test_a_site_can_leave_packages_out(draw):
    site = draw(FORMS)
    site.packages = True
    site.write("mkdocs.yml", "site_name: Proef\nplugins: [{kijkraam: {packages: off, pdf: off}}]\n")
    site.build()

    assert list((site.root / "site").rglob("*.zip")) == []
    assert "scorm" not in kijkraam("list", "--json").output


def test_a_form_that_names_its_files_has_a_package_when_it_names_that_too(draw):
    site = draw(FORMS)
    site.packages = True
    site.write("checklists/blad.yml", "formats: [worksheet, scorm]\n" + (site.root / "checklists/blad.yml").read_text())
    site.write("checklists/samen.yml", "formats: [form]\n" + (site.root / "checklists/samen.yml").read_text())
    site.build()

    assert site.log == []
    assert [path.name for path in sorted((site.root / "site/formulier").rglob("*.zip"))] == [
        "blad-scorm-1.2.zip",
        "blad-scorm-2004-4.zip",
    ]


def test_where_packages_are_not_made_links_to_their_list_still_lead_somewhere(draw):
    site = draw(
        FORMS
        + """
    == docs/index.md
    # Pakketten

    ::: packages
    == checklists/ids.lock
    forms: {}
    scales: {}
    addresses: ["#pakketten-formulieren", "#pakketten-lessen"]
    """
    )
    site.write("mkdocs.yml", "site_name: Proef\ntheme: material\nplugins: [{kijkraam: {packages: off, pdf: off}}]\n")
    site.build()

    assert site.log == []
    assert site.outline() == [
        "h1 pakketten Pakketten",
        "h2 pakketten-lessen Lessen",
        "h2 pakketten-formulieren Formulieren",
    ]
    assert site.article().count("Er zijn er nu geen.") == 2


def test_list_json_names_the_packages_that_the_site_makes_and_no_others(draw):
    site = draw(FORMS)
    site.packages = True
    site.build()

    told = {
        path for entry in json.loads(kijkraam("list", "--json").output) for path in entry["formats"].get("scorm", [])
    }
    made = {path.relative_to(site.root / "site").as_posix() for path in (site.root / "site/formulier").rglob("*.zip")}
    assert told == made
