"""HTTP that bears with servers: bounded retries, with the pauses they ask for."""

from collections.abc import Collection

import requests
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

from rolebook import __version__

_PASSING = (429, 500, 502, 503, 504)
_TIMEOUT = (10.0, 60.0)
"""Seconds to connect and to wait for an answer."""

_LONGEST_PAUSE = 120
"""Seconds, however long a server asks to wait."""


class _Patient(HTTPAdapter):
    """Asks again when a server is busy, broken or gone, a few times, and gives up then."""

    def send(
        self, request: requests.PreparedRequest, *arguments: object, **given: object
    ) -> requests.Response:
        given["timeout"] = given.get("timeout") or _TIMEOUT
        return super().send(request, *arguments, **given)  # type: ignore[arg-type]


def patient_session(
    attempts: int = 5, pause: float = 0.5, passing: Collection[int] = _PASSING
) -> requests.Session:
    """Return a session; a request that changes something must be safe to repeat.

    `pause` is the first pause in seconds, which doubles, unless the server names one (`Retry-After`).
    """
    retry = Retry(
        total=attempts,
        backoff_factor=pause,
        backoff_max=30,
        status_forcelist=passing,
        allowed_methods=None,
        retry_after_max=_LONGEST_PAUSE,
        raise_on_status=False,
    )
    session = requests.Session()
    session.headers["User-Agent"] = f"Rolebook/{__version__}"
    for scheme in ("http://", "https://"):
        session.mount(scheme, _Patient(max_retries=retry))
    return session
