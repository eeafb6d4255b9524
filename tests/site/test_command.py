"""The command `kijkraam` in the folder of a site."""

import json
import subprocess
import sys

FORMS = """
    == checklists/kijken/mijn-raam.yml
    id: mijn-raam
    version: 3
    changes: [{version: 3, date: 2026-03-14, text: Een ruit erbij.}]
    kind: kijkraam
    title: Mijn raam
    summary: Kijk samen.
    audience: [team]
    source: {work: boek}
    sections:
      - id: mensen
        title: Mensen
        scale: praktijk
        minutes: 20
        items:
          - {id: m-1, text: We zoeken mensen op., core: true}
          - {id: m-2, text: We blijven.}
      - {id: blad, title: Blad, minutes: 5, items: [{id: b-1, text: Wat zie je?, type: long_text}]}
    == checklists/een-blad.yml
    id: een-blad
    version: 1
    kind: werkblad
    title: Één blad
    summary: Voor jezelf.
    audience: [client]
    source: {work: boek}
    sections:
      - {id: een, title: Een, items: [{id: e-1, text: Wat wil je?, type: text}]}
    == checklists/_themes.yml
    themes:
      - {id: kijken, title: Kijken, summary: Samen.}
"""


def test_list_prints_a_table_in_the_order_of_themes(draw):
    result = draw(FORMS).kijkraam("list")

    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "id         soort     vragen  kort  min  titel",
        "mijn-raam  Kijkraam  3       1     25   Mijn raam",
        "een-blad   Werkblad  1       –     –    Één blad",
    ]


def test_list_json_prints_one_object_per_checklist(draw):
    site = draw(FORMS)
    site.write("mkdocs.yml", "site_name: Proef\nplugins: [{kijkraam: {pdf: off}}]\n")

    result = site.kijkraam("list", "--json")

    assert (result.returncode, result.stderr) == (0, "")
    assert json.loads(result.stdout) == [
        {
            "id": "mijn-raam",
            "kind": "kijkraam",
            "title": "Mijn raam",
            "url": "formulier/mijn-raam/",
            "version": 3,
            "changes": [{"version": 3, "date": "2026-03-14", "text": "Een ruit erbij."}],
            "sections": 2,
            "items": 3,
            "core_items": 1,
            "minutes": 25,
            "formats": {
                "html": "formulier/mijn-raam/index.html",
                "xlsform": "formulier/mijn-raam/mijn-raam-vragenlijst.xlsx",
                "scorm": [
                    "formulier/mijn-raam/mijn-raam-scorm-1.2.zip",
                    "formulier/mijn-raam/mijn-raam-scorm-2004-4.zip",
                ],
            },
        },
        {
            "id": "een-blad",
            "kind": "werkblad",
            "title": "Één blad",
            "url": "formulier/een-blad/",
            "version": 1,
            "changes": [],
            "sections": 1,
            "items": 1,
            "core_items": 0,
            "minutes": None,
            "formats": {
                "html": "formulier/een-blad/index.html",
                "scorm": [
                    "formulier/een-blad/een-blad-scorm-1.2.zip",
                    "formulier/een-blad/een-blad-scorm-2004-4.zip",
                ],
            },
        },
    ]
    assert "Één blad" in result.stdout


def test_list_names_what_the_built_site_has(draw):
    site = draw(FORMS).build()

    for entry in json.loads(site.kijkraam("list", "--json").stdout):
        assert (site.root / "site" / entry["url"]).is_dir()
        made = [path for name, path in entry["formats"].items() if name in {"html", "xlsform"}]
        assert all((site.root / "site" / path).is_file() for path in made)


def test_list_of_another_folder(draw):
    site = draw(FORMS)
    (site.root / "docs" / "diep").mkdir()

    result = site.kijkraam("list", "--site", "docs/diep")

    assert [line.split()[0] for line in result.stdout.splitlines()] == ["id", "mijn-raam", "een-blad"]


def test_list_without_checklists_says_so(draw):
    result = draw("").kijkraam("list")

    assert (result.returncode, result.stdout) == (0, "Er zijn nog geen checklists in checklists.\n")


def test_list_json_without_checklists_is_an_empty_list(draw):
    assert json.loads(draw("").kijkraam("list", "--json").stdout) == []


def test_list_with_a_problem_tells_it_and_lists_nothing(draw):
    result = draw(FORMS.replace("scale: praktijk", "scale: praktik")).kijkraam("list", "--json")

    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        "checklists/kijken/mijn-raam.yml:12:12: De schaal 'praktik' bestaat niet. Bedoel je 'praktijk'?",
        "1 probleem.",
    ]


def test_check_of_a_clean_site_tells_how_much_was_read(draw):
    result = draw(FORMS).kijkraam("check")

    assert (result.returncode, result.stdout) == (0, "")
    assert result.stderr == "5 bestanden gelezen, geen problemen.\n"


def test_check_of_one_file_uses_the_scales_and_forms_of_its_site(draw):
    site = draw(FORMS.replace("work: boek", "work: bok", 1))

    assert site.kijkraam("check", "checklists/een-blad.yml").returncode == 0
    result = site.kijkraam("check", "checklists/kijken")
    assert (result.returncode, result.stderr) == (1, "1 probleem.\n")
    assert result.stdout == ("checklists/kijken/mijn-raam.yml:8:16: De bron 'bok' bestaat niet. Bedoel je 'boek'?\n")


def test_check_of_a_path_that_is_not_there_is_wrong_use(draw):
    result = draw(FORMS).kijkraam("check", "checklists/weg.yml")

    assert result.returncode == 2
    assert "Traceback" not in result.stderr


def test_schema_prints_the_json_schema_of_checklists(draw):
    result = draw("").kijkraam("schema")

    assert (result.returncode, result.stderr) == (0, "")
    schema = json.loads(result.stdout)
    assert schema["title"] == "Checklist"
    assert schema["else"] == {"$ref": "#/$defs/Checklist"}
    needed = ["id", "version", "kind", "title", "summary", "audience", "source", "sections"]
    assert schema["$defs"]["Checklist"]["required"] == needed


def test_schema_writes_every_schema_into_a_folder_and_one_into_a_file(draw):
    site = draw("")

    folder = site.kijkraam("schema", "-o", "checklists/_schemas")
    file = site.kijkraam("schema", "glossary", "-o", "elders/woorden.json")

    names = ["checklist", "scales", "sources", "glossary", "themes", "helplines"]
    assert folder.stdout.splitlines() == [f"checklists/_schemas/{name}.json" for name in names]
    assert file.stdout == "elders/woorden.json\n"
    assert json.loads((site.root / "elders/woorden.json").read_text(encoding="utf-8"))["title"] == "Glossary"
    assert site.kijkraam("check").returncode == 0


def test_schema_is_written_over_nothing_else(draw):
    site = draw("== package.json\n{}")

    anew = [site.kijkraam("schema", "-o", "ons.json").returncode for _ in range(2)]
    told = [site.kijkraam("schema", "-o", name).stderr.splitlines()[-1] for name in ("mkdocs.yml", "package.json")]

    assert anew == [0, 0]
    assert [text.removeprefix("Fout: Dit kan niet bij -o: ") for text in told] == [
        "Dit bestand eindigt niet op .json. Geef -o een naam die daarop eindigt, of een map.",
        "package.json is een ander bestand, en geen schema. Het blijft zoals het is; geef -o een andere naam.",
    ]
    assert (site.root / "package.json").read_text() == "{}\n"
    assert (site.root / "mkdocs.yml").read_text().startswith("site_name")


def test_lock_writes_ids_with_numbers_that_only_grow(draw):
    site = draw(FORMS)

    first = site.kijkraam("lock")
    locked = (site.root / "checklists/ids.lock").read_text(encoding="utf-8")
    again = site.kijkraam("lock")
    site.write("checklists/kijken/mijn-raam.yml", _with_new_first_item(site))
    third = site.kijkraam("lock")

    assert first.stdout == "checklists/ids.lock bijgewerkt: 17 nieuw.\n"
    assert again.stdout == "checklists/ids.lock is al bij.\n"
    assert third.stdout == "checklists/ids.lock bijgewerkt: 1 nieuw.\n"
    assert locked.split("scales:")[0].splitlines()[2:] == [
        "forms:",
        "  een-blad:",
        "    sections:",
        "      - een",
        "    items:",
        "      e-1: 1",
        "  mijn-raam:",
        "    sections:",
        "      - mensen",
        "      - blad",
        "    items:",
        "      m-1: 1",
        "      m-2: 2",
        "      b-1: 3",
        "    cores:",
        "      -",
        "        - m-1",
    ]
    assert "      b-1: 3\n      m-0: 4\n" in (site.root / "checklists/ids.lock").read_text(encoding="utf-8")


def _with_new_first_item(site) -> str:
    text = (site.root / "checklists/kijken/mijn-raam.yml").read_text(encoding="utf-8")
    return text.replace("items:\n", "items:\n      - {id: m-0, text: We beginnen.}\n", 1)


def test_lock_check_writes_nothing_and_fails_when_something_is_new(draw):
    site = draw(FORMS)

    behind = site.kijkraam("lock", "--check")
    assert not (site.root / "checklists/ids.lock").exists()
    site.kijkraam("lock")
    equal = site.kijkraam("lock", "--check")

    assert (behind.returncode, behind.stdout) == (1, "")
    assert behind.stderr == (
        "checklists/ids.lock is niet bij: 17 nieuw. Doe 'kijkraam lock' en neem het bestand op in het versiebeheer.\n"
    )
    assert (equal.returncode, equal.stdout) == (0, "checklists/ids.lock is al bij.\n")


def test_lock_with_the_built_site_locks_every_page_and_heading(draw):
    site = draw(
        FORMS
        + """
    == docs/diep/pagina.md
    # Diep

    ## Een kop

    ::: een-blad
    """
    ).build()

    result = site.kijkraam("lock", "--site", "site")

    assert result.returncode == 0
    locked = (site.root / "checklists/ids.lock").read_text(encoding="utf-8")
    assert locked.split("addresses:\n")[1].splitlines() == [
        '  - ""',
        '  - "#begin"',
        '  - "diep/pagina/"',
        '  - "diep/pagina/#diep"',
        '  - "diep/pagina/#een-blad"',
        '  - "diep/pagina/#een-blad--een"',
        '  - "diep/pagina/#een-kop"',
        '  - "formulier/een-blad/"',
        '  - "formulier/een-blad/#e-1"',
        '  - "formulier/een-blad/#een"',
        '  - "formulier/een-blad/#een-blad"',
        '  - "formulier/mijn-raam/"',
        '  - "formulier/mijn-raam/#b-1"',
        '  - "formulier/mijn-raam/#blad"',
        '  - "formulier/mijn-raam/#m-1"',
        '  - "formulier/mijn-raam/#m-2"',
        '  - "formulier/mijn-raam/#mensen"',
        '  - "formulier/mijn-raam/#mijn-raam"',
    ]
    assert site.kijkraam("lock", "--check", "--site", "site").returncode == 0


def test_lock_of_a_folder_that_is_no_built_site_is_wrong_use(draw):
    result = draw(FORMS).kijkraam("lock", "--site", "docs")

    assert result.returncode == 2
    assert "In docs staat geen gebouwde site. Bouw hem eerst met 'mkdocs build'." in result.stderr


def test_lock_with_a_damaged_inventory_is_wrong_use(draw):
    site = draw(FORMS).build()
    site.write("site/kijkraam-adressen.json", "[]")

    result = site.kijkraam("lock", "--site", "site")

    assert result.returncode == 2
    assert "In site staat geen gebouwde site." in result.stderr


def test_lock_of_a_site_without_checklists_makes_the_folder(draw):
    site = draw("""
    == mkdocs.yml
    site_name: Proef
    plugins: [{kijkraam: {checklists: lijsten}}]
    """).build()

    result = site.kijkraam("lock", "--site", "site")

    assert (result.returncode, result.stdout) == (0, "lijsten/ids.lock bijgewerkt: 2 nieuw.\n")


def test_a_file_that_cannot_be_written_is_told_without_a_traceback(draw):
    site = draw(FORMS)

    result = site.kijkraam("schema", "-o", "mkdocs.yml/schema.json")

    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("Fout: Het bestand 'mkdocs.yml")
    assert "Traceback" not in result.stderr


def test_only_the_plugin_and_its_options_need_mkdocs():
    program = """
import pkgutil, sys
sys.modules["mkdocs"] = None
import kijkraam
for module in pkgutil.walk_packages(kijkraam.__path__, "kijkraam."):
    if not module.name.startswith(("kijkraam.plugin", "kijkraam.config", "kijkraam.mkdocs.")):
        __import__(module.name)
        print(module.name)
"""
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)  # noqa: S603

    assert result.stderr == ""
    assert {"kijkraam.cli", "kijkraam.pages", "kijkraam.forms.render"} <= set(result.stdout.split())


def test_the_program_itself_says_what_the_command_says_here(draw):
    site = draw("== checklists/leeg.yml\n")
    here = site.kijkraam("check")

    program = [sys.executable, "-m", "kijkraam.cli", "check"]
    itself = subprocess.run(program, cwd=site.root, capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S603

    assert (itself.returncode, itself.stdout, itself.stderr) == (here.returncode, here.stdout, here.stderr)
    assert here.returncode == 1
