"""Code of the browser that reads what others made, in one Node: many inputs at a time."""

import json
import select
import subprocess
from collections.abc import Sequence
from typing import Any

from kijkraam.locale import Phrases

from ..browser.node import NODE, TOOLS

LONGEST = 30
"""Seconds in which many inputs are read, or one of them hangs."""
MEGABYTES = 400
"""Of memory for what JavaScript keeps; what Node itself is made of comes on top."""


class BrowserCode:
    """Asks `tests/tools/fuzz.mjs`, which is started anew after it was stopped."""

    def __init__(self, form: dict[str, Any], hashes: list[int]) -> None:
        phrases = Phrases("nl").starting_with("web.")
        self._about = {"form": form, "hashes": hashes, "phrases": phrases}
        self._node: subprocess.Popen[str] | None = None

    def ask(self, *question: Any) -> Any:
        """Return the answer to one question. Raises TimeoutError when it does not come, EOFError after a crash."""
        node = self._running()
        assert node.stdin
        assert node.stdout
        node.stdin.write(f"{json.dumps(question)}\n")
        node.stdin.flush()
        if not select.select([node.stdout], [], [], LONGEST)[0]:
            self.close()
            raise TimeoutError(f"no answer within {LONGEST} seconds")
        line = node.stdout.readline()
        if not line:
            self.close()
            raise EOFError("Node crashed or ran out of memory")
        return json.loads(line)

    def read(self, name: str, inputs: Sequence[str]) -> list[str]:
        """Return what came of each input (in base64); of one that failed, `error: …`."""
        try:
            return list(self.ask("read", name, inputs))
        except (TimeoutError, EOFError) as error:
            if len(inputs) == 1:
                return [f"error: {error}"]
            return [self.read(name, [one])[0] for one in inputs]

    def close(self) -> None:
        """End the Node."""
        if self._node:
            self._node.kill()
            self._node.communicate()
            self._node = None

    def _running(self) -> subprocess.Popen[str]:
        if self._node is None:
            own = ["--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", f"--max-old-space-size={MEGABYTES}"]
            self._node = subprocess.Popen(  # noqa: S603 - our own script
                [str(NODE / "node"), *own, str(TOOLS / "fuzz.mjs")],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            assert self._node.stdin
            self._node.stdin.write(f"{json.dumps(self._about)}\n")
        return self._node
