"""What many drawings of a site begin with."""

FRAME = """
    == checklists/mijn-raam.yml
    id: mijn-raam
    version: 1
    kind: kijkraam
    title: Mijn raam
    summary: Kijk samen.
    audience: [team]
    source: {work: boek}
    sections:"""
"""A form without its panes, which stand below it with six spaces more: they begin on line 9 of the file."""
