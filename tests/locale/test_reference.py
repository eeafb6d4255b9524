"""The reference of the YAML language: every key is told, in both languages, with an example that the reader takes."""

import pytest
import yaml
from pydantic import TypeAdapter

from kijkraam import reference
from kijkraam.checklist.fields import Keep
from kijkraam.locale import LANGUAGES, Phrases

MODELS = {model.__name__: model for model, _ in reference.models()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_of_every_model_is_told_and_no_other(language):
    told = {name: sorted(words) for name, words in reference.catalogue(language).items()}

    assert told == {name: sorted([reference.OF_MODEL, *reference.own_keys(model)]) for name, model in MODELS.items()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "model"), MODELS.items())
def test_every_example_is_what_its_key_takes(name, model, language):
    for key in reference.own_keys(model):
        example = yaml.load(reference.catalogue(language)[name][key]["example"], Loader=yaml.BaseLoader)  # noqa: S506

        assert list(example) == [key]
        TypeAdapter(reference.hint_of(model, key)).validate_python(example[key])


def test_a_key_is_told_with_what_it_takes_and_what_it_is_when_left_out():
    (checklist, *_) = reference.parts(Phrases("nl"))
    keys = {key.name: key for key in checklist.keys}

    assert (checklist.title, checklist.is_file) == ("Een formulier", True)
    assert (keys["id"].takes, keys["id"].is_needed) == ("id", True)
    assert (keys["keep"].takes, keys["keep"].choices) == ("een van deze woorden", tuple(Keep))
    assert (keys["level"].default, keys["level"].is_needed) == ("B1", False)
    assert (keys["audience"].takes, keys["audience"].choices[:2]) == (
        "lijst: een van deze woorden",
        ("professional", "team"),
    )
    assert (keys["sections"].takes, keys["sections"].part) == (
        "lijst: sleutels, zie Deel van een formulier",
        "Section",
    )


def test_the_block_puts_all_keys_in_a_page_with_an_address_for_each(draw):
    site = draw("""
    == docs/index.md
    # Naslag

    ::: reference
    """).build()

    page = site.article()

    assert site.log == []
    assert page.count('<div id="yaml-') == sum(len(reference.own_keys(model)) for model in MODELS.values())
    assert '<div id="yaml-item-prompt">' in page
    assert site.outline()[:3] == [
        "h1 naslag Naslag",
        "h2 yaml-checklist Een formulier",
        "h3 yaml-change Wat er veranderde",
    ]
