"""A checklist as the text of a YAML file: one key a line, and every text as the reader gives it back."""

from typing import Any

import yaml

ENDLESS = 1_000_000_000
"""No text is broken over lines: then it cannot seem to be a list or a key."""


class _Dumper(yaml.SafeDumper):
    """Writes lists further in than the key that they are under, as the rest of a handbook does."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001
        super().increase_indent(flow, False)


def yaml_text(content: dict[str, Any]) -> str:
    """Return texts, lists and mappings as YAML."""
    return yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=ENDLESS)
