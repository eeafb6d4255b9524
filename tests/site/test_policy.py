"""The Content Security Policy: in every page of a built site, the same everywhere, and not while writing."""

import base64
import hashlib
import html
import re

from ..drawings import FRAME

FORM = (
    FRAME
    + """
      - {id: mensen, title: Mensen, scale: praktijk, items: [{id: m-1, text: We zoeken mensen op.}]}
    == docs/diep/in/pagina.md
    # Diep
"""
)
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
INLINE = re.compile(r"<script(?![^>]* src=)(?![^>]*json)[^>]*>(.*?)</script>", re.DOTALL)


def policies(site) -> dict[str, list[str]]:
    """The policies in each page of a built site."""
    root = site.root / "site"
    return {
        page.relative_to(root).as_posix(): [html.unescape(policy) for policy in META.findall(page.read_text())]
        for page in root.rglob("*.html")
    }


def digest(script: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'"


def test_every_page_has_the_same_policy_with_the_hashes_of_all_scripts_of_the_site(draw):
    site = draw(FORM).build()

    found = policies(site)
    assert set(found) == {
        "404.html",
        "index.html",
        "diep/in/pagina/index.html",
        "formulier/mijn-raam/index.html",
    }
    assert {tuple(policy) for policy in found.values()} == {tuple(found["index.html"])}
    [policy] = found["index.html"]
    scripts = {s for page in found for s in INLINE.findall((site.root / "site" / page).read_text())}
    hashes = " ".join(sorted(map(digest, scripts)))
    assert len(scripts) > 3  # one of them differs with the depth of the page
    assert policy == (
        f"default-src 'self'; script-src 'self' {hashes}; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'none'; base-uri 'none'; object-src 'none'; frame-src 'self'"
    )


def test_the_policy_comes_before_what_it_is_about_and_after_the_encoding(draw):
    site = draw(FORM).build()

    for page in ("", "404.html"):
        text = site.html(page)
        places = [text.index('<meta charset="utf-8">'), META.search(text).start(), text.index("<link")]
        assert places == sorted(places)


def test_a_page_that_another_plugin_writes_has_the_policy_too(draw):
    site = draw(
        FORM
        + """
    == mkdocs.yml
    site_name: Proef
    theme: {name: material, language: nl, font: false}
    plugins: [kijkraam]
    hooks: [hooks.py]
    == hooks.py
    from pathlib import Path


    def on_post_build(config):
        Path(config.site_dir, "oud.html").write_text("<head><script>go('nieuw')</script></head>", newline="")
    """
    ).build()

    found = policies(site)
    assert found["oud.html"] == found["index.html"]
    assert digest("go('nieuw')") in found["index.html"][0]


def test_a_style_within_a_page_has_its_hash_in_every_page(draw):
    site = draw(FORM)
    (site.root / "docs/eigen.html").write_text("<html><head><style>p { margin: 0 }</style></head>", encoding="utf-8")
    site.build()

    found = policies(site)
    assert f"style-src 'self' {digest('p { margin: 0 }')};" in found["index.html"][0]
    assert {tuple(policy) for policy in found.values()} == {tuple(found["index.html"])}


def test_a_redirect_has_the_same_policy_and_no_script_within(draw):
    site = draw(
        FORM
        + """
    == docs/nieuw.md
    ---
    was: [oud/]
    ---
    # Nieuw
    """
    ).build()

    found = policies(site)
    assert found["oud/index.html"] == found["index.html"]
    assert INLINE.findall(site.html("oud")) == []


def test_no_page_has_a_style_attribute(draw):
    site = draw(
        FORM
        + """
    == docs/stijl.md
    # Stijl

    | links | rechts |
    |:---|---:|
    | a | b |

    ```python linenums="1" hl_lines="1"
    x = 1
    ```
    """
    ).build()

    styled = {
        page for page in policies(site) if re.search(r"<[a-z][^>]*\sstyle=", (site.root / "site" / page).read_text())
    }
    assert styled == set()


def test_a_page_of_a_maker_in_another_encoding_keeps_its_bytes(draw):
    site = draw(FORM)
    page = "<html><head><title>Caf\u00e9</title><script>a()\r\nb()</script></head>".encode("latin-1")
    (site.root / "docs/eigen.html").write_bytes(page)
    site.build()

    policy = html.unescape(META.search(site.html())[1])
    built = (site.root / "site/eigen.html").read_bytes()
    assert built == page.replace(
        b"<head>", f'<head><meta http-equiv="Content-Security-Policy" content="{policy}">'.encode()
    )
    assert digest("a()\nb()") in policy  # a browser reads line ends as one character


def test_data_in_a_script_element_needs_no_hash(draw):
    site = draw(FORM).build()

    [data] = re.findall(r'<script id="__config" type="application/json">(.*?)</script>', site.html(), re.DOTALL)
    assert digest(data) not in policies(site)["index.html"][0]


def test_a_site_without_inline_scripts_has_a_policy_without_hashes(draw):
    site = draw(
        """
    == mkdocs.yml
    site_name: Proef
    theme: {name: null, custom_dir: thema}
    plugins: [kijkraam]
    == thema/main.html
    <!doctype html><html lang="nl"><HEAD><title>x</title></HEAD><body>{{ page.content }}</body></html>
    """
    ).build()

    assert site.html().count("script-src 'self';") == 1
