"""Forms and a lesson to make packages of, and what an LMS finds in a cartridge."""

import io
import zipfile
from pathlib import Path

from click.testing import CliRunner, Result
from lxml import etree

from kijkraam.cli import main

CC = {
    "cp": "http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1",
    "link": "http://www.imsglobal.org/xsd/imsccv1p3/imswl_v1p3",
}

FORMS = """
    == checklists/samen.yml
    id: samen
    version: 2
    kind: kijkvragen
    title: Samen & apart
    summary: Kijk samen.
    audience: [team]
    source: {work: boek}
    see: [ikzelf]
    sections:
      - id: mensen
        title: Mensen
        intro: Zie [het blad][blad].
        scale: praktijk
        items: [{id: m-1, text: We zoeken mensen op., core: true, prompt: Waar was dat?}]
      - id: ik
        title: Ikzelf
        scale: vakmanschap
        share: self
        items: [{id: i-1, text: Ik luister.}]
    == checklists/ikzelf.yml
    id: ikzelf
    version: 1
    kind: kijkvragen
    title: Ikzelf
    summary: Kijk naar jezelf.
    audience: [professional]
    source: {work: boek}
    sections: [{id: ik, title: Ik, scale: vakmanschap, share: self, items: [{id: z-1, text: Ik luister.}]}]
    == checklists/blad.yml
    id: blad
    version: 1
    kind: werkblad
    title: Een blad
    summary: Vul in.
    audience: [client]
    source: {work: boek}
    sections: [{id: wens, title: Wens, items: [{id: b-1, text: Wat wil je?, type: text}]}]
    == checklists/geleend.yml
    id: geleend
    version: 1
    kind: werkblad
    title: Geleend blad
    summary: Vul in.
    audience: [client]
    rights: © Een ander
    source: {work: boek}
    sections: [{id: wens, title: Wens, items: [{id: g-1, text: Wat wil je?, type: text}]}]
    == docs/les.md
    ---
    title: Een les
    lesson: {minutes: 90, group: 8 studenten, levels: [mbo], summary: Je vult een blad in.}
    ---
    # Een les {#les-een}

    ## Doel {#les-een-doel}

    ## Voor wie {#les-een-voor-wie}

    ## Tijd {#les-een-tijd}

    | Stap | Minuten |
    |---|---|
    | Invullen | 90 |

    ## Voorbereiding {#les-een-voorbereiding}

    ## Materiaal {#les-een-materiaal}

    ## Opdracht {#les-een-opdracht}

    Vul [het blad][blad] in, en [jezelf][ikzelf].

    ## Vragen {#les-een-vragen}

    ## Let op {#les-een-let-op}

    ## Varianten {#les-een-varianten}

    ## Inleveren {#les-een-inleveren}
"""


def kijkraam(*arguments: str) -> Result:
    """Run the command; an error that nobody caught fails the test."""
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def links_of(cartridge: Path) -> list[tuple[str, str]]:
    """Return title and address of each link of a cartridge, in the order of its menu, as an LMS finds them."""
    with zipfile.ZipFile(cartridge) as archive:
        manifest = etree.parse(io.BytesIO(archive.read("imsmanifest.xml")))
        found = []
        for name in manifest.xpath("//cp:item/@identifierref", namespaces=CC):
            (resource,) = manifest.xpath(f"//cp:resource[@identifier='{name}']", namespaces=CC)
            assert resource.get("type") == "imswl_xmlv1p3"
            (file,) = resource.xpath("cp:file/@href", namespaces=CC)
            link = etree.parse(io.BytesIO(archive.read(file)))
            found.append(
                (link.findtext("link:title", namespaces=CC), link.xpath("string(//link:url/@href)", namespaces=CC))
            )
        assert len(manifest.xpath("//cp:resource", namespaces=CC)) == len(found) == len(archive.namelist()) - 1
        return found
