"""One cache for all tests on paper, save those that are about the cache: they look at files, not at how these came."""

import pytest

from kijkraam.print import press


@pytest.fixture
def paper():
    return True


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory):
    return tmp_path_factory.mktemp("cache") / "kijkraam"


@pytest.fixture(autouse=True)
def _one_cache(request, shared_cache, monkeypatch):
    if "own_cache" not in request.keywords:
        monkeypatch.setattr(press, "CACHE_FOLDER", shared_cache)
