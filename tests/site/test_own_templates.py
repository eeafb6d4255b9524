"""A site puts its own template in the place of one of the program's, and is told what is wrong in it."""

# ruff: noqa: E501 - messages stand whole

import re

import pytest

from ..drawings import FRAME
from .test_serve import panel, serve  # noqa: F401 - a fixture

SITE = (
    FRAME
    + """
      - {id: mensen, title: Mensen, scale: praktijk, items: [{id: m-1, text: We zoeken mensen op.}]}
    == mkdocs.yml
    site_name: Proef
    theme: {name: material, language: nl, font: false, custom_dir: overrides}
    plugins: [{kijkraam: {pdf: off}}]
    == docs/index.md
    # Begin

    ::: mijn-raam card
"""
)
NO_TITEL = "'kijkraam.form.Form object' has no attribute 'titel'"
CARD = "overrides/kijkraam/card/template.html.jinja"


def test_a_template_of_the_site_comes_in_the_place_of_the_programs(draw):
    site = draw(
        SITE
        + f"""
    == {CARD}
    <p class="kaart">{{{{ t("kind." ~ form.kind) }}}}: {{{{ r.link(form.id) }}}}</p>
    """
    ).build()

    assert site.log == []
    assert (
        site.article("")
        == '<h1 id="begin">Begin</h1>\n<p class="kaart">Kijkraam: <a href="formulier/mijn-raam/">Mijn raam</a></p>'
    )
    assert list((site.root / "site").rglob("*.jinja")) == []


def test_a_template_of_the_site_can_use_the_programs_and_parts_of_its_own(draw):
    site = draw(
        SITE
        + f"""
    == {CARD}
    {{% include "original/card/template.html.jinja" %}}
    {{% include "_onderdelen/zin.html.jinja" %}}
    == overrides/kijkraam/_onderdelen/zin.html.jinja
    <p>Vragen? Loop even binnen.</p>
    == overrides/kijkraam/form/template.html.jinja
    {{% extends "original/form/template.html.jinja" %}}
    {{% block head %}}
    <p>Van ons.</p>
    {{{{ super() }}}}
    {{% endblock %}}
    == overrides/kijkraam/notice/template.html.jinja
    {{% import "original/notice/template.html.jinja" as original %}}
    {{% macro notice(title, body, kind) %}}<p>{{{{ title }}}}</p>{{% endmacro %}}
    {{% macro notices(r, t, form) %}}<div class="eerst">{{{{ original.notices(r, t, form) }}}}</div>{{% endmacro %}}
    """
    ).build()

    assert site.log == []
    card = site.article("")
    assert '<div class="kijkraam-card">' in card
    assert card.endswith("<p>Vragen? Loop even binnen.</p>")
    form = site.article("formulier/mijn-raam")
    assert form.index("<p>Van ons.</p>") < form.index("<h1>Mijn raam</h1>")
    assert re.search(r'<div class="eerst">\s*<div data-search-exclude>', form)


MEND = "Verbeter deze regel, of haal het bestand weg."
RATING = "overrides/kijkraam/rating/template.html.jinja"
MISTAKES = {
    "a bracket is missing": (
        CARD,
        "<p>\n{{ form.title }\n</p>",
        f"2:1: Dit sjabloon klopt niet. Jinja zegt: unexpected '}}'. {MEND}",
    ),
    "a filter that is not there": (
        CARD,
        "{{ form.title | mooi }}",
        f"1:1: Dit sjabloon klopt niet. Jinja zegt: No filter named 'mooi'. {MEND}",
    ),
    "a name that is not known": (
        CARD,
        "<p>\n{{ form.titel }}\n</p>",
        f"2:1: Dit sjabloon kan niet worden ingevuld. Jinja zegt: {NO_TITEL}. {MEND}",
    ),
    "a template that is not there": (
        CARD,
        '<p></p>\n{% include "original/kard/template.html.jinja" %}',
        "2:1: Het sjabloon 'original/kard/template.html.jinja' bestaat niet. Bedoel je 'original/card/template.html.jinja'?",
    ),
    "a file in the wrong place": (
        CARD.replace("card", "cart"),
        "<p></p>",
        "1:1: Het programma heeft geen sjabloon 'cart/template.html.jinja' om te vervangen. Bedoel je 'card/template.html.jinja'?",
    ),
    "a macro that others need": (
        RATING,
        "{% macro raiting(r, t, form, pane, question) %}{% endmacro %}",
        "1:1: In dit sjabloon staat de macro 'rating' niet. Andere sjablonen vragen erom. Neem hem over uit het sjabloon van het programma.",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_a_template_is_told_with_its_place_and_the_build_stops(draw, mistake):
    path, text, told = MISTAKES[mistake]
    site = draw(SITE)
    site.write(path, text)

    site.build()

    assert site.failed
    assert site.log[-1:] == [f"ERROR: {path}:{told}"]


def test_commands_use_the_templates_of_the_site_and_tell_its_mistakes(draw):
    site = draw(SITE)
    site.write(CARD, "<p>{{ form.title | upper }}</p>")
    site.kijkraam("compile", "-o", "gewoon")
    compiled = (site.root / "gewoon/docs/index.md").read_text(encoding="utf-8")
    site.write(CARD, "{{ form.titel }}")
    failed = site.kijkraam("compile", "-o", "anders")
    site.write(CARD, "{{ form.title }")
    checked = site.kijkraam("check")

    assert "<p>MIJN RAAM</p>" in compiled
    assert (failed.returncode, failed.stdout) == (1, "")
    assert failed.stderr == (f"{CARD}:1:1: Dit sjabloon kan niet worden ingevuld. Jinja zegt: {NO_TITEL}. {MEND}\n")
    assert checked.returncode == 1
    assert f"{CARD}:1:1: Dit sjabloon klopt niet. Jinja zegt: unexpected '}}'." in checked.stdout + checked.stderr


def test_while_serving_a_template_comes_fails_is_mended_and_goes(draw, serve):  # noqa: F811
    site = draw(SITE)
    site.write("overrides/kijkraam/_eigen.html.jinja", "")
    server = serve(site)
    server.until("/", lambda page: 'class="kijkraam-card"' in page)

    site.write(CARD, "<p>{{ form.title | upper }}</p>\n")
    server.until("/", lambda page: "<p>MIJN RAAM</p>" in page)
    server.replace(CARD, "form.title", "form.titel")
    page = server.until("/", panel)
    assert panel(page) == [
        "1 probleem.",
        f"{CARD}:1:1: Dit sjabloon kan niet worden ingevuld. Jinja zegt: {NO_TITEL}. {MEND}",
    ]
    assert 'class="kijkraam-card"' in page
    server.replace(CARD, "{{ form.titel | upper }}", "{{ form.titel")
    assert "Dit sjabloon klopt niet." in panel(server.until("/", lambda page: "klopt niet" in page))[1]
    server.replace(CARD, "form.titel", "form.title }}!")
    server.until("/", lambda page: "<p>Mijn raam!</p>" in page and not panel(page))
    (site.root / CARD).unlink()
    server.until("/", lambda page: 'class="kijkraam-card"' in page)
    assert "Traceback" not in server.told()
