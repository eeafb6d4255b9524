"""The templates of components that a site can put its own in the place of."""

import re

from jinja2 import Environment, meta, nodes

import kijkraam.forms
from kijkraam.developers.entry import Entry, Group, Method, Part
from kijkraam.forms.templates import macros_of, originals, source_of

COMMENT = re.compile(r"\A\{#-?\s*(.*?)\s*-?#\}", re.DOTALL)
BLOCK = re.compile(r"\{%-?\s*block (\w+)")
ALWAYS = ("r", "t")
"""What every template gets."""


def templates() -> Part:
    """Return every template: what it is for, by the comment at its top, and what it gets."""
    return Part("templates", kijkraam.forms.__doc__ or "", (Group("", tuple(map(_template, originals()))),))


def _template(name: str) -> Entry:
    source = source_of(name)
    comment = COMMENT.match(source)
    short = name.removesuffix("/template.html.jinja").removesuffix(".html.jinja")
    macros = [Method(f"macro {macro}({', '.join(gets)})", "") for macro, gets in macros_of(name).items()]
    blocks = [Method(f"block {block}", "") for block in BLOCK.findall(source)]
    return Entry(
        f"dev-templates-{re.sub('[/_]', '-', short)}",
        name,
        signature=_gets(source),
        about=" ".join(comment[1].split()) if comment else "",
        methods=(*macros, *blocks),
    )


def _gets(source: str) -> str:
    """Return the names that a template gets when it is filled in itself; nothing when it only has macros for others."""
    tree = Environment(autoescape=True).parse(source)
    own = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}
    told = meta.find_undeclared_variables(tree) - own
    return ", ".join([*ALWAYS, *sorted(told.difference(ALWAYS))]) if told else ""
