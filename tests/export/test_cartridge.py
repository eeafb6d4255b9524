"""Themes as Common Cartridges: their pages and forms as links that an LMS finds, in order."""

from pathlib import Path

from .packed import FORMS, kijkraam, links_of


def test_a_cartridge_has_the_pages_and_forms_of_a_theme_in_the_order_of_the_menu(draw):
    draw(
        FORMS
        + """
    == mkdocs.yml
    site_name: Proef
    site_url: https://voorbeeld.nl/boek/
    plugins: [kijkraam]
    nav:
      - index.md
      - Buurt:
          - buurt/index.md
          - buurt/later.md
          - Een titel: buurt/eerder.md
          - Formulieren: [formulier/blad.md]
    == checklists/_themes.yml
    themes: [{id: buurt, title: Buurt, summary: Samen.}]
    == checklists/buurt/mijn-blad.yml
    id: mijn-blad
    version: 1
    kind: werkblad
    title: Mijn blad
    summary: Vul in.
    audience: [client]
    source: {work: boek}
    sections: [{id: wens, title: Wens, items: [{id: b-1, text: Wat wil je?, type: text}]}]
    == docs/buurt/index.md
    # In de buurt
    == docs/buurt/eerder.md
    # Eerder
    == docs/buurt/later.md
    # Later & meer {#later}
    == docs/buurt/anders.md
    # Anders
    """
    )
    result = kijkraam("export", "cartridge", "buurt")

    assert (result.output, result.exit_code) == ("buurt.imscc\n", 0)
    assert links_of(Path("buurt.imscc")) == [
        ("In de buurt", "https://voorbeeld.nl/boek/buurt/"),
        ("Later & meer", "https://voorbeeld.nl/boek/buurt/later/"),
        ("Een titel", "https://voorbeeld.nl/boek/buurt/eerder/"),
        ("Een blad", "https://voorbeeld.nl/boek/formulier/blad/"),
        ("Anders", "https://voorbeeld.nl/boek/buurt/anders/"),
        ("Mijn blad", "https://voorbeeld.nl/boek/formulier/mijn-blad/"),
    ]


def test_a_cartridge_needs_the_address_of_the_site(draw):
    draw(FORMS + "    == docs/buurt/index.md\n    # In de buurt\n")
    result = kijkraam("export", "cartridge", "buurt")

    assert (result.output, result.exit_code) == (
        (
            "Zonder het adres van de site kunnen er geen links zijn. Zet 'site_url: https://…' in mkdocs.yml, met het "
            "adres waar de site staat.\n"
        ),
        1,
    )


def test_an_unknown_theme_is_wrong_use_and_the_nearest_is_named(draw):
    draw(FORMS + "    == docs/buurt/index.md\n    # In de buurt\n")
    result = kijkraam("export", "cartridge", "buurd")

    assert result.exit_code == 2
    assert "Er is geen map 'buurd' met een eigen beginpagina. Bedoel je 'buurt'?" in result.output
