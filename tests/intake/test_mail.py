"""Mails as they are saved, whole, in pieces and broken."""

from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from entente.intake.blocks import BlockRules
from entente.intake.decoding import MAX_TAGS
from entente.intake.mail import from_mail, unbroken
from entente.intake.sources import read_sources
from entente.model.problem import Problem
from entente.model.report import Report
from tests.intake.conftest import FIELDS, TEXT

HTML = "<html><head><title>T</title><style>p {color: red}</style></head><body>{}</body></html>"
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in TEXT.split("\n\n"))


def message(**headers: str) -> EmailMessage:
    made = EmailMessage(policy=SMTP)
    for name, value in ({"Subject": "Talks", "From": '"Harbour Desk" <desk@example.org>'} | headers).items():
        made[name] = value
    return made


def read(mail: EmailMessage | bytes) -> Report:
    found = from_mail(mail if isinstance(mail, bytes) else mail.as_bytes(), "a.eml")
    assert isinstance(found, Report), found
    return found


def told(data: bytes) -> str:
    found = from_mail(data, "a.eml")
    assert isinstance(found, Problem), found
    return str(found)


def test_the_headers_say_who_when_and_what() -> None:
    mail = message(Subject="Réunion\u00a0au Caire", Date="Wed, 17 May 2023 01:30:00 +0300")
    mail.set_content(TEXT)
    report = read(mail)
    assert (report.title, report.publisher, report.author) == ("Réunion au Caire", "Harbour Desk", "Harbour Desk")
    assert report.published == "2023-05-17"  # the sender's own day
    assert report.key == "a.eml"


def test_a_sender_without_a_name_is_known_by_the_domain() -> None:
    mail = message(From="desk@example.org")
    mail.set_content(TEXT)
    assert (read(mail).publisher, read(mail).author) == ("example.org", "")


@pytest.mark.parametrize("cte", ["quoted-printable", "base64", "8bit"])
def test_how_a_mail_was_sent_changes_nothing(cte: str) -> None:
    text = TEXT.replace("Cairo", "São Tomé") + "\n\n" + "A long line = that is folded. " * 8
    mail = message()
    mail.set_content(text, cte=cte)
    assert read(mail).text == text.strip()


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1252", "koi8-r"])
def test_the_charset_is_the_mails_own(charset: str) -> None:
    text = TEXT + ("\n\nThe mayor of Москва spoke." if charset == "koi8-r" else "\n\nThe mayor of São Tomé spoke.")
    mail = message()
    mail.set_content(text, charset=charset, cte="base64")
    assert read(mail).text == text


def test_html_alone_gives_its_text() -> None:
    mail = message()
    mail.set_content(HTML.replace("{}", PARAGRAPHS), subtype="html", cte="quoted-printable")
    assert read(mail).text == TEXT


def test_the_plain_one_of_two_forms_is_read_and_no_attachment() -> None:
    mail = message()
    mail.set_content(TEXT)
    mail.add_alternative(HTML.replace("{}", "<p>Another text.</p>"), subtype="html")
    mail.add_attachment("Attached, not said.", filename="notes.txt")
    mail.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="report.pdf")
    assert read(mail).text == TEXT


def test_an_empty_plain_form_is_passed_over() -> None:
    mail = message()
    mail.set_content(" \n")
    mail.add_alternative(HTML.replace("{}", PARAGRAPHS), subtype="html")
    assert read(mail).text == TEXT


def test_lines_that_a_program_broke_are_joined() -> None:
    broken = (
        "The committees of Mali and Syria met in Cairo on Tuesday and agreed to\n"
        "work together more closely in the years to come.\n\nA list:\n- one\n- two\n\n-- \nAda Person\nHarbour Desk"
    )
    joined = TEXT.split("\n\n")[0]
    assert unbroken(broken) == f"{joined}\n\nA list:\n- one\n- two"
    assert unbroken("They met \nin Cairo.\nThey signed.", flowed=True) == "They met in Cairo.\nThey signed."
    mail = message()
    mail.set_content("They met \nin Cairo.\n", params={"format": "flowed"})
    assert read(mail).text == "They met in Cairo."


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"Subject: x\n\n", "is a mail without a text"),
        (b"Content-Type: application/pdf\n\n%PDF-1.7", "is a mail without a text (its attachments are not read)"),
        (b"Content-Type: text/plain; charset=x-none\n\nHello \xe9", "is a broken mail: unknown encoding: x-none"),
        (
            b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\nHello \xe9",
            "not in the charset",
        ),
        (b"\0\0\xff garbage", "has a character that is none"),
        (b"Subject: " + b"=?utf-8?q?a?= " * 100_000 + b"\n\nThey met.", "its headers are too long"),
        (b"Content-ID: a\n" * 20_000 + b"\nThey met.", "its headers are too long"),
        (b"Content-Type: text/html\n\n" + b"<p>a" * (MAX_TAGS + 1), "has 100,001 tags, more than 100,000"),
    ],
)
def test_what_is_no_report_is_told(data: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(data)
    [found] = read_sources([str(tmp_path / "a.eml")], BlockRules((), ()))
    assert isinstance(found, Problem)
    assert said in str(found)


def test_parts_within_parts_end() -> None:
    parts = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(1500))
    assert "is a broken mail" in told(parts + b"Content-Type: text/plain\n\nThey met.\n")


@pytest.mark.parametrize("header", ["From: ", "From: <", "Date: soon", "Subject: =?utf-8?b?!!?=", "From: @", "From:"])
def test_a_header_of_no_form_is_as_none(header: str) -> None:
    report = read(f"{header}\n\n{FIELDS['text']}\n".encode())
    assert (report.text, report.published) == (TEXT, "")
