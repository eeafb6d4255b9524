"""A checklist that changes another one: what it takes over, what it adds, and what it cannot do."""

# ruff: noqa: E501 - messages stand whole

import json
from pathlib import Path

import jsonschema
import pytest

import kijkraam
from kijkraam.checklist.schema import schema_text
from kijkraam.handbook import load_handbook
from kijkraam.locale import Phrases
from kijkraam.site import find_site

from ..browser.node import run_source

PACKAGE = Path(kijkraam.__file__).parent

BASE = """
    == checklists/basis.yml
    id: basis
    version: 3
    kind: kijkraam
    title: Kijkraam Basis
    summary: Kijk samen.
    audience: [team]
    source: {work: boek, chapter: "4"}
    caution: [Dit is geen meetinstrument.]
    together_with: [ernaast]
    reflection: [Wat bewaar je?]
    sections:
      - id: mensen
        title: Mensen
        scale: praktijk
        share: team
        minutes: 5
        items:
          - {id: b-1, text: We zoeken mensen op., core: true}
          - {id: b-2, text: We komen terug., basis: reading}
          - {id: b-3, text: We luisteren.}
      - id: plek
        title: Plek
        scale: praktijk
        share: team
        items:
          - {id: b-4, text: Er is een plek voor iedereen., core: true}
    == checklists/ernaast.yml
    id: ernaast
    version: 1
    kind: werkblad
    title: Blad ernaast
    summary: Schrijf het op.
    audience: [team]
    source: {work: boek}
    sections:
      - {id: wens, title: Wens, items: [{id: e-1, type: text, text: Wat wil je?}]}
"""
CONFIG = """
    == mkdocs.yml
    site_name: Proef
    theme: {name: material, language: nl, font: false}
    plugins: [{kijkraam: {organisation: {name: Stichting Voorbeeld}}}]
"""


def definition(site, form_id: str) -> dict:
    """Return what browser code is told of a form."""
    text = site.html(f"formulier/{form_id}").partition("data-kijkraam-definition")[2]
    return json.loads(text.partition(">")[2].partition("</template>")[0])


def told(draw, changes: str, base: str = BASE) -> list[str]:
    """Return what `check` says of a file `eigen.yml` that extends the base."""
    site = draw(base)
    site.write("checklists/eigen.yml", "id: eigen\nextends: basis\nbase_version: 3\nversion: 1\n" + changes)
    return check(site)


def check(site) -> list[str]:
    """Return what `kijkraam check` says."""
    found = load_handbook(find_site(site.root)).problems
    return [problem.line_of_text(Phrases("nl")) for problem in found]


def test_what_is_hidden_replaced_added_and_reordered_stands_so_in_the_form(draw):
    site = draw(
        BASE
        + CONFIG
        + """
    == checklists/eigen.yml
    id: eigen
    extends: basis
    base_version: 3
    version: 1
    title: Kijkraam Voorbeeld
    caution: [Dit is onze eigen versie.]
    hide: [b-3]
    replace:
      - {id: b-1, text: Wij bellen aan., prompt: Bij wie?}
      - {id: plek, title: Onze plek}
    sections:
      - id: mensen
        items:
          - {id: eigen-1, text: We gaan samen op pad., after: b-1}
      - id: wijk
        title: In de wijk
        scale: praktijk
        after: mensen
        items:
          - {id: eigen-2, text: We kennen de buurt.}
    order: [plek, b-2, b-1]
    """
    ).build()

    assert site.log == []
    assert site.outline("formulier/eigen") == [
        "h1 - Kijkraam Voorbeeld",
        "h2 eigen--begin Beginnen",
        "h2 plek Onze plek",
        "h2 mensen Mensen",
        "h2 wijk In de wijk",
        "h2 afsluiten Om het gesprek mee af te sluiten",
    ]
    panes = {pane["id"]: [item["text"] for item in pane["questions"]] for pane in definition(site, "eigen")["panes"]}
    assert panes == {
        "plek": ["Er is een plek voor iedereen."],
        "mensen": ["We komen terug.", "Wij bellen aan.", "We gaan samen op pad."],
        "wijk": ["We kennen de buurt."],
    }
    form = site.article("formulier/eigen")
    assert '<dt>Bewerking van</dt>\n<dd><a href="../basis/">Kijkraam Basis</a>, uitgave 3</dd>' in form
    assert form.count("Toevoeging van Stichting Voorbeeld.") == 2
    assert form.count("Anders verwoord door Stichting Voorbeeld.") == 1
    assert "<li>Dit is geen meetinstrument.</li>\n<li>Dit is onze eigen versie.</li>" in form
    assert '<a href="../ernaast/">Blad ernaast</a>' in form
    assert '<span id="b-3"></span>' in form, "an old link still leads to the form"


def test_without_an_organisation_an_addition_says_that_it_is_one(draw):
    site = draw(
        BASE
        + """
    == checklists/eigen.yml
    id: eigen
    extends: basis
    base_version: 3
    version: 1
    sections:
      - {id: mensen, items: [{id: eigen-1, text: We gaan samen op pad.}]}
    """
    ).build()

    assert site.log == []
    assert site.outline("formulier/eigen")[0] == "h1 - Bewerking van Kijkraam Basis"
    assert "Eigen toevoeging." in site.article("formulier/eigen")


def test_what_is_shared_keeps_its_ordinals_and_what_is_added_counts_down(draw):
    site = draw(
        BASE
        + """
    == checklists/eigen.yml
    id: eigen
    extends: basis
    base_version: 3
    version: 1
    hide: [b-1]
    sections:
      - {id: mensen, items: [{id: eigen-1, text: We gaan samen op pad., after: b-2}]}
      - {id: wijk, title: Wijk, scale: praktijk, items: [{id: eigen-2, text: We kennen de buurt.}]}
    """
    ).build()
    site.kijkraam("lock")
    text = (site.root / "checklists/ids.lock").read_text(encoding="utf-8")
    code = definition(site, "eigen")["code"]
    theirs = definition(site, "basis")["code"]

    assert site.log == []
    assert code["items"] == {"b-2": [2], "eigen-1": [127], "b-3": [3], "b-4": [4], "eigen-2": [126]}
    assert code["base"] == {"form": theirs["form"], "cores": [[1, 4]]}
    assert "      b-2: 2\n      eigen-1: 127\n      b-3: 3\n      b-4: 4\n      eigen-2: 126\n" in text
    assert site.kijkraam("check").returncode == 0


def test_a_base_that_grows_leaves_the_numbers_of_additions_alone(draw):
    site = draw(
        BASE
        + """
    == checklists/eigen.yml
    id: eigen
    extends: basis
    base_version: 3
    version: 1
    sections:
      - {id: mensen, items: [{id: eigen-1, text: We gaan samen op pad.}]}
    """
    )
    site.kijkraam("lock")
    path = site.root / "checklists/basis.yml"
    path.write_text(path.read_text("utf-8") + "      - {id: b-5, text: Er is tijd.}\n", encoding="utf-8")
    site.build()

    assert site.log == []
    assert definition(site, "eigen")["code"]["items"] == {
        "b-1": [1], "b-2": [2], "b-3": [3], "eigen-1": [127], "b-4": [4], "b-5": [5]
    }  # fmt: skip


def test_a_form_that_extends_an_extended_form_says_the_whole_line(draw):
    site = draw(
        BASE
        + """
    == checklists/a-laatste.yml
    id: a-laatste
    extends: midden
    base_version: 2
    version: 1
    title: Kijkraam Laatste
    hide: [plek]
    == checklists/midden.yml
    id: midden
    extends: basis
    base_version: 3
    version: 2
    title: Kijkraam Midden
    sections:
      - {id: mensen, items: [{id: eigen-1, text: We gaan samen op pad.}]}
    """
    ).build()

    assert site.log == []
    form = site.article("formulier/a-laatste")
    assert 'Kijkraam Midden</a>, uitgave 2; <a href="../basis/">Kijkraam Basis</a>, uitgave 3</dd>' in form
    assert [item["id"] for item in definition(site, "a-laatste")["panes"][0]["questions"]] == [
        "b-1", "b-2", "b-3", "eigen-1"
    ]  # fmt: skip


WHOLE = BASE.replace("    caution:", "    partial_caution: Je keek door een deel.\n    caution:")


def test_a_part_of_a_form_that_belongs_together_is_called_so(draw):
    site = draw(
        WHOLE
        + """
    == checklists/eigen.yml
    id: eigen
    extends: basis
    base_version: 3
    version: 1
    hide: [plek]
    == checklists/verder.yml
    id: verder
    extends: eigen
    base_version: 1
    version: 1
    """
    ).build()

    assert site.log == []
    for name in ("eigen", "verder"):
        assert site.outline(f"formulier/{name}")[0] == "h1 - Bewerking van Kijkraam Basis, niet het hele kijkraam"
        assert definition(site, name)["isPart"] is True
        assert '<p class="kijkraam-partial">Je keek door een deel.</p>' in site.article(f"formulier/{name}")
    assert "isPart" not in definition(site, "basis")


def test_a_part_of_a_form_that_belongs_together_gets_no_title_of_its_own(draw):
    assert told(draw, "title: Kijkraam Presentie\nhide: [plek]\n", WHOLE) == [
        (
            "checklists/eigen.yml:5:8: Alles in 'Kijkraam Basis' hoort bij elkaar, en hier is iets verborgen. Daarom heet dit "
            "formulier altijd 'Bewerking van Kijkraam Basis, niet het hele kijkraam'. Haal 'title' weg."
        )
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            "hide: [b-33]\n",
            "5:8: 'b-33' staat niet in 'basis'. Bedoel je 'b-3'?",
        ),
        (
            "replace: [{id: mensn, title: Wie}]\n",
            "5:16: 'mensn' staat niet in 'basis'. Bedoel je 'mensen'?",
        ),
        (
            "replace: [{id: b-1, title: Wie}]\n",
            "5:28: 'b-1' is een vraag; daar kan 'title' niet. Wel: text, prompt, core, see.",
        ),
        (
            "replace: [{id: plek, text: Wie}]\n",
            "5:28: 'plek' is een sectie; daar kan 'text' niet. Wel: title, intro, minutes, share.",
        ),
        (
            "hide: [b-1]\nreplace: [{id: b-1, text: Wie}]\n",
            "6:16: 'b-1' staat ook bij hide. Haal het op een van de twee plaatsen weg.",
        ),
        (
            "sections:\n  - {id: mesnen, items: [{id: e-1, text: Zo.}]}\n",
            (
                "6:10: De sectie 'mesnen' staat niet in het formulier dat je bewerkt. Bedoel je 'mensen'? Een eigen sectie "
                "heeft een title."
            ),
        ),
        (
            "sections:\n  - {id: mensen, share: self, items: [{id: e-1, text: Zo.}]}\n",
            (
                "6:25: De sectie 'mensen' staat al in het formulier dat je bewerkt. Zet 'share' onder 'replace', of kies een "
                "eigen id."
            ),
        ),
        (
            "sections:\n  - {id: mensen, items: [{id: b-2, text: Zo.}]}\n",
            (
                "6:31: Het id 'b-2' staat al in 'basis'. Andere woorden voor hetzelfde? Zet ze onder 'replace'. Iets nieuws? "
                "Geef het een eigen id."
            ),
        ),
        (
            "sections:\n  - {id: mensen, items: [{id: e-1, text: Zo., after: b-4}]}\n",
            "6:54: 'b-4' staat niet in 'basis'. Bedoel je 'b-1'?",
        ),
        (
            "sections:\n  - {id: mensen, items: [{id: e-1, text: Zo., source: {section: 4}}]}\n",
            "6:47: De bron noemt geen werk. Voeg 'work' toe, met een id uit _sources.yml.",
        ),
        (
            "sections:\n  - {id: wijk, title: Wijk, items: [{id: e-1, text: Zo.}]}\n",
            (
                "6:42: 'e-1' is een zin om te beantwoorden, maar er is geen schaal. Geef de sectie een scale, of geef de vraag "
                "een ander type."
            ),
        ),
        (
            "sections:\n  - {id: mensen, items: [{id: e-1, type: choice, text: Zo., options: [{id: a, text: A, points: 2}]}]}\n",
            (
                "6:96: 'points' kan alleen in een scorelijst, niet in een kijkraam. Haal de punten weg: wat mensen hier zeggen, "
                "wordt niet geteld."
            ),
        ),
        (
            "order: [plek, mensen, wijk]\n",
            "5:23: 'wijk' staat niet in 'basis'. Kies uit: b-1, b-2, b-3, b-4, mensen, plek.",
        ),
        (
            "hide: [mensen, b-4]\n",
            "5:1: Zo blijft er niets over van 'basis'. Laat iets staan.",
        ),
        (
            "hide: [plek]\nsections:\n  - {id: plek, items: [{id: e-1, text: Zo.}]}\n",
            (
                "5:8: In de sectie 'plek' staan ook eigen vragen. Haal de sectie bij hide weg, of zet je vragen in een andere "
                "sectie."
            ),
        ),
        (
            "caution: ['Lees [dit][nergens].']\n",
            "5:22: 'nergens' is geen formulier en geen kop. Kies uit: basis, eigen, ernaast.",
        ),
        (
            "titel: Zo\n",
            "5:1: De sleutel 'titel' bestaat niet. Bedoel je 'title'?",
        ),
        (
            "kind: kijkraam\n",
            "5:1: De sleutel 'kind' kan hier niet. Haal hem weg.",
        ),
    ],
)
def test_a_mistake_is_told_at_its_place_with_its_mend(draw, changes, said):
    assert told(draw, changes) == [f"checklists/eigen.yml:{said}"]


def test_answers_are_not_kept_longer_and_not_shown_to_more_people(draw):
    base = BASE.replace("    caution:", "    keep: ask\n    caution:").replace("share: team", "share: pair")
    changes = "keep: always\nreplace: [{id: plek, share: team}, {id: mensen, share: self}]\n"

    assert told(draw, changes, base) == [
        (
            "checklists/eigen.yml:5:7: 'basis' bewaart met keep: ask. Een bewerking bewaart nooit langer. Haal 'keep' weg, of "
            "kies een kortere tijd."
        ),
        (
            "checklists/eigen.yml:6:29: 'plek' heeft share: pair. Een bewerking laat nooit meer mensen meekijken. Haal 'share' "
            "weg."
        ),
    ]


def test_a_form_can_be_kept_shorter_and_shared_with_fewer(draw):
    site = draw(BASE)
    site.write(
        "checklists/eigen.yml",
        "id: eigen\nextends: basis\nbase_version: 3\nversion: 1\nkeep: session\nreplace: [{id: mensen, share: self}]\n",
    )
    site.build()

    assert site.log == []
    assert definition(site, "eigen")["keep"] == "session"
    assert [pane["share"] for pane in definition(site, "eigen")["panes"]] == ["self", "team"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "2:10: Zeg van welke versie dit een bewerking is. Voeg toe: 'base_version: 3'."),
        (
            "base_version: 2",
            (
                "3:15: Dit is een bewerking van versie 2. Van 'basis' is er nu versie 3. Kijk of je wijzigingen nog kloppen, en "
                "schrijf dan 'base_version: 3'."
            ),
        ),
        ("base_version: 4", "3:15: Versie 4 van 'basis' is er nog niet. Schrijf 'base_version: 3'."),
    ],
)
def test_a_newer_version_of_the_base_is_told(draw, line, said):
    site = draw(BASE)
    site.write("checklists/eigen.yml", f"id: eigen\nextends: basis\n{line}\nversion: 1\n")

    assert check(site) == [f"checklists/eigen.yml:{said}"]


def test_forms_that_extend_each_other_in_a_circle_are_told(draw):
    site = draw("""
    == checklists/een.yml
    {id: een, extends: twee, base_version: 1, version: 1}
    == checklists/twee.yml
    {id: twee, extends: een, base_version: 1, version: 1}
    == checklists/zelf.yml
    id: zelf
    extends: zelf
    version: 1
    """)

    assert check(site) == [
        (
            "checklists/twee.yml:1:21: Deze formulieren bewerken elkaar in een kring: een → twee → een. Laat een van de twee "
            "niets bewerken."
        ),
        (
            "checklists/zelf.yml:2:10: Deze formulieren bewerken elkaar in een kring: zelf → zelf. Laat een van de twee niets "
            "bewerken."
        ),
    ]


def test_a_form_to_which_someone_holds_rights_is_not_extended(draw):
    base = BASE.replace("    caution:", "    rights: © Een ander\n    caution:")

    assert told(draw, "title: Van ons\n", base) == [
        (
            "checklists/eigen.yml:2:10: Op 'basis' heeft een ander rechten (rights). Zo'n formulier kun je niet bewerken. Maak "
            "een eigen formulier, of vraag eerst toestemming."
        )
    ]


def test_an_unknown_base_is_told_with_the_nearest(draw):
    site = draw(BASE)
    site.write("checklists/eigen.yml", "id: eigen\nextends: bassis\nversion: 1\n")

    assert check(site) == ["checklists/eigen.yml:2:10: 'bassis' is geen formulier om te bewerken. Bedoel je 'basis'?"]


SCORE_LIST = """
    == checklists/basis.yml
    id: basis
    version: 3
    kind: scorelijst
    title: Telling
    summary: Tel samen.
    audience: [team]
    source: {work: boek}
    sections:
      - id: telling
        title: Telling
        items:
          - {id: t-1, type: choice, text: Hoe vaak?, options: [{id: a, text: Nooit, points: 0}, {id: b, text: Vaak, points: 2}]}
          - {id: t-2, type: choice, text: Hoe lang?, options: [{id: a, text: Kort, points: 0}, {id: b, text: Lang, points: 2}]}
"""


def test_nothing_is_taken_out_of_a_count_and_nothing_is_added_to_it(draw):
    changes = (
        "hide: [t-2]\n"
        "sections:\n"
        "  - {id: telling, items: [{id: e-1, type: choice, text: Zo., options: [{id: a, text: A, points: 2}]}]}\n"
    )

    assert told(draw, changes, SCORE_LIST) == [
        "checklists/eigen.yml:5:8: 'basis' is een scorelijst: een deel geeft een andere telling. Haal deze regel weg.",
        "checklists/eigen.yml:7:62: 'e-1' krijgt punten, en 'basis' telt die niet mee. Haal de punten weg.",
    ]


def test_a_mistake_in_the_base_is_told_there_and_not_again(draw):
    base = BASE.replace("We luisteren.", "We luisteren [zo][nergens].")

    assert [line.split(":")[0] for line in told(draw, "title: Van ons\n", base)] == ["checklists/basis.yml"]


def test_an_included_pane_of_the_base_can_be_changed_too(draw):
    site = draw(
        BASE
        + """
    == checklists/met-ruit.yml
    id: met-ruit
    version: 1
    kind: kijkraam
    title: Met een ruit
    summary: Kijk samen.
    audience: [team]
    source: {work: boek}
    sections:
      - {include: basis#mensen, core: [b-1]}
    == checklists/eigen.yml
    id: eigen
    extends: met-ruit
    base_version: 1
    version: 1
    hide: [b-3]
    replace: [{id: b-1, text: Wij bellen aan.}]
    """
    ).build()

    assert site.log == []
    assert [item["text"] for item in definition(site, "eigen")["panes"][0]["questions"]] == [
        "Wij bellen aan.",
        "We komen terug.",
    ]
    assert "Bron: hoofdstuk 4." in site.article("formulier/eigen")


def test_a_part_stays_a_part_when_all_of_it_is_filled_in():
    answers = PACKAGE / "web/result/answers.js"
    told = run_source(f"""
        import {{ isPartial }} from {json.dumps(answers.as_uri())};
        const panes = [{{ id: "plek", elsewhere: null, questions: [] }}];
        console.log(isPartial({{ panes }}, new Map()), isPartial({{ panes, isPart: true }}, new Map()));
    """)

    assert told.stdout == "false true\n", told.stderr


def test_a_scale_with_the_name_of_one_that_comes_along_has_the_same_answers(draw):
    site = draw("""
    == checklists/eigen.yml
    id: eigen
    extends: kijkraam-kwartiermaken
    base_version: 1
    version: 1
    """)

    assert check(site)[0] == (
        "checklists/_scales.yml:2:9: De schaal 'praktijk' heeft hier andere antwoorden dan in 'kijkraam-kwartiermaken', dat "
        "je bewerkt. Geef je eigen schaal een ander id."
    )


def test_an_editor_knows_a_file_that_extends_another_one():
    validator = jsonschema.Draft202012Validator(json.loads(schema_text("checklist")))
    good = {"id": "eigen", "extends": "basis", "version": 1, "hide": ["b-1"], "replace": [{"id": "b-2", "text": "Zo."}]}

    assert list(validator.iter_errors(good)) == []
    wrong = validator.iter_errors(good | {"titel": "Zo", "hide": "b-1"})
    assert sorted(error.json_path for error in wrong) == ["$", "$.hide"]
