"""What a form says on paper only, or in other words than on a screen."""

import pikepdf
import pypdfium2

from .reading import SITE, page_texts, squeezed, text_of, widgets
from .test_files import SHORT_AND_LONG

WITH_MINUTES = SHORT_AND_LONG.replace("title: Mensen", "title: Mensen\n        minutes: 20")
HINTED = """
    == checklists/_scales.yml
    scales:
      - id: praktijk
        question: Is dit geregeld?
        answers:
          - {id: dat-is-er, text: Dat is er}
          - {id: weet-ik-niet, text: Weet ik niet, hint: wie kan het vertellen?}
          - {id: niet-nodig, text: Hebben wij niet nodig, hint: waarom niet?}
      - {id: vakmanschap, question: Hoe?, first_person: true, answers: [{id: goed, text: Goed}, {id: niet, text: Niet}]}
"""
ONE_PERSON = """
    == checklists/een-mens.yml
    id: een-mens
    version: 1
    kind: {kind}
    title: Een mens
    summary: Om in te vullen.
    audience: [professional]
    source: {{work: boek}}
    keep: {keep}
    sections: [{{id: deel, title: Deel, items: [{{id: e-1, type: text, text: Wat wil iemand?}}]}}]
"""


def built(draw, drawing: str):
    site = draw(SITE + drawing).build()
    assert site.log == []
    return site


def test_the_eerste_blik_tells_the_size_of_what_is_on_this_paper(draw):
    folder = built(draw, WITH_MINUTES).root / "site/formulier/mijn-raam"

    short, whole = (squeezed(page_texts(folder / f"mijn-raam{end}.pdf")[0]) for end in ("-eerste-blik", ""))
    assert squeezed("Tijd: Eerste blik: 1 zin, een paar minuten Bron:") in short
    assert (
        squeezed("Tijd: Eerste blik: 1 zin, een paar minuten 2 ruiten, 3 zinnen, hooguit 20 minuten per keer Bron:")
        in whole
    )


def test_a_star_is_drawn_between_the_box_and_its_words(draw):
    folder = built(draw, SHORT_AND_LONG).root / "site/formulier/mijn-raam"

    for name in ("mijn-raam.pdf", "mijn-raam-eerste-blik.pdf"):
        with pikepdf.open(folder / name) as file:
            [box] = [w for w in widgets(file) if str(w.get("/T", "")) == "m-1--star"]
            page = [p.obj for p in file.pages].index(box.P)
            _, low, right, high = map(float, box.Rect)
        with pypdfium2.PdfDocument(folder / name) as pdf:
            text = pdf[page].get_textpage()
            words = text.get_charbox(text.get_text_range().index("Hier wil ik over praten"))
            height = pdf[page].get_size()[1]
            drawn = pdf[page].render(scale=4, may_draw_forms=False).to_pil().convert("L")
        between = drawn.crop(tuple(round(edge * 4) for edge in (right, height - high, words[0] - 0.5, height - low)))
        dark = between.point(lambda grey: 255 if grey < 128 else 0)
        assert dark.getbbox() is not None, name
        star = dark.getbbox()
        assert 6 < (star[2] - star[0]) / 4 < 11, name
        assert between.getpixel(((star[0] + star[2]) // 2, (star[1] + star[3]) // 2)) > 200, "it is open"


def test_a_scratch_pad_is_destroyed_and_not_wiped(draw):
    site = built(draw, ONE_PERSON.format(kind="werkblad", keep="session"))

    paper = text_of(site.root / "site/formulier/een-mens/een-mens.pdf")
    assert squeezed("samen met de ander. Vernietig dit blad daarna. Ook een verzonnen naam") in paper
    assert "Wis het daarna hier." in site.article("formulier/een-mens")


def test_a_form_about_ones_own_work_has_lines_for_place_period_and_date_and_none_for_a_name(draw):
    site = built(draw, SHORT_AND_LONG + ONE_PERSON.format(kind="kijkvragen", keep="ask"))

    work = text_of(site.root / "site/formulier/mijn-raam/mijn-raam.pdf")
    person = text_of(site.root / "site/formulier/een-mens/een-mens.pdf")
    assert squeezed("Plek en periode Datum") in work
    assert squeezed("Plek en periode") not in person
    for paper in (work, person):
        assert "Naam" not in paper


def test_hints_that_ask_something_stand_apart_by_a_point(draw):
    site = built(draw, SHORT_AND_LONG + HINTED)

    assert squeezed("Weet ik niet: wie kan het vertellen? · Hebben wij niet nodig: waarom niet?") in text_of(
        site.root / "site/formulier/mijn-raam/mijn-raam.pdf"
    )


def test_what_a_client_must_know_first_begins_with_a_sentence(draw):
    site = built(
        draw,
        ONE_PERSON.format(kind="ervaring", keep="session").replace("[professional]", "[client]"),
    )

    assert squeezed("Voor je begint. Meedoen hoeft niet.") in text_of(
        site.root / "site/formulier/een-mens/een-mens.pdf"
    )
