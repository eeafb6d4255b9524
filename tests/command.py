"""The command `kijkraam` as tests run it: in this process, for to begin one costs a second."""

import contextlib
import subprocess
from pathlib import Path

from click.testing import CliRunner

from kijkraam.cli import main


def run_kijkraam(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder. What a user would see as a traceback is raised here."""
    with contextlib.chdir(folder):
        result = CliRunner().invoke(main, arguments, prog_name="kijkraam")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return subprocess.CompletedProcess(arguments, result.exit_code, result.stdout, result.stderr)
