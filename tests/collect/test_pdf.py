"""Filled in with a PDF library, and collected: the same answers."""

import contextlib
import hashlib
import io
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kijkraam.collect.fields import Fields, Shape
from kijkraam.collect.pdf import read_pdf
from kijkraam.collect.skipped import SkippedError
from kijkraam.forms.render import Renderer
from kijkraam.locale import Phrases
from kijkraam.print.labels import labels_of

from ..conftest import ROOT
from .conftest import WAYS, by_pikepdf, by_pypdf

pytestmark = pytest.mark.filterwarnings("ignore:This document has .* form widget:UserWarning")
"""Some tests take fields away."""

FILLED = {
    "m-1": "nu-niet",
    "m-1--note": "Eén keer, bij de €-winkel.\nEn nog eens.",
    "m-1--star": "ja",
    "m-3": "Thuis",
    "m-6": "ja",
    "m-7--buren": "ja",
    "m-7--team": "ja",
    "m-8": "later",
    "m-9--r2--wie": "De buurvrouw",
    "m-9--r2--klaar": "ja",
    "m-9--r2--soort": "b",
    "mijn-raam--perspective": "team",
    "mijn-raam--reflection-1": "Bellen",
}
AS_ANSWERS = {
    **{name: value for name, value in FILLED.items() if not name.startswith("m-7")},
    "m-7": ["team", "buren"],
}


@pytest.mark.parametrize("way", WAYS)
def test_each_way_of_filling_in_gives_the_same_answers(made, way):
    filled = read_pdf(WAYS[way](made.papers["mijn-raam.pdf"], FILLED), made.handbook.forms)

    assert filled.answers == AS_ANSWERS
    assert filled.form.id == "mijn-raam"


def text_that_a_field_can_hold():
    letters = st.characters(blacklist_categories=("Cs", "Cc", "Cn", "Co", "Cf"))
    return st.text(letters | st.just("\n"), min_size=1).filter(lambda text: text.strip())


@st.composite
def answers(draw, form):
    """Some answers to a form, as fields of a PDF file and as a record has them."""
    fields, record = {}, {}
    for name, (field, option) in Fields(form).in_pdf().items():
        if not draw(st.booleans()):
            continue
        if field.shape is Shape.BOXES:
            fields[name] = "ja"
            chosen = {*record.get(field.name, []), option}
            record[field.name] = [one for one in field.options if one in chosen]
            continue
        value = draw(text_that_a_field_can_hold() if field.shape is Shape.TEXT else st.sampled_from(field.options))
        fields[name] = record[name] = value
    return fields, record


@pytest.mark.parametrize("form", ["mijn-raam", "samen", "stappen", "over-iemand"])
@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_answers_come_back(made, form, data):
    fields, record = data.draw(answers(made.handbook.forms[form]))
    way = data.draw(st.sampled_from(sorted(WAYS.keys() - {"pypdf, appearances", "pikepdf.form"})))

    filled = read_pdf(WAYS[way](made.papers[f"{form}.pdf"], fields), made.handbook.forms)

    assert filled.answers == record


@pytest.mark.parametrize("form", ["mijn-raam", "samen", "stappen", "over-iemand", "van-mij"])
def test_the_fields_are_those_of_files_on_paper(made, form):
    whole = made.handbook.forms[form]
    renderer = Renderer(made.handbook, Phrases("nl"), lambda _: None)

    assert set(Fields(whole).in_pdf()) == set(labels_of(whole, renderer))


def test_the_fields_are_those_of_files_on_paper_in_the_whole_handbook():
    from kijkraam.handbook import load_handbook
    from kijkraam.site import find_site

    handbook = load_handbook(find_site(ROOT))
    renderer = Renderer(handbook, Phrases("nl"), lambda _: None)
    forms = [form for form in handbook.forms.values() if form.kind != "ervaring"]

    assert len(forms) > 40
    assert [form.id for form in forms if set(Fields(form).in_pdf()) != set(labels_of(form, renderer))] == []


def test_counts_are_words_and_no_answer_counts_too(site):
    Path("a.pdf").write_bytes(
        by_pypdf(site.papers["mijn-raam.pdf"], {"m-1": "nu-niet", "m-1--note": "Jan", "m-3": "x"})
    )
    Path("b.pdf").write_bytes(by_pypdf(site.papers["mijn-raam.pdf"], {"m-1": "nu-niet", "m-1--star": "ja"}))
    Path("c.pdf").write_bytes(by_pypdf(site.papers["mijn-raam.pdf"], {"m-9--r1--soort": "a", "m-9--r2--soort": "a"}))
    Path("d.pdf").write_bytes(by_pypdf(site.papers["mijn-raam.pdf"], {"m-1": "zo-werken-wij"}))
    Path("e.pdf").write_bytes(by_pypdf(site.papers["mijn-raam.pdf"], {"m-8": "nu"}))

    result = site.run("a.pdf", "b.pdf", "c.pdf", "d.pdf", "e.pdf", "-o", "uit")

    assert (result.exit_code, result.stdout, result.stderr) == (0, "uit/tellingen.csv\n", "")
    lines = Path("uit/tellingen.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[:7] == [
        "formulier,ruit,id,vraag,antwoord,aantal",
        "Mijn raam,Mensen,m-1,We zoeken mensen op.,Zo werken wij,1",
        "Mijn raam,Mensen,m-1,We zoeken mensen op.,Nu niet,2",
        "Mijn raam,Mensen,m-1,We zoeken mensen op.,Weet ik niet,0",
        "Mijn raam,Mensen,m-1,We zoeken mensen op.,geen antwoord,2",
        "Mijn raam,Mensen,m-1--star,We zoeken mensen op. (Hier wil ik over praten),Hier wil ik over praten,1",
        "Mijn raam,Mensen,m-3,Plek,ingevuld,1",
    ]
    assert "Mijn raam,Mensen,m-9--soort,Stappen: Soort,Klein,2" in lines
    assert "Mijn raam,Mensen,m-9--soort,Stappen: Soort,geen antwoord,4" in lines
    assert not any("Jan" in line for line in lines)


def test_a_short_form_counts_only_for_what_it_asks(site):
    Path("a.pdf").write_bytes(by_pikepdf(site.papers["samen-eerste-blik.pdf"], {"s-1": "nu-niet"}))
    Path("b.pdf").write_bytes(by_pikepdf(site.papers["samen.pdf"], {"s-2": "nu-niet"}))

    assert site.counts("a.pdf", "b.pdf", site.more(4, "samen")) == {
        ("s-1", "Nu niet"): 1,
        ("s-1", "geen antwoord"): 5,
        ("s-2", "Nu niet"): 1,
        ("s-2", "geen antwoord"): 4,
        ("s-3", "geen antwoord"): 5,
    }


def test_an_item_that_got_another_id_is_followed(site):
    with pikepdf.open(io.BytesIO(site.papers["samen.pdf"])) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            field.T = pikepdf.String(str(field.T).replace("s-3", "s-oud"))
        pdf.save("a.pdf")
    Path("a.pdf").write_bytes(by_pikepdf(Path("a.pdf").read_bytes(), {"s-oud": "nu-niet"}))

    assert site.counts("a.pdf", site.more(4, "samen"))["s-3", "Nu niet"] == 1


def test_the_same_file_twice_counts_once_and_two_people_who_answer_alike_are_two(site):
    filled = by_pikepdf(site.papers["samen.pdf"], {"s-1": "nu-niet"})
    Path("a.pdf").write_bytes(filled)
    Path("b.pdf").write_bytes(filled)
    Path("c.pdf").write_bytes(by_pypdf(site.papers["samen.pdf"], {"s-1": "nu-niet"}))

    result = site.run("a.pdf", "b.pdf", "c.pdf", "-o", "uit.csv")

    assert "b.pdf: Dit formulier 'Samen' is er al. Het telt één keer mee, met de nieuwste antwoorden." in result.stderr
    assert site.counts("a.pdf", "b.pdf", "c.pdf", site.more(3, "samen"))["s-1", "Nu niet"] == 2


def changed(pdf: bytes, change) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        change(file)
        out = io.BytesIO()
        file.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def field(file, name):
    return next(one for one in file.Root.AcroForm.Fields if str(one.T) == name)


def other_info(key, value):
    return lambda file: file.docinfo.__setitem__(f"/{key}", value)


def locked(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        out = io.BytesIO()
        file.save(out, encryption=pikepdf.Encryption(user="geheim", owner="geheim"))
    return out.getvalue()


NOISE = hashlib.shake_256().digest(200_000)


def long_text(data):
    return lambda file: setattr(field(file, "s-1--note"), "V", file.make_stream(data))


def nested(file) -> None:
    one = field(file, "s-1")
    one.Kids = pikepdf.Array([one])


NEW = "Neem een nieuw bestand van de site."
NO_FIELDS = (
    "In dit PDF-bestand staan geen velden om in te vullen. Is het afgedrukt of gescand? "
    "Neem dan de antwoorden zelf over."
)
BROKEN = "Dit PDF-bestand is beschadigd of niet heel. Vraag het opnieuw, of bewaar het in een ander programma."
HOSTILE = {
    "cut off": (
        lambda pdf: pdf[: len(pdf) // 2],
        BROKEN,
    ),
    "only a head": (
        lambda _: b"%PDF-1.7\n",
        BROKEN,
    ),
    "empty": (
        lambda _: b"",
        BROKEN,
    ),
    "locked": (locked, "Dit PDF-bestand zit op slot met een wachtwoord. Bewaar het zonder wachtwoord."),
    "foreign": (
        lambda pdf: changed(pdf, lambda file: file.docinfo.__delitem__("/KijkraamForm")),
        "Dit PDF-bestand is geen formulier van een handboek als dit, of een programma heeft dat eruit gehaald.",
    ),
    "unknown form": (
        lambda pdf: changed(pdf, other_info("KijkraamForm", "anders\x1b[31m")),
        "Het formulier 'anders [31m' is er niet in dit handboek.",
    ),
    "other version": (
        lambda pdf: changed(pdf, other_info("KijkraamVersion", "1")),
        "Dit is versie 1 van 'Samen', en nu is het versie 2. De vragen betekenen niet meer hetzelfde.",
    ),
    "other form": (
        lambda pdf: changed(
            pdf, lambda file: file.docinfo.update({"/KijkraamForm": "stappen", "/KijkraamVersion": "1"})
        ),
        f"Dit PDF-bestand is veranderd: het veld 'samen--perspective' is niet zoals in het formulier. {NEW}",
    ),
    "another field": (
        lambda pdf: changed(pdf, lambda file: setattr(field(file, "s-2"), "T", pikepdf.String("naam"))),
        f"Dit PDF-bestand is veranderd: het veld 'naam' is niet zoals in het formulier. {NEW}",
    ),
    "a statement without its answers": (
        lambda pdf: changed(
            pdf, lambda file: setattr(file.Root.AcroForm, "Fields", pikepdf.Array([field(file, "s-1--note")]))
        ),
        f"Dit PDF-bestand is veranderd: het veld 's-1' is niet zoals in het formulier. {NEW}",
    ),
    "another answer": (
        lambda pdf: changed(pdf, lambda file: setattr(field(file, "s-2"), "V", pikepdf.Name("/heel-goed"))),
        f"Dit PDF-bestand is veranderd: het antwoord 'heel-goed' hoort niet bij het veld 's-2'. {NEW}",
    ),
    "another type": (
        lambda pdf: changed(pdf, lambda file: setattr(field(file, "s-2"), "FT", pikepdf.Name.Tx)),
        f"Dit PDF-bestand is veranderd: het veld 's-2' is niet zoals in het formulier. {NEW}",
    ),
    "no fields": (
        lambda pdf: changed(pdf, lambda file: file.Root.__delitem__("/AcroForm")),
        NO_FIELDS,
    ),
    "fields that are no fields": (
        lambda pdf: changed(pdf, lambda file: setattr(file.Root.AcroForm, "Fields", 7)),
        BROKEN,
    ),
    "a field within itself": (
        lambda pdf: changed(pdf, nested),
        BROKEN,
    ),
    "objects that unpack to much": (
        lambda pdf: changed(pdf, lambda file: setattr(field(file, "s-1--note"), "V", pikepdf.String("x" * 60_000_000))),
        BROKEN,
    ),
    "a text that is long": (
        lambda pdf: changed(pdf, long_text(NOISE)),
        "Het bestand is te groot voor een ingevuld formulier.",
    ),
    "a text that unpacks to much": (
        lambda pdf: changed(pdf, long_text(bytes(9_000_000))),
        "Het bestand is te groot voor een ingevuld formulier.",
    ),
    "nothing filled in": (lambda pdf: pdf, "'Samen' is hier leeg, op de ruiten die voor het team zijn."),
    "filled in for oneself": (
        lambda pdf: by_pikepdf(pdf, {"s-1": "nu-niet", "samen--perspective": "self"}),
        "Bij 'Samen' koos iemand 'Ik kijk naar mezelf'. Dat is niet voor het team.",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_cannot_be_used_is_told_and_the_rest_goes_on(site, name):
    change, message = HOSTILE[name]
    Path("raar.pdf").write_bytes(change(site.papers["samen.pdf"]))
    Path("goed.pdf").write_bytes(by_pikepdf(site.papers["samen.pdf"], {"s-1": "nu-niet"}))

    alone = site.run("raar.pdf", "-o", "uit.csv")
    together = site.counts("raar.pdf", "goed.pdf", site.more(4, "samen"))

    assert alone.exit_code == 1
    assert alone.stdout == ""
    assert alone.stderr.splitlines() == [
        f"raar.pdf: Overgeslagen. {message}",
        "Er is niets gelezen, dus er is geen bestand gemaakt.",
    ]
    assert not Path("uit.csv").exists()
    assert together["s-1", "Nu niet"] == 1


def test_a_poster_or_a_picture_is_no_form_to_fill_in(site):
    Path("raar.pdf").write_bytes(site.papers["samen-poster.pdf"])

    assert (
        "raar.pdf: Overgeslagen. In dit PDF-bestand staan geen velden" in site.run("raar.pdf", "-o", "uit.csv").stderr
    )


@pytest.mark.parametrize("end", [1, 2, 30, 400])
def test_a_file_that_lost_its_end_never_gives_other_answers(made, end):
    filled = by_pikepdf(made.papers["samen.pdf"], {"s-1": "nu-niet"})
    found = None
    with contextlib.suppress(SkippedError):
        found = read_pdf(filled[:-end], made.handbook.forms).answers

    assert found in (None, {"s-1": "nu-niet"})


def test_a_question_that_a_file_does_not_have_yet_is_told_and_not_counted(site):
    def older(file):
        fields = [one for one in file.Root.AcroForm.Fields if not str(one.T).startswith("s-3")]
        file.Root.AcroForm.Fields = pikepdf.Array(fields)

    Path("a.pdf").write_bytes(changed(by_pikepdf(site.papers["samen.pdf"], {"s-1": "nu-niet"}), older))

    assert site.counts("a.pdf", site.more(5, "samen")) == {
        ("s-1", "Nu niet"): 1,
        ("s-1", "geen antwoord"): 5,
        ("s-2", "geen antwoord"): 6,
        ("s-3", "geen antwoord"): 5,
    }
    assert (
        "a.pdf: In dit bestand van 'Samen' staat 1 vraag niet die er nu wel is. Daar telt het niet mee."
        in site.run("a.pdf", "-o", "uit.csv").stderr
    )


def test_an_answer_to_a_question_that_is_no_more_is_told(site):
    def older(file):
        field(file, "s-3").T = pikepdf.String("s-weg")
        file.Root.AcroForm.Fields = pikepdf.Array(
            [one for one in file.Root.AcroForm.Fields if not str(one.T).startswith("s-3--")]
        )

    pdf = changed(by_pikepdf(site.papers["samen.pdf"], {"s-1": "nu-niet", "s-3": "nu-niet"}), older)
    Path("a.pdf").write_bytes(pdf)

    assert "Bij 'Samen' telt 1 antwoord niet mee" in site.run("a.pdf", "-o", "uit.csv").stderr
