"""Run modules of the browser code by themselves, in Node: for what needs no page."""

import json
from pathlib import Path
from typing import Any

import kijkraam
from kijkraam.locale import Phrases

from .node import run_source

WEB = Path(kijkraam.__file__).parent / "web"
PHRASES = Phrases("nl").starting_with("web.")


def run(names: dict[str, str], source: str, given: Any = None) -> Any:
    """Return what `source`, the body of a function of `given`, returns; `names` are imported from modules of `web/`."""
    imports = [f'import {{ {name} }} from "{(WEB / module).as_uri()}";' for name, module in names.items()]
    told = json.dumps(given)
    said = f"globalThis.kijkraamPhrases = {json.dumps(PHRASES)};"
    lines = [*imports, said, f"const given = {told};", f"const made = await (async () => {{ {source} }})();"]
    ran = run_source("\n".join([*lines, "console.log(JSON.stringify(made));"]))
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)
