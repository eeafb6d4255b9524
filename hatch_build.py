"""Puts the handbook's checklists into the package, without those to which someone else holds rights."""

import importlib.util
import tempfile
from pathlib import Path
from types import ModuleType

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
CHECKLISTS = ROOT / "checklists"
WHERE = {"wheel": "kijkraam/{library}", "sdist": "checklists"}
"""Where the checklists stand: in a wheel as data of the package, in an sdist as in the source tree."""


class CustomBuildHook(BuildHookInterface):
    """Asks `kijkraam.shippable` what goes in. An editable package takes them from the source tree itself."""

    def initialize(self, version: str, build_data: dict) -> None:
        """Name every file that goes into the package."""
        if version == "editable":
            return
        rules = _rules()
        where = WHERE[self.target_name].format(library=rules.LIBRARY)
        included = build_data["force_include"]
        for path in rules.shippable(CHECKLISTS):
            included[str(path)] = f"{where}/{path.relative_to(CHECKLISTS).as_posix()}"
        self.scratch = tempfile.TemporaryDirectory()
        lock = Path(self.scratch.name) / rules.LOCK
        lock.write_text(rules.shippable_lock(CHECKLISTS), encoding="utf-8")
        included[str(lock)] = f"{where}/{rules.LOCK}"
        if self.target_name == "wheel":
            included[str(ROOT / rules.LICENCE)] = f"{where}/{rules.LICENCE}"

    def finalize(self, version: str, build_data: dict, artifact_path: str) -> None:  # noqa: ARG002 - Hatch passes them
        """Throw the scratch file away."""
        if version != "editable":
            self.scratch.cleanup()


def _rules() -> ModuleType:
    """Return the module with the rules, loaded by its path: what the package needs is not installed here."""
    path = ROOT / "plugins" / "kijkraam" / "shippable.py"
    spec = importlib.util.spec_from_file_location("shippable", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
