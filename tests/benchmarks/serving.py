"""What benchmarks of pages share: a host that sends gzip, and what npm brings."""

import gzip
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


class _Host(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Leave out that a browser no longer waits for an answer."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(SimpleHTTPRequestHandler):
    """Sends everything gzipped, as hosts do."""

    protocol_version = "HTTP/1.1"  # one connection for many files

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        body = _gzipped(path) if path.is_file() else b""
        self.send_response(200 if path.is_file() else 404)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if body:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(ConnectionError):  # a page that closes does not wait for what comes last
            self.wfile.write(body)

    def log_request(self, *_: Any) -> None:
        """Say nothing."""


@cache
def _gzipped(path: Path) -> bytes:
    return gzip.compress(path.read_bytes())


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder whose files stay as they are, and give the address of it."""
    with _Host(("127.0.0.1", 0), partial(_Handler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def fetch_packages(folder: Path) -> None:
    """Fetch what the `package-lock.json` of a folder names, unless it is there."""
    if not (folder / "node_modules").is_dir():
        npm = shutil.which("npm")
        assert npm, "npm is not on the path"
        subprocess.run([npm, "ci", "--ignore-scripts", "--silent", "--no-audit", "--no-fund"], cwd=folder, check=True)  # noqa: S603
