"""A lesson says at its top how long it is and which files it has; a table lists all lessons."""

import re

from .drawing import LESSON

TABLE = """
    == docs/lessen.md
    # Lessen

    ::: lessons
"""


def words(html: str) -> list[str]:
    return [line.strip() for line in re.sub(r"<[^>]+>", "\n", html).splitlines() if line.strip()]


def test_the_top_of_a_lesson_stands_between_its_lead_and_its_first_part(draw):
    article = draw(LESSON).build().article("les")

    before, top, after = (
        article.index(part) for part in ("lesplan is van ons", "kijkraam-lesson ", 'id="les-kijken-doel"')
    )
    assert before < top < after


def test_the_top_of_a_lesson_says_how_long_it_is_for_whom_and_which_files_it_has(draw):
    article = draw(LESSON).build().article("les")
    top = article[article.index('<div class="kijkraam-lesson ') : article.index("<h2")]

    assert [re.sub(r"\d+ kB", "… kB", line) for line in words(top)] == [
        "30 minuten",
        "8 tot 24 studenten",
        "mbo en hbo",
        "Metadata",
        "NL-LOM, XML, … kB",
        "Druk alleen af wat voor studenten is",
    ]


def test_the_table_of_lessons_links_to_each_lesson_and_its_files(draw):
    site = draw(LESSON + TABLE).build()

    assert site.log == []
    article = site.article("lessen")
    assert [re.sub(r"\d+ kB", "… kB", line) for line in words(article[article.index("<table") :])] == [
        "1 les die klaarstaat",
        *("Les", "Waarover", "Tijd", "Voor wie", "Bestanden"),
        *("Samen kijken", "Een les over kijken.", "30 min", "8 tot 24 studenten, mbo en hbo"),
        *("Metadata", "NL-LOM, XML, … kB"),
    ]
    assert re.findall(r'href="([^"]+)"', article) == ["../les/", "../les/les-nl-lom.xml"]


def test_a_site_without_lessons_says_so(draw):
    assert "Er zijn nog geen lessen." in draw(TABLE).build().article("lessen")


def test_a_link_by_id_can_carry_a_selection_that_the_form_has(draw):
    form = """
    == checklists/mijn-raam.yml
    id: mijn-raam
    version: 1
    kind: kijkraam
    title: Mijn raam
    summary: Kijk.
    audience: [team]
    source: {work: boek}
    sections:
      - {id: mensen, title: Mensen, scale: praktijk, items: [{id: m-1, text: We gaan., core: true}]}
      - {id: plekken, title: Plekken, scale: praktijk, items: [{id: m-2, text: We komen.}]}
    """
    site = draw(f"""
    == docs/les.md
    [kort][mijn-raam?kort], [twee][mijn-raam?ruiten=mensen,plekken], [weg][mijn-raam?ruiten=dieren]
    {form}
    """).build(strict=False)

    assert re.findall(r'href="(\.\./formulier[^"]+)"', site.article("les")) == [
        "../formulier/mijn-raam/?kort",
        "../formulier/mijn-raam/?ruiten=mensen,plekken",
    ]
    assert site.log == [
        (
            "WARNING: docs/les.md:1:72: Het formulier 'mijn-raam' heeft niet wat achter het vraagteken staat. "
            "Schrijf '?kort' als er een Eerste blik is, of '?ruiten=' met hieruit: mensen, plekken."
        )
    ]
