"""A server in the process of the tests."""

import _thread
from http.server import ThreadingHTTPServer
from typing import Any


class UntracedServer(ThreadingHTTPServer):
    """A server whose threads nothing traces: tracing can fail to begin in several at once (CPython 3.11)."""

    daemon_threads = True

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer in a thread of its own."""
        _thread.start_new_thread(self.process_request_thread, (request, client_address))
