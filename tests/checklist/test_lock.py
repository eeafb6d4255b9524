"""`ids.lock`: what was published once keeps its number for ever."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kijkraam.addresses import INVENTORY, Addresses
from kijkraam.checklist.lock import Lock, LockedForm, locked_addresses_gone, read_lock
from kijkraam.handbook import Handbook, load_handbook
from kijkraam.locale import Phrases
from kijkraam.site import find_site

SHEET = """
    == checklists/mijn-blad.yml
    id: mijn-blad
    version: 1
    kind: werkblad
    title: Mijn blad
    summary: Schrijf het samen op.
    audience: [client]
    source: {work: boek}
    sections:
"""


def sheet(*sections: str, after: str = "") -> str:
    """Draw a form with sections such as `plan: een twee`; `a<b` is an item b that was called a."""
    drawing = SHEET
    for section in sections:
        name, _, items = section.partition(": ")
        drawing += f"      - id: {name}\n        title: {name}\n        items:\n"
        for item in items.split():
            was, _, now = item.rpartition("<")
            renamed = f", was: [{was}]" if was else ""
            drawing += f"          - {{id: {now}, type: text, text: Wat?{renamed}}}\n"
    return drawing + (f"    {after}\n" if after else "")


SCALES = """
    == checklists/_scales.yml
    scales:
      - id: praktijk
        question: Hoe gaat dit bij ons?
        answers:
"""


def handbook_of(site) -> Handbook:
    return load_handbook(find_site(site.root))


def told(site) -> list[str]:
    return [problem.line_of_text(Phrases("nl")) for problem in handbook_of(site).problems]


def lock(site) -> dict[str, int]:
    """Do `kijkraam lock`, and return the ordinals of the form."""
    result = site.kijkraam("lock")
    assert (result.stderr, result.returncode) == ("", 0)
    return read_lock(site.root / "checklists", "ids.lock").forms["mijn-blad"].items


def test_items_are_numbered_from_1_in_their_first_order(draw):
    site = draw(sheet("plan: een twee", "later: drie"))

    assert lock(site) == {"een": 1, "twee": 2, "drie": 3}


@pytest.mark.parametrize(
    ("sections", "ordinals"),
    [
        (["plan: twee een", "later: drie"], {"een": 1, "twee": 2, "drie": 3}),
        (["later: drie", "plan: een twee"], {"een": 1, "twee": 2, "drie": 3}),
        (["plan: drie een", "later: twee"], {"een": 1, "twee": 2, "drie": 3}),
        (["plan: nul een twee", "later: drie"], {"een": 1, "twee": 2, "drie": 3, "nul": 4}),
        (["plan: een twee", "nu: vijf vier", "later: drie"], {"een": 1, "twee": 2, "drie": 3, "vijf": 4, "vier": 5}),
    ],
)
def test_an_ordinal_stays_when_items_move_and_new_ones_come_at_the_end(draw, sections, ordinals):
    site = draw(sheet("plan: een twee", "later: drie"))
    lock(site)

    draw(sheet(*sections))

    assert lock(site) == ordinals


def test_an_ordinal_of_a_retired_item_is_never_used_again(draw):
    site = draw(sheet("plan: een twee drie"))
    lock(site)

    draw(sheet("plan: een twee", after="retired: [drie]"))
    assert lock(site) == {"een": 1, "twee": 2, "drie": 3}

    draw(sheet("plan: een twee vier", after="retired: [drie]"))
    assert lock(site) == {"een": 1, "twee": 2, "drie": 3, "vier": 4}


def test_an_item_with_another_name_gets_a_number_of_its_own(draw):
    site = draw(sheet("plan: een twee"))
    lock(site)

    draw(sheet("plan: een twee<dos"))

    assert told(site) == []
    assert lock(site) == {"een": 1, "twee": 2, "dos": 3}


def test_an_item_cannot_go_before_it_is_retired_or_renamed(draw):
    site = draw(sheet("plan: een twee", "later: drie"))
    lock(site)

    draw(sheet("plan: een"))

    assert told(site) == [
        f"checklists/mijn-blad.yml:1:1: '{name}' van 'mijn-blad' is gepubliceerd en nu weg. "
        "Zet het bij retired, of bij was van de vraag die ervoor in de plaats kwam."
        for name in ("drie", "later", "twee")
    ]
    assert site.kijkraam("lock").returncode == 1


def test_a_form_cannot_go(draw):
    site = draw(sheet("plan: een"))
    lock(site)

    (site.root / "checklists/mijn-blad.yml").unlink()

    assert told(site) == [
        (
            "checklists/ids.lock:4:3: Het formulier 'mijn-blad' is gepubliceerd en nu weg. "
            "Zet het terug; links en bewaarde antwoorden hangen eraan."
        )
    ]


def test_answers_of_a_scale_are_numbered_and_keep_their_number(draw):
    site = draw(sheet("plan: een") + SCALES + "          - {id: ja, text: Ja}\n          - {id: nee, text: Nee}\n")
    lock(site)

    draw(
        sheet("plan: een")
        + SCALES
        + "          - {id: soms, text: Soms}\n          - {id: nee, text: Nee}\n        retired: [ja]\n"
    )
    lock(site)

    assert read_lock(site.root / "checklists", "ids.lock").scales == {"praktijk": {"ja": 1, "nee": 2, "soms": 3}}


def test_an_included_item_is_numbered_in_each_form_that_holds_it(draw):
    site = draw(
        sheet("plan: een twee")
        + """
    == checklists/ander-blad.yml
    id: ander-blad
    version: 1
    kind: werkblad
    title: Ander blad
    summary: Schrijf het samen op.
    audience: [client]
    source: {work: boek}
    sections:
      - {id: eigen, title: Eigen, items: [{id: nul, type: text, text: Wat?}]}
      - {include: mijn-blad#plan}
    """
    )
    lock(site)

    forms = read_lock(site.root / "checklists", "ids.lock").forms
    assert forms["mijn-blad"].items == {"een": 1, "twee": 2}
    assert forms["ander-blad"].items == {"nul": 1, "een": 2, "twee": 3}
    assert forms["ander-blad"].sections == ["eigen", "plan"]


def test_the_lock_has_one_id_a_line_so_that_changes_of_several_people_merge(draw):
    site = draw(sheet("plan: een twee") + SCALES + "          - {id: ja, text: Ja}\n          - {id: nee, text: Nee}\n")
    lock(site)

    assert (site.root / "checklists/ids.lock").read_text(encoding="utf-8") == (
        "# Written by `kijkraam lock`. Every id and address that was ever published, for ever: links, saved answers and"
        " codes\n"
        "# hang on them. Never remove or change a line by hand.\n"
        "forms:\n"
        "  mijn-blad:\n"
        "    sections:\n"
        "      - plan\n"
        "    items:\n"
        "      een: 1\n"
        "      twee: 2\n"
        "scales:\n"
        "  praktijk:\n"
        "    ja: 1\n"
        "    nee: 2\n"
        "addresses: []\n"
    )


def test_forms_of_two_people_come_together_in_one_lock(draw):
    site = draw(sheet("plan: een"))
    lock(site)
    ours = (site.root / "checklists/ids.lock").read_text(encoding="utf-8")
    theirs = ours.replace("forms:\n", "forms:\n  hun-blad:\n    sections:\n      - deel\n    items:\n      eerste: 1\n")
    (site.root / "checklists/ids.lock").write_text(theirs, encoding="utf-8")
    draw(
        sheet("plan: een nieuw")
        + """
    == checklists/hun-blad.yml
    id: hun-blad
    version: 1
    kind: werkblad
    title: Hun blad
    summary: Schrijf het samen op.
    audience: [client]
    source: {work: boek}
    sections:
      - {id: deel, title: Deel, items: [{id: tweede, type: text, text: Wat?}, {id: eerste, type: text, text: Wat?}]}
    """
    )

    assert lock(site) == {"een": 1, "nieuw": 2}
    assert read_lock(site.root / "checklists", "ids.lock").forms["hun-blad"].items == {"eerste": 1, "tweede": 2}


def test_adding_counts_ids_and_addresses_and_adding_again_adds_nothing(draw):
    handbook = handbook_of(draw(sheet("plan: een twee")))
    locked = Lock(forms={}, scales={}, addresses=[])

    # a form, a section and two items; two scales with three and two answers; two addresses
    assert locked.add(handbook, ["", "formulier/mijn-blad/"]) == 4 + 7 + 2
    assert locked.add(handbook, ["formulier/mijn-blad/"]) == 0
    assert locked.addresses == ["", "formulier/mijn-blad/"]


IDS = st.from_regex(r"[a-z][a-z0-9]{0,4}(-[a-z0-9]{1,4}){0,2}", fullmatch=True) | st.sampled_from(
    ["null", "no", "yes", "on", "y", "true", "e1"]
)
NUMBERS = st.lists(IDS, unique=True, max_size=5).map(lambda names: {name: n for n, name in enumerate(names, 1)})
ADDRESSES = st.text(st.characters(exclude_categories=["C"], exclude_characters="\u2028\u2029"), max_size=20)


@settings(max_examples=60, derandomize=True, deadline=None, database=None)
@given(
    forms=st.dictionaries(IDS, st.tuples(st.lists(IDS, unique=True, max_size=3), NUMBERS), max_size=4),
    scales=st.dictionaries(IDS, NUMBERS, max_size=3),
    addresses=st.lists(ADDRESSES, unique=True, max_size=4),
)
def test_what_is_locked_is_read_back(tmp_path_factory, forms, scales, addresses):
    locked = Lock(forms={}, scales={}, addresses=addresses)
    locked.forms = {form: LockedForm(sections=sections, items={}) for form, (sections, _) in forms.items()}
    for form, (_, items) in forms.items():
        locked.forms[form].items = items
    locked.scales = {scale: numbers for scale, numbers in scales.items() if numbers}
    folder = tmp_path_factory.mktemp("lock")
    (folder / "ids.lock").write_text(locked.text(), encoding="utf-8")

    assert read_lock(folder, "ids.lock") == locked


def test_a_published_address_that_is_gone_is_told_at_its_line_unless_it_redirects(draw):
    site = draw(sheet("plan: een"))
    lock(site)
    path = site.root / "checklists/ids.lock"
    gone = '["", "begin/", "begin/#kop", "oud/", "formulier/mijn-blad/#een"]'
    path.write_text(path.read_text(encoding="utf-8").replace("addresses: []", f"addresses: {gone}"), encoding="utf-8")
    built = site.root / "site"
    (built / "oud").mkdir(parents=True)
    (built / "oud/index.html").write_text("elders", encoding="utf-8")
    (built / INVENTORY).write_text(
        json.dumps({"version": 1, "pages": {"begin/": [], "formulier/mijn-blad/": ["een"]}}), encoding="utf-8"
    )

    problems = locked_addresses_gone(handbook_of(site), Addresses.read(built), built)

    mend = "is gepubliceerd en nu weg. Zet de bladzijde of kop terug, of maak een doorverwijzing."
    assert [problem.line_of_text(Phrases("nl")) for problem in problems] == [
        f"checklists/ids.lock:17:13: Het adres '/' {mend}",
        f"checklists/ids.lock:17:27: Het adres 'begin/#kop' {mend}",
    ]


def test_a_lock_may_be_larger_than_a_checklist(draw):
    site = draw(sheet("plan: een"))
    lock(site)
    path = site.root / "checklists/ids.lock"
    many = "".join(f'  - "formulier/formulier-{n}/#vraag"\n' for n in range(40_000))
    path.write_text(
        path.read_text(encoding="utf-8").replace("addresses: []\n", f"addresses:\n{many}"), encoding="utf-8"
    )

    assert path.stat().st_size > 1024 * 1024
    assert told(site) == []
