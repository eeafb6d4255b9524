"""A site with one lesson, as small as a lesson can be; tests change one thing of it."""

CONFIG = """
    == mkdocs.yml
    site_name: Proef
    theme: {name: material, language: nl, font: false}
    plugins: [kijkraam]
    markdown_extensions: [admonition, attr_list, tables]
"""
PUBLISHED = CONFIG.replace("site_name: Proef", "site_name: Proef\n    site_url: https://voorbeeld.nl/handboek/")
FRONT = """
    == docs/les.md
    ---
    title: Samen kijken
    description: Een les over kijken.
    source: {work: boek, section: "1.2"}
    lesson:
      minutes: 30
      group: 8 tot 24 studenten
      levels: [mbo, hbo]
      summary: Je kijkt *samen*.
      hand_in: mijn-blad
      keywords: [kijken, samen doen]
    ---
"""
BODY = """
    # Samen kijken {#les-kijken}

    Studenten kijken. Dit lesplan is van ons.

    ## Doel {#les-kijken-doel}

    Na deze les kan de student:

    - zeggen wat er *te zien* is;
    - zeggen wat er
      niet te zien is.

    Code van je opleiding: ……………

    ## Voor wie {#les-kijken-voor-wie}

    Voor iedereen.

    ## Tijd {#les-kijken-tijd}

    | Stap | Minuten | Wat je doet |
    | --- | --- | --- |
    | Openen | 10 | Je legt de ramen klaar. |
    | Kijken | 20 | Je wacht. |

    ## Voorbereiding {#les-kijken-voorbereiding}

    Maak de ramen schoon.

    !!! card "Rol"
        Je bent een glazenwasser.

    ## Materiaal {#les-kijken-materiaal}

    - [Het blad][mijn-blad]: een per student.

    !!! teacher "Pas later"
        Het antwoord is blauw.

    ## Opdracht {#les-kijken-opdracht}

    1. Kijk naar buiten.

    ## Vragen {#les-kijken-vragen}

    - Wat zag je?

    ## Let op {#les-kijken-let-op}

    Praat niet te veel.

    !!! student "Dit staat vast"
        Bij gevaar bel je.

    ::: helplines

    ## Varianten {#les-kijken-varianten}

    - Online: met een camera.

    ## Inleveren {#les-kijken-inleveren}

    !!! student "Dit lever je in"
        Eén blad.

    Beoordeel nooit het raam.
"""
REST = """
    == checklists/_helplines.yml
    help_lines:
      - {id: nood, title: Er is gevaar, phone: "112", text: Bel direct., organisation: Alarmnummer, checked: nu}
    == checklists/mijn-blad.yml
    id: mijn-blad
    version: 1
    kind: werkblad
    title: Mijn blad
    summary: Wat zag je?
    audience: [student]
    source: {work: boek}
    basis: own
    keep: always
    caution: [Geen namen.]
    formats: []
    sections:
      - {id: blad, title: Blad, items: [{id: b-1, type: long_text, text: Wat zag ik?}]}
"""
LESSON = CONFIG + FRONT + BODY + REST
