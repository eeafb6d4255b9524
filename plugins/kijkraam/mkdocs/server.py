"""The server of `mkdocs serve`, which shows a site while somebody writes."""

import errno
import socket
from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

from mkdocs.livereload import LiveReloadServer


def answer_also(server: LiveReloadServer, text_of: Callable[[str], str | None]) -> None:
    """Let a server answer also with texts that are made when somebody asks for them, by their path in the site."""
    answer = server.get_app() or server.serve_request

    def answer_with_texts(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")  # as WSGI has it
        text = text_of(path.removeprefix(server.mount_path))
        if text is None:
            return answer(environ, start_response)
        start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
        return [text.encode()]

    server.set_app(answer_with_texts)


def is_taken(host: str, port: int) -> bool:
    """Whether something else answers at an address already."""
    with socket.socket() as made:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server itself does
        try:
            made.bind((host, port))
        except OSError as error:
            return error.errno == errno.EADDRINUSE
    return False
