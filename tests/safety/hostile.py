"""What attackers write, and a site in which every text is made of it."""

import copy
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from kijkraam.checklist.model import Checklist
from kijkraam.checklist.shared import Glossary, HelpLines, Scales, Sources, Themes
from kijkraam.checklist.yaml_reader import read_yaml

HERE = Path(__file__).parent
PAYLOADS = (HERE / "payloads.txt").read_text(encoding="utf-8").splitlines()
"""Well-known ways to get a script to run, and names that objects of a browser have of themselves."""
LINKS = (HERE / "links.txt").read_text(encoding="utf-8").splitlines()
"""Links that run a script when they are followed."""
GOOD = HERE.parent / "checklist/good/checklists"
SHARED: dict[str, type[BaseModel]] = {
    "_scales.yml": Scales,
    "_sources.yml": Sources,
    "_glossary.yml": Glossary,
    "_themes.yml": Themes,
    "_helplines.yml": HelpLines,
}

WATCH = """(() => {
  window.__ran = [];
  const note = (what) => () => { (window.top ?? window).__ran.push(what); };
  for (const name of ["alert", "confirm", "prompt", "print", "msgbox"]) window[name] = note(name);
})()"""
"""Runs before all scripts of every page and frame: what a payload calls is noted."""
FOUND = r"""() => {
  const bad = [];
  const ours = (url) => !url || new URL(url, document.baseURI).origin === location.origin;
  const walk = (root) => {
    for (const element of root.querySelectorAll("*")) {
      const tag = element.localName;
      if (["iframe", "object", "embed", "base", "marquee", "math", "animate", "set", "foreignObject",
           "plaintext", "xmp", "isindex", "image", "audio"].includes(tag)) bad.push(tag);
      if (tag === "script" && !ours(element.getAttribute("src"))) bad.push(`script ${element.src}`);
      if (tag === "meta" && element.httpEquiv === "refresh") bad.push("refresh");
      for (const { name, value } of element.attributes) {
        const scheme = value.replace(/[\x00-\x20]/g, "").split(":")[0].toLowerCase();
        // The theme sets sizes of its bars by script.
        const sizes = /^((top|height|max-height|scroll-margin-top): [\d.]+px;\s*)*$/;
        const styled = name === "style" && !sizes.test(value);
        if (/^on/.test(name) || styled || name === "srcdoc") bad.push(`${tag} ${name}=${value}`);
        if (["href", "src", "action", "formaction", "xlink:href", "data", "poster"].includes(name) &&
            ["javascript", "vbscript", "data"].includes(scheme) && !value.startsWith("data:image/")) {
          bad.push(`${tag} ${name}=${value}`);
        }
      }
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  };
  walk(document);
  return bad;
}"""
"""What stands in a page that none of our templates writes: elements and attributes that run or fetch something."""


LONGEST_TITLE = 40
CHOSEN = {"dag", "wie", "waar", "klaar"}
"""Answers of the filled-in example that are no text."""


def hostile_files(text: str) -> dict[str, str]:
    """Return checklists of every sort, and shared files, in which every text for people is `text`.

    Titles of panes may not be that long: each gets a line of it, or where all lines are longer the begin of one.
    """
    files = {}
    lines = text.splitlines()
    short = itertools.cycle([one for one in lines if len(one) <= LONGEST_TITLE] or [lines[0][:LONGEST_TITLE]])
    for path in sorted(GOOD.rglob("*.yml")):
        content = read_yaml(path.read_text(encoding="utf-8"), path.name).plain()
        model = SHARED.get(path.name, Checklist)
        for place in _texts(content):
            if not CHOSEN & {str(part) for part in place} and _takes_any_words(model, content, place):
                is_title = (place[0], place[-1]) == ("sections", "title") and len(place) == 3
                _put(content, place, next(short) if is_title else text)
        name = path.relative_to(GOOD).as_posix()
        files[f"checklists/{name}"] = yaml.safe_dump(content, allow_unicode=True, width=10**6)
    return files


def _texts(content: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield where texts stand."""
    if isinstance(content, str):
        yield place
    elif isinstance(content, dict | list):
        for key, part in content.items() if isinstance(content, dict) else enumerate(content):
            yield from _texts(part, (*place, key))


def _put(content: Any, place: tuple[Any, ...], text: str) -> None:
    for part in place[:-1]:
        content = content[part]
    content[place[-1]] = text


def _takes_any_words(model: type[BaseModel], content: Any, place: tuple[Any, ...]) -> bool:
    """Whether any words may stand here: then it is no id, choice or number."""
    other = copy.deepcopy(content)
    _put(other, place, "Een <b>woord</b>.")
    try:
        model.model_validate(other)
    except ValidationError:
        return False
    return True
