"""Search as a reader uses it: words in any form are found, what every form repeats is not."""

import gzip
import json
import re
import zipfile

import pytest
from playwright.sync_api import Page, expect

from ..sampling import rarely
from .axe import findings
from .modules import run
from .test_from_a_folder import FOLDER

pytestmark = pytest.mark.browser


def found(page: Page) -> list[str]:
    """Return the addresses of all pages found: few enough to be in the list at once."""
    status = page.get_by_role("status").filter(has_text="gevonden")
    expect(status).to_be_visible()
    results = page.locator(".md-search-result__item")
    expect(status).to_have_text(re.compile(f"^{results.count() or 'Niets'} "))
    links = results.evaluate_all("items => items.map(item => item.querySelector('a').href)")
    return [link.split("/handboek/")[1].partition("?")[0] for link in links]


def first_of(page: Page, words: str) -> str:
    """Return the address of what is found first: of a page, the place on it that fits best."""
    field = page.get_by_role("textbox", name="Zoek in het handboek")
    field.fill("")
    field.press("Backspace")
    expect(page.locator(".md-search-result__meta")).to_have_text("Typ een woord om te zoeken")
    field.press_sequentially(words)
    field.press("End")
    expect(page.get_by_role("status").filter(has_text="gevonden")).to_be_visible()
    page.wait_for_function(QUIET)
    best = page.locator(".md-search-result__item").first.locator(":scope > .md-search-result__link")
    scores = best.evaluate_all("links => links.map(a => [Number(a.firstElementChild.dataset.mdScore), a.href])")
    return max(scores, key=lambda scored: scored[0])[1].split("/handboek/")[1].partition("?")[0] if scores else ""


QUIET = """() => new Promise((resolve) => {
  const list = document.querySelector('.md-search-result__list');
  let last = setTimeout(() => resolve(true), 200);
  new MutationObserver(() => {
    clearTimeout(last);
    last = setTimeout(() => resolve(true), 200);
  }).observe(list, { childList: true });
})"""

ABOUT_DANGER = "signaleren/#bij-gevaar"
ABOUT_VIOLENCE = "signaleren/#denk-je-aan-geweld-thuis"
FIRST = {
    # danger, in any words
    "gevaar": ABOUT_DANGER,
    "gevaren": ABOUT_DANGER,
    "wat doe je bij gevaar": ABOUT_DANGER,
    "112": ABOUT_DANGER,
    "113": ABOUT_DANGER,
    "zelfmoord": ABOUT_DANGER,
    "zelfdoding": ABOUT_DANGER,
    "suicide": ABOUT_DANGER,
    "geweld": ABOUT_VIOLENCE,
    "huiselijk geweld": ABOUT_VIOLENCE,
    "huiselijk gewelt": ABOUT_VIOLENCE,
    "mishandeling": ABOUT_VIOLENCE,
    "veilig thuis": ABOUT_VIOLENCE,
    # one letter wrong, missing, too many or at another place
    "ondersteunigsgebieden": "formulier/werkblad-ondersteuningsgebieden/",
    "ondersteunigsgebied": "formulier/werkblad-ondersteuningsgebieden/",
    "eenzaamhied": "signaleren/eenzame-ouderen/",
    "relatie chek": "formulier/relatiecheck-abc/",
    "keukentafel gespek": "onderwijs/keukentafelgesprek/",
    "persoonlijk profil": "formulier/persoonlijk-profiel/",
    "plan van anpak": "formulier/plan-van-aanpak/",
    "supportgricht werken": "gesprek-en-plan/zes-fasen/",
    "doelen stelen": "formulier/fase-3-doelen-stellen/",
    "eigen kragt": "methoden/eigen-kracht/grenzen/",
    "kwartier maken": "methoden/kwartiermaken/",
    # titles that say little else first, makers' pages last, plurals in -s
    "plan van aanpak": "formulier/plan-van-aanpak/",
    "bram": "methoden/praktijkverhalen/casus-bram/",
    "gesprekskaart": "formulier/kwaliteitsstandaarden-ervaring/",
    "wachtwoord kwijt": "mijn-formulieren/#meenemen",
    "zes fases": "traject/",
    "zes fasen": "traject/",
}


@pytest.mark.parametrize("step", [3, pytest.param(1, marks=pytest.mark.proof)])
def test_what_readers_ask_for_is_found_first(visitor, step):
    asked = dict(list(FIRST.items())[::step])
    page = visitor.open()

    assert {words: first_of(page, words) for words in asked} == asked


def test_small_words_are_not_called_missing(visitor):
    page = visitor.open("?q=plan van aanpak")

    expect(page.locator(".md-search-result__item").first).to_contain_text("Plan van Aanpak")
    expect(page.locator(".md-search-result__terms", has_text=re.compile(r"\bvan\b"))).to_have_count(0)


TEXTS = """
const stemsOf = (word) => (["de", "van"].includes(word) ? [] : [word.replace(/(en|e)$/, "")]);
const texts = new Texts({ title: 1000, text: 1, words: 1 }, stemsOf);
for (const { ref, boost = 1, ...told } of given.documents) {
  texts.begin(ref, boost);
  texts.fields.forEach((field, number) => told[field]?.split(" ").forEach((word, at) => texts.add(word, number, at)));
}
const how = { boost: 1, fields: texts.fields, isWhole: false, isMust: false, isNot: false, ...given.how };
const found = texts.find(given.asked.map((word) => ({ ...how, word })));
return found.map(({ ref, matchData }) => [ref, Object.keys(matchData.metadata)]);
"""
PLACES = [
    {"ref": "text", "text": "de deur van het huis staat open"},
    {"ref": "long title", "title": "wie woont waar in welk huis"},
    {"ref": "title", "title": "huis", "text": "wonen"},
    {"ref": "own words", "title": "wonen", "words": "huis onderdak"},
    {"ref": "lowered", "title": "huis", "boost": 0.01},
    {"ref": "bases", "text": "bases"},
    {"ref": "neighbour", "title": "huiswerk tafels fasen"},
]


@pytest.mark.parametrize(
    ("asked", "found"),
    {
        "huis": ["own words", "title", "long title", "neighbour", "text", "lowered"],
        "de huis": ["own words", "title", "long title", "neighbour", "text", "lowered"],
        "huizs": ["own words", "title", "long title", "text", "lowered"],
        "onderdka": ["own words"],
        "onder": [],  # a maker's word counts when most of it is typed
        "onderda": ["own words"],
        "deur open": ["text"],
        "fases": ["neighbour"],
        "taffels": ["neighbour"],
        "huis tafel": ["neighbour", "own words", "title", "long title", "text", "lowered"],
    }.items(),
)
def test_the_order_of_what_is_found(asked, found):
    told = run({"Texts": "search/texts.js"}, TEXTS, {"documents": PLACES, "asked": asked.split()})

    assert [ref for ref, _ in told] == found
    assert [marks for _, marks in told if "de" in asked.split() and "de" not in marks] == []


def test_who_has_all_words_comes_before_who_has_one_in_its_title():
    both = {"ref": "both", "title": "rood en nog veel meer van dat alles bij elkaar in huis"}
    one = {"ref": "one", "title": "huis", "text": "huis huis"}
    others = [{"ref": name, "text": "rood"} for name in ("third", "fourth")]
    told = run({"Texts": "search/texts.js"}, TEXTS, {"documents": [one, both, *others], "asked": ["rood", "huis"]})

    assert [ref for ref, _ in told][:2] == ["both", "one"]


def test_a_word_that_every_object_knows_is_marked_like_any_other():
    source = TEXTS.replace("Object.keys(matchData.metadata)", "matchData.metadata.constructor")
    told = run(
        {"Texts": "search/texts.js"},
        source,
        {"documents": [{"ref": "a", "text": "de constructor"}], "asked": ["constr"]},
    )

    assert told == [["a", {"text": {"position": [1]}}]]


@pytest.mark.parametrize(
    ("how", "found"),
    {"isMust": ["title", "text"], "isNot": [], "isWhole": ["title", "text"]}.items(),
)
def test_words_that_must_or_must_not_be_there(how, found):
    documents = [
        {"ref": "title", "title": "huis", "text": "open"},
        {"ref": "text", "text": "huis open"},
        {"ref": "one", "text": "huisje open"},
    ]
    told = run(
        {"Texts": "search/texts.js"},
        TEXTS,
        {"documents": documents, "asked": ["huis"], "how": {"isWhole": True, how: True}},
    )

    assert [ref for ref, _ in told] == found


KNOWN = [
    "presentie",
    "aanpak",
    "geweld",
    "gewelddadig",
    "kracht",
    "check",
    "112",
    "maken",
    "raken",
    "ondersteuningsgebied",
]


@pytest.mark.parametrize(
    ("word", "near"),
    {
        "prensentie": ["presentie"],
        "persentie": ["presentie"],
        "prensentei": ["presentie"],  # two mistakes, in a long word
        "aapank": [],  # two mistakes, in a short one
        "gewelt": ["geweld"],
        "kragt": ["kracht"],
        "chek": ["check"],
        "113": [],
        "1123": [],
        "maaken": ["maken"],
        "paken": ["maken", "raken"],
        "ondersteunigsgeb": ["ondersteuningsgebied"],
        "mak": [],
    }.items(),
)
def test_the_words_that_somebody_may_have_meant(word, near):
    told = run(
        {"Nearest": "search/nearest.js"}, "return [...new Nearest(given[0]).to(given[1]).keys()];", [KNOWN, word]
    )

    assert told == near


@pytest.mark.parametrize(
    ("key", "named"),
    [("ArrowDown", ["Is er nu gevaar?", "Alle formulieren", "Begrippen"]), ("Tab", ["Is er nu gevaar?"])],
)
def test_who_finds_nothing_can_go_on_from_there(visitor, key, named):
    page = visitor.open("kijken/")
    field = page.get_by_role("textbox", name="Zoek in het handboek")
    field.press_sequentially("xqzzyq")
    told = page.get_by_role("status").filter(has_text="Probeer een ander woord, of kijk hier:")
    links = told.get_by_role("link")
    expect(links).to_have_text(["Is er nu gevaar?", "Alle formulieren", "Begrippen"])

    if key == "Tab":
        page.keyboard.press("Tab")  # first the part that scrolls
    for name in named:
        page.keyboard.press(key)
        expect(links.filter(has_text=name)).to_be_focused()
    for _ in named[1:]:
        page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Is er nu gevaar?")).to_be_in_viewport()
    expect(field).not_to_be_focused()
    assert page.url.endswith("/signaleren/#bij-gevaar")


@pytest.mark.parametrize(("width", "scheme"), rarely([(320, "light"), (1440, "dark")], but=[(320, "light")]))
def test_axe_finds_nothing_wrong_where_nothing_is_found(visitor, width, scheme):
    page = visitor.open("kijken/?q=xqzzyq", width=width, color_scheme=scheme)
    expect(page.get_by_role("link", name="Is er nu gevaar?")).to_be_visible()

    assert findings(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth") == width


def test_the_links_for_who_finds_nothing_go_as_soon_as_something_is_found(visitor):
    page = visitor.open("kijken/kijkraam-gebruik/?q=xqzzyq")
    links = page.get_by_role("region", name="Zoekresultaten").get_by_role("link")
    expect(links).to_have_text(["Is er nu gevaar?", "Alle formulieren", "Begrippen"])
    page.get_by_role("textbox", name="Zoek in het handboek").fill("")
    page.keyboard.type("presentie")

    expect(links.first).to_have_accessible_name("Presentie")
    expect(page.get_by_text("Probeer een ander woord")).to_have_count(0)


def test_a_fold_of_places_says_of_which_page_they_are(visitor):
    page = visitor.open("?q=eigen kracht")

    fold = page.locator(".md-search-result__more > summary").first
    expect(fold).to_have_accessible_name(re.compile(r"^Nog \d+ plekken op deze pagina: Grenzen aan eigen kracht$"))


@pytest.mark.parametrize(
    ("typed", "page_found"),
    rarely(
        [
            ("kwartiermaker", "formulier/kijkraam-kwartiermaken/"),
            ("kwartiermakers", "methoden/kwartiermaken/kwartiermaken/"),
            ("gesprekken", "gesprek-en-plan/gesprek-voorbereiden/"),
            ("keukentafelgesprekken", "gesprek-en-plan/gesprek-voorbereiden/"),
            ("wijken", "methoden/wijk-en-buurt/"),
            ("client", "kijken/kijkraam-gebruik/"),
            ("steunsys", "methoden/de-basis/steunsystemen/"),
            ("verhalen", "methoden/praktijkverhalen/casus-bram/"),
        ],
        but=[("steunsys", "methoden/de-basis/steunsystemen/")],
    ),
)
def test_a_word_is_found_in_any_form_and_half_typed(visitor, typed, page_found):
    page = visitor.open()

    page.get_by_role("textbox", name="Zoek in het handboek").press_sequentially(typed)

    result = page.locator(".md-search-result__item").filter(has=page.locator(f"[href*='{page_found}']"))
    expect(result.first).to_be_attached()
    expect(result.first).not_to_contain_text("Niet gevonden")


def test_the_texts_come_when_somebody_begins_to_search(visitor):
    page = visitor.open()
    page.get_by_text("Weergave").wait_for()
    page.wait_for_load_state("networkidle")
    asked = [request.url for request in visitor.requests]
    assert [url for url in asked if url.endswith("search_texts.json")] == []

    with page.expect_response("**/search_texts.json"):
        page.get_by_role("textbox", name="Zoek in het handboek").focus()


def test_until_the_texts_are_there_it_says_that_it_searches(visitor):
    page = visitor.open()
    page.wait_for_load_state("networkidle")
    held = []
    page.route("**/search_texts.json", lambda route: held.append(route))  # noqa: PLW0108
    field = page.get_by_role("textbox", name="Zoek in het handboek")

    field.press_sequentially("bram")
    told = page.locator(".md-search-result__meta")
    expect(told).to_have_text("Even zoeken")
    held[0].continue_()

    expect(told).to_contain_text("gevonden")


def test_who_goes_to_the_field_asks_for_the_texts_again_because_the_worker_may_not_hear_it_yet(visitor):
    page = visitor.open()
    page.evaluate("""() => {
      globalThis.asked = 0;
      new BroadcastChannel("kijkraam-search").onmessage = () => { asked += 1; };
    }""")

    page.get_by_role("textbox", name="Zoek in het handboek").focus()

    page.wait_for_function("() => asked > 2")


def test_every_result_is_a_link_with_the_title_of_what_was_found(visitor):
    page = visitor.open("?q=presentie")

    found = page.get_by_role("region", name="Zoekresultaten").get_by_role("link")
    expect(found.first).to_have_accessible_name("Presentie")
    assert [link for link in found.all() if not link.get_attribute("aria-label")] == []


def test_a_word_found_by_its_stem_is_marked_once_in_the_text(visitor):
    page = visitor.open("?q=gesprekken")

    expect(page.locator(".md-search-result mark").first).to_be_attached()
    marked = page.locator(".md-search-result mark").all_inner_texts()

    assert {text.lower() for text in marked} >= {"gesprek"}
    assert page.locator("mark mark, .md-search-result__link mark:empty").count() == 0


@pytest.mark.parametrize("answer", rarely(['"Lukt erop let"', '"Deels papier"'], but=['"Lukt erop let"']))
def test_the_words_of_an_answer_find_no_form(visitor, answer):
    page = visitor.open(f"?q={answer}")

    assert [address for address in found(page) if address.startswith("formulier/")] == []


def test_the_search_does_not_know_what_every_form_repeats(handbook):
    index = json.loads((handbook.folder / "search/search_texts.json").read_text(encoding="utf-8"))
    forms = [entry for entry in index["docs"] if entry["location"].startswith("formulier/")]

    repeated = ("Sommigen van ons", "Lukt als ik erop let", "Hier wil ik over praten", "Dit is een kladblok")
    assert len(forms) > 100
    assert [entry["location"] for entry in forms if any(words in entry["text"] for words in repeated)] == []


def test_the_search_does_not_know_the_data_of_scripts(handbook):
    index = json.loads((handbook.folder / "search/search_texts.json").read_text(encoding="utf-8"))

    described = ("zelf-maken/bestand/", "zelf-maken/insluiten/")  # pages that show how such data look
    others = [entry for entry in index["docs"] if not entry["location"].startswith(described)]

    assert [entry["location"] for entry in others if re.search(r'[{,]"[a-z-]+":', entry["text"])] == []


def test_the_index_of_the_whole_handbook_stays_small(handbook):
    index = (handbook.folder / "search/search_texts.json").read_bytes()

    assert len(gzip.compress(index)) <= 600_000


def test_the_copy_from_a_folder_searches_the_same_way(draw, browser, tmp_path):
    site = draw(FOLDER)
    site.write(
        "docs/hulp.md", "---\nsearch: {words: {bel-ons: [nood, 112]}}\n---\n# Hulp\n\n## Bel ons {#bel-ons}\n\nGauw.\n"
    )
    site.write("docs/nood.md", "# Nood en noodzaak\n\nEen dag van nood, en de eenzaamheid.\n")
    site.write("docs/maken.md", "---\nsearch: {boost: 0.1}\n---\n# De eenzaamheid\n")
    site.write("mkdocs.yml", (site.root / "mkdocs.yml").read_text() + "markdown_extensions: [attr_list]\n")
    with zipfile.ZipFile(site.build().root / "site/handboek-offline.zip") as packed:
        packed.extractall(tmp_path / "stick")
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto((tmp_path / "stick/handboek/eerste/index.html").as_uri())
    found = {}
    for words in IN_A_FOLDER:
        page.locator(".md-search__input").fill("")
        expect(page.locator(".md-search-result__item")).to_have_count(0)
        page.locator(".md-search__input").fill(words)
        links = page.locator(".md-search-result__link")
        expect(links.first).to_be_attached()
        found[words] = [link.split("/handboek/")[1] for link in links.evaluate_all("all => all.map(a => a.href)")]
    context.close()

    assert found == IN_A_FOLDER


IN_A_FOLDER = {
    "nood": ["hulp/index.html#bel-ons", "nood/index.html"],
    "112": ["hulp/index.html#bel-ons"],
    "zomaar nood": ["hulp/index.html#bel-ons", "nood/index.html"],  # no page has both
    "eenzaamhied": ["nood/index.html", "maken/index.html"],
    "noot": ["hulp/index.html#bel-ons", "nood/index.html"],
}
