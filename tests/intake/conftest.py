"""A real server on loopback, and one report written in every form that is read."""

import gzip
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from entente.intake.fetching import Reach
from entente.intake.polite import Guest

Answer = tuple[int, Mapping[str, str], bytes]
Route = Callable[[Mapping[str, str]], Answer]


@dataclass
class Site:
    """A server whose pages a test sets, and the requests that came: path and headers (names in lower case)."""

    address: str
    routes: dict[str, Route] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def put(self, path: str, body: str | bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> str:
        """Set what stands at a path, and give its address."""
        data = body.encode() if isinstance(body, str) else body
        named = {"Content-Type": kind} | {name.replace("_", "-"): value for name, value in headers.items()}
        self.routes[path] = lambda _: (200, named, data)
        return self.address + path

    def answer(self, path: str, status: int, **headers: str) -> str:
        """Set a bare status at a path, and give its address."""
        self.routes[path] = lambda _: (status, {n.replace("_", "-"): v for n, v in headers.items()}, b"")
        return self.address + path

    def paths(self) -> list[str]:
        """Give the paths that were asked for, robots.txt aside."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


@pytest.fixture
def site() -> Iterator[Site]:
    """Give a server on loopback, which answers 404 where nothing is set."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            here.asked.append((self.path, headers))
            route = here.routes.get(self.path)
            status, given, body = route(headers) if route else (404, {}, b"")
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **given}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Keep the test's output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    here = Site(f"http://127.0.0.1:{server.server_address[1]}")
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield here
    server.shutdown()
    thread.join()
    server.server_close()


TEXT = """The committees of Mali and Syria met in Cairo on Tuesday and agreed to work together more closely in the years to come.

"We will sign a memorandum in June," said the president of the committee of Mali, who had asked for the talks in the spring.

The president of the committee of Syria said that his athletes would train in Bamako before the next Games, and thanked them."""
FIELDS = {
    "text": TEXT,
    "url": "https://news.example.org/1",
    "title": "Mali and Syria meet in Cairo",
    "publisher": "harbour Sport Desk",
    "published": "2023-05-16",
    "author": "Ada Person",
}


def page_of(fields: Mapping[str, str]) -> str:
    """Give a report as a news site's page, with what such pages say of themselves and around them."""
    said = {name: escape(value) for name, value in fields.items()}
    day = f'<meta property="article:published_time" content="{said["published"]}T09:00:00+02:00">'
    lines = "".join(f"<p>{escape(line)}</p>\n" for line in fields["text"].split("\n") if line.strip())
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{said["title"]} | {said["publisher"]}</title>
<link rel="canonical" href="{said["url"]}"><meta property="og:title" content="{said["title"]}">
<meta property="og:site_name" content="{said["publisher"]}"><meta name="author" content="{said.get("author", "")}">
{day if said["published"] else ""}</head><body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<main><article><h1>{said["title"]}</h1>{lines}</article></main>
<footer><p>All rights reserved.</p></footer></body></html>"""


def feed_of(reports: list[Mapping[str, str]], *, whole: bool = True) -> str:
    """Give reports as an RSS feed, with their texts whole or only their titles and links."""
    items = []
    for fields in reports:
        said = {name: escape(value) for name, value in fields.items()}
        lines = "".join(f"<p>{escape(line)}</p>" for line in fields["text"].split("\n") if line.strip())
        content = f"<content:encoded><![CDATA[{lines}]]></content:encoded>" if whole else ""
        day = f"<dc:date>{said['published']}T09:00:00+02:00</dc:date>" if said["published"] else ""
        items.append(
            f"<item><title>{said['title']}</title><link>{said['url']}</link><guid>{said['url']}</guid>{day}"
            f"<dc:creator>{said.get('author', '')}</dc:creator>{content}</item>"
        )
    return f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>{escape(reports[0]["publisher"]) if reports else "Empty"}</title>
{"".join(items)}</channel></rss>"""


def ninjs_of(fields: Mapping[str, str], major: int) -> str:
    """Give a report as IPTC ninjs of a major version."""
    if major == 1:
        named: dict[str, Any] = {
            "headline": fields["title"],
            "body_text": fields["text"],
            "byline": fields.get("author", ""),
        }
    else:
        form = "contenttype" if major == 2 else "contentType"
        named = {
            "headlines": [{"role": "main", "value": fields["title"]}],
            "bodies": [{"role": "main", form: "text/plain", "value": fields["text"]}],
            "by": fields.get("author", ""),
        }
    created = "versionCreated" if major == 3 else "versioncreated"
    moment = f"{fields['published']}T09:00:00Z" if fields["published"] else ""
    return json.dumps(
        {"uri": fields["url"], "type": "text", "copyrightholder": fields["publisher"], created: moment, **named}
    )


def mail_of(fields: Mapping[str, str]) -> bytes:
    """Give a report as a mail, each paragraph in one line."""
    from email.message import EmailMessage
    from email.policy import SMTP

    message = EmailMessage(policy=SMTP)
    message["Subject"], message["From"] = fields["title"], f'"{fields["publisher"]}" <desk@example.org>'
    if fields["published"]:
        message["Date"] = datetime.fromisoformat(f"{fields['published']}T09:00:00+02:00")
    message.set_content(fields["text"], cte="base64")
    return message.as_bytes()


def warc_record(
    address: str, body: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK", **headers: str
) -> bytes:
    """Give a WARC response record, not compressed."""
    more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}Content-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2023-05-16T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{len(address):012d}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def warc_of(reports: list[Mapping[str, str]], *, gzipped: bool = True) -> bytes:
    """Give reports' pages as a WARC archive; gzipped as Common Crawl's are, each record by itself."""
    records = [warc_record(fields["url"], page_of(fields).encode()) for fields in reports]
    return b"".join(gzip.compress(record, mtime=0) if gzipped else record for record in records)


@dataclass
class Clock:
    """A clock that a test sets; waiting moves it on."""

    now: float = 1_700_000_000.0
    slept: list[float] = field(default_factory=list)

    def time(self) -> float:
        return self.now

    def sleep(self, seconds: float, /) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def guest(clock: Clock) -> Guest:
    """Give a guest that may visit this machine, and waits on the test's clock."""
    return Guest(Reach(allow_private=True), clock=clock)
