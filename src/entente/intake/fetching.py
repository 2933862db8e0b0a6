"""An http(s) address → what the server gives: from public hosts alone, bounded in size and time, every redirect checked again.

The host is resolved here, every address of it is checked, and the connection goes to the address that was checked, so that a name
cannot mean another machine a moment later (DNS rebinding; OWASP, "Server-Side Request Forgery Prevention").
"""

import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin

from entente.intake.pages import MAX_PAGE_BYTES
from entente.model.problem import Problem

if TYPE_CHECKING:
    from urllib3 import HTTPConnectionPool
    from urllib3.response import BaseHTTPResponse
    from urllib3.util import Url

_PORTS = {"http": 80, "https": 443}
_REDIRECTS = (301, 302, 303, 307, 308)
_PERMANENT = (301, 308)
_CHUNK = 65_536
_NAT64 = ip_network("64:ff9b::/96")  # RFC 6052: an IPv4 address in the last 32 bits
_CODINGS = ("", "identity", "gzip", "x-gzip", "deflate")
AGENT = "Entente"
"""The name under which robots.txt is asked."""
REFUSED_PRIVATE = "is a host of a private network"
"""What is said of an address that may be fetched only where `Reach.allow_private` says so."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far fetching may go: hosts of private networks or not, bytes, seconds (of silence, and in all), redirects."""

    allow_private: bool = False
    max_bytes: int = MAX_PAGE_BYTES
    silence: float = 20.0
    seconds: float = 60.0
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Response:
    """What a server gave: its final address, headers by lower-case name, body with the content coding undone.

    `moved` is the address that the server asks to be used from now on, "" where it asks nothing.
    """

    status: int
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    moved: str = ""

    @property
    def charset(self) -> str:
        """The charset of the Content-Type, "" where it names none."""
        _, _, parameters = self.headers.get("content-type", "").lower().partition("charset=")
        return parameters.split(";")[0].strip(" \"'")


Permit = Callable[[str], Problem | None]


class _RefusedError(Exception):
    """An address that may not be fetched, or is none; holds why, and the remedy where there is one."""


def is_address(path: str) -> bool:
    """Tell whether a path is the address of a page."""
    return path.lower().startswith(("http://", "https://"))


def fetch(
    address: str, reach: Reach, headers: Mapping[str, str] | None = None, permit: Permit | None = None
) -> Response | Problem:
    """Give what stands at an address, whatever its status, or the problem that kept it from being fetched.

    Sends `headers` with the request. Follows redirects, each to a public host again; before each request `permit` is asked, which
    gives a problem where it may not be made. Raises ModuleNotFoundError without the
    libraries of the extra `web`.
    """
    from urllib3.exceptions import HTTPError

    try:
        return _follow(address, reach, dict(headers or {}), permit)
    except _RefusedError as refused:
        return Problem(address, *refused.args)
    except (HTTPError, OSError, UnicodeError) as error:
        return Problem(address, f"cannot be fetched: {_reason(error)}", "check the address, or try again later")


def _follow(address: str, reach: Reach, headers: dict[str, str], permit: Permit | None) -> Response | Problem:
    permanent, moved = True, ""
    for _ in range(reach.redirects + 1):
        if permit and (refused := permit(address)):
            return refused
        response = _get(address, reach, headers)
        target = response.headers.get("location", "")
        if response.status not in _REDIRECTS or not target:
            return Response(response.status, address, response.headers, response.body, moved)
        permanent = permanent and response.status in _PERMANENT
        address = urldefrag(urljoin(address, target)).url
        moved = address if permanent else ""
    raise _RefusedError(f"redirects more than {reach.redirects} times")


def _get(address: str, reach: Reach, headers: dict[str, str]) -> Response:
    from urllib3.util import Timeout, parse_url

    url, deadline = parse_url(address), time.monotonic() + reach.seconds
    with _pool(url, reach) as pool:
        answer = pool.urlopen(
            "GET",
            url.request_uri,
            headers={"User-Agent": f"{AGENT}/{version('entente')}", "Accept-Encoding": "gzip, deflate"}
            | {"Host": url.netloc or ""}
            | headers,
            redirect=False,
            retries=False,
            preload_content=False,
            timeout=Timeout(connect=reach.silence, read=reach.silence),
        )
        named = {name.lower(): value for name, value in answer.headers.items()}
        redirected = answer.status in _REDIRECTS
        body = b"" if redirected else _body(answer, reach, deadline)
    return Response(answer.status, address, named, body)


def _pool(url: "Url", reach: Reach) -> "HTTPConnectionPool":
    """Give a connection pool for the address that was checked, which still asks for the host by its name."""
    from urllib3 import HTTPConnectionPool, HTTPSConnectionPool

    if url.scheme not in _PORTS or not url.host:
        raise _RefusedError("is no address of a page: http and https are fetched")
    if url.auth:
        raise _RefusedError("has a name and password in it, which are not sent")
    host, port = url.host.strip("[]"), url.port or _PORTS[url.scheme]
    checked = str(_checked(host, port, reach))
    if url.scheme == "http":
        return HTTPConnectionPool(checked, port)
    return HTTPSConnectionPool(checked, port, server_hostname=host, assert_hostname=host)


def _checked(host: str, port: int, reach: Reach) -> IPv4Address | IPv6Address:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    if not reach.allow_private and not all(is_public(address) for address in addresses):
        raise _RefusedError(REFUSED_PRIVATE, "--allow-private allows it")
    return addresses[0]


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Tell whether an address is one of the public internet, and so is any IPv4 address inside it."""
    if isinstance(address, IPv6Address):
        inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in _NAT64:
            inner.append(IPv4Address(int(address) & 0xFFFFFFFF))
        if any(part is not None and not is_public(part) for part in inner):
            return False
        if address.ipv4_mapped is not None:
            return True
    return address.is_global and not address.is_multicast


def _body(answer: "BaseHTTPResponse", reach: Reach, deadline: float) -> bytes:
    """Give the body as it comes, so that one that drips is noticed too; no more of it than is allowed is ever in memory."""
    coding = answer.headers.get("content-encoding", "").strip().lower()
    if coding not in _CODINGS:
        raise _RefusedError(f"is compressed as {coding[:40]!r}, which was not asked for")
    parts, size = list[bytes](), 0
    while part := answer.read1(_CHUNK, decode_content=True):
        parts.append(part)
        size += len(part)
        if size > reach.max_bytes:
            raise _RefusedError(f"is longer than {reach.max_bytes:,} bytes")
        if time.monotonic() > deadline:
            raise _RefusedError(f"takes longer than {reach.seconds:g} seconds")
    return b"".join(parts)


def _reason(error: Exception) -> str:
    """Give the innermost error's words, without the objects that the library puts before them."""
    text = str(error.args[-1] if error.args else error) or type(error).__name__
    return text.rpartition(": ")[2][:120]
