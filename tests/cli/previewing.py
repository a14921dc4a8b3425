"""A running preview, and a browser's questions to it."""

import socket
import subprocess
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from tests.cli.conftest import ROLEBOOK, Folder
from tests.waiting import wait_until


class Preview:
    """A running preview of a folder."""

    def __init__(self, folder: Folder, log: Path, *options: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.log = log
        self.process = subprocess.Popen(
            [ROLEBOOK, "serve", "acme", "--port", str(self.port), *options],
            cwd=folder.root,
            stdout=log.open("w"),
            stderr=subprocess.STDOUT,
        )

    def read(self, path: str = "") -> str:
        """Return a page, or nothing while the server is not up."""
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/{path}") as answer:
                return str(answer.read().decode())
        except HTTPError as error:
            return str(error.read().decode())
        except (URLError, ConnectionError):
            return ""

    def is_up(self) -> bool:
        """Tell whether the preview answers."""
        with socket.socket() as client:
            return client.connect_ex(("127.0.0.1", self.port)) == 0

    def status(self, path: str) -> int:
        """Return the status that a page is answered with."""
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/{path}") as answer:
                return int(answer.status)
        except HTTPError as error:
            return error.code

    def ask(self, method: str, path: str, host: str) -> tuple[int, Message, str]:
        """Return status, headers and content of the answer to a request for a host."""
        connection = HTTPConnection("127.0.0.1", self.port)
        connection.putrequest(method, path, skip_host=True)
        connection.putheader("Host", host)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode()

    def wait_for(self, words: str, path: str = "") -> None:
        """Wait until a page holds these words."""
        wait_until(lambda: words in self.read(path), self.process, self.log)

    def wait_for_message(self, words: str) -> None:
        """Wait until the preview has printed these words."""
        wait_until(lambda: words in self.log.read_text(), self.process, self.log)
