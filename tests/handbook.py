"""The whole handbook of this project, built once for all tests of a worker and served on this machine."""

import sys
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

FOLDER = "handboek"
"""The site does not stand at the root of its host: a link that counts from there is broken."""
NOT_FOUND = "404.html"
THEME_SCRIPT = "assets/javascripts/bundle."


class Server(ThreadingHTTPServer):
    """Serves a folder at a free port of this machine, and remembers what was asked of it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
        self.folder = folder
        self.asked: list[str] = []
        self.is_down = False
        """Whether it hangs up on whoever asks something."""
        self.is_rebuilt = False
        """Whether its files are made anew meanwhile: the date of a file tells seconds, and a build takes less."""
        self.has_theme = True
        """Whether the script of the theme has something in it: a third of the work of opening a page."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"

    @property
    def other_host(self) -> str:
        """The same server under another name: to a browser it is another host."""
        return f"http://localhost:{self.server_port}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Leave out that a browser no longer waits for an answer: it went to another page."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(SimpleHTTPRequestHandler):
    """Answers as a host of static pages does: an unknown address gives the site's own page for that."""

    protocol_version = "HTTP/1.1"  # one connection for many files
    server: Server

    def parse_request(self) -> bool:
        understood = super().parse_request()
        self.server.asked.append(f"{self.requestline}\n{self.headers}" if understood else self.requestline)
        return understood

    def do_GET(self) -> None:
        if self.server.is_rebuilt:
            del self.headers["If-Modified-Since"]
        if self.server.is_down:
            self.close_connection = True
        elif THEME_SCRIPT in self.path and not self.server.has_theme:
            self._send(b"", "text/javascript")
        else:
            super().do_GET()

    def end_headers(self) -> None:
        if self.server.is_rebuilt:
            self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def _send(self, body: bytes, kind: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = self.server.folder / FOLDER / NOT_FOUND
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        self._send(page.read_bytes(), "text/html; charset=utf-8", code)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@dataclass(frozen=True)
class Handbook:
    """The built handbook: its files, what was said while building, and where it is served."""

    folder: Path
    url: str
    log: list[str]

    @property
    def addresses(self) -> list[str]:
        """The addresses of all pages, relative to the site's root."""
        found = sorted(self.folder.rglob("*.html"))
        return [path.relative_to(self.folder).as_posix().removesuffix("index.html") for path in found]

    def file(self, address: str) -> Path:
        """Return the file that is served at an address."""
        return self.folder / address / "index.html" if address.endswith("/") or not address else self.folder / address
