"""Mail through a real SMTP server: what arrives, and what each refusal is taken for."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword

from counterpoint.adapters.post.mail import Mail, letter_of
from counterpoint.adapters.post.server import MailServer, NotAMailServer, mail_server_of
from counterpoint.desk.ports import Message, NotSent, Refused, TargetGone, TryLater, Unclear
from counterpoint.domain.living import Target
from tests.mailserver import DROPS, HOST, Letters, mail_server

NOW = datetime(2026, 11, 28, 10, tzinfo=UTC)
ADA = Target("mail-1", NOW, "mail", "ada@example.org", confirmed_at=NOW)
REVIEW = Message(
    "a1b2",
    "review",
    "The week can be looked back at",
    "It takes about ten minutes – no more.",
    link="https://life.example.org/notices/due/?kind=review&subject=week-2026-11-23",
    off="https://life.example.org/post/off/secret/",
)


@pytest.fixture
def letters() -> Iterator[Letters]:
    with mail_server() as letters:
        yield letters


def mail_to(letters: Letters, **more: Any) -> Mail:
    return Mail(MailServer(HOST, letters.port, "life@counterpoint.example", "none", **more), patience=5)


def send(letters: Letters, message: Message = REVIEW) -> None:
    mail_to(letters).send(ADA, message, now=NOW)


def test_a_letter_arrives_whole(letters: Letters) -> None:
    send(letters)
    ((address, letter),) = letters.taken
    assert (address, letter["To"]) == ("ada@example.org", "ada@example.org")
    assert letter["From"] == "Counterpoint <life@counterpoint.example>"
    assert letter["Subject"] == REVIEW.subject
    assert letter["Message-ID"] == "<a1b2@counterpoint.example>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["List-Unsubscribe"] == f"<{REVIEW.off}>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["Date"].datetime == NOW
    text = letter.get_content()
    assert all(part in text for part in (REVIEW.body, REVIEW.link, REVIEW.off))


def test_tried_again_it_is_known_as_the_same(letters: Letters) -> None:
    send(letters)
    send(letters)
    assert len({letter["Message-ID"] for _, letter in letters.taken}) == 1


def test_what_a_person_sends_by_hand_is_from_them_and_nothing_is_added(letters: Letters) -> None:
    by_hand = Message(
        "c3",
        "companion",
        "My week",
        "Hello Noor,\n\n.\nIt went.",
        from_name="Ada",
        reply_to="ada@example.org",
    )
    send(letters, by_hand)
    ((_, letter),) = letters.taken
    assert letter["From"] == "Ada <life@counterpoint.example>"
    assert letter["Reply-To"] == "ada@example.org"
    assert letter["Auto-Submitted"] is letter["List-Unsubscribe"] is None
    assert letter.get_content().splitlines() == by_hand.body.splitlines()


def test_without_an_address_of_its_own_a_mail_says_so_and_has_no_link(letters: Letters) -> None:
    send(letters, replace(REVIEW, link="", off=""))
    ((_, letter),) = letters.taken
    assert "not told its own address" in letter.get_content()
    assert "http" not in letter.as_string()


def test_over_plain_http_nothing_promises_one_click(letters: Letters) -> None:
    send(letters, replace(REVIEW, off="http://nas:8000/post/off/secret/"))
    assert letters.taken[0][1]["List-Unsubscribe-Post"] is None


@pytest.mark.parametrize(
    "end", ["\r\nBcc: eve@example.org", "\nBcc: eve@example.org", "\u2028Bcc: x", "\x00"]
)
def test_no_text_becomes_a_header(end: str) -> None:
    server = MailServer(HOST, 25, "life@counterpoint.example")
    message = replace(REVIEW, subject=f"My week{end}", from_name=f"Ada{end}", kind="companion")
    wire = letter_of(server, "ada@example.org", message, NOW).as_bytes(policy=policy.SMTP)
    read = message_from_bytes(wire, policy=policy.default)
    assert read["Bcc"] is None
    assert read["Subject"].startswith("My week")
    assert read["From"].addresses[0].addr_spec == server.sender


@pytest.mark.parametrize(
    ("address", "text", "error", "down"),
    [
        ("450 4.2.0 greylisted, come back", "", TryLater, False),
        ("550 5.1.1 no such user", "", TargetGone, None),
        ("550 no such user", "", TargetGone, None),
        ("550 5.7.1 relaying denied", "", Refused, None),
        ("", "451 4.3.0 try again", TryLater, False),
        ("", "554 5.6.0 we do not like it", Refused, None),
        (DROPS, "", TryLater, True),
        ("", DROPS, Unclear, None),
    ],
)
def test_each_refusal_is_taken_for_what_it_is(
    letters: Letters, address: str, text: str, error: type[NotSent], down: bool | None
) -> None:
    letters.to_address, letters.to_text = address, text
    with pytest.raises(NotSent) as told:
        send(letters)
    assert type(told.value) is error
    assert getattr(told.value, "way_is_down", None) is down
    assert "example.org" not in str(told.value)


def test_a_server_that_is_down_and_comes_back() -> None:
    letters = Letters()
    with mail_server(letters):
        pass
    with pytest.raises(TryLater) as told:
        send(letters)
    assert told.value.way_is_down
    with mail_server(letters):
        send(letters)
    assert len(letters.taken) == 1


def test_an_address_that_is_none_never_reaches_the_server(letters: Letters) -> None:
    for address in ("", "ada@example.org, eve@example.org", "ada@example.org\r\nRCPT TO:<eve@example.org>"):
        with pytest.raises(TargetGone):
            mail_to(letters).send(replace(ADA, address=address), REVIEW, now=NOW)
    assert letters.asked == []


def knows_ada(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    right = isinstance(data, LoginPassword) and data == LoginPassword(b"ada", b"secret")
    return AuthResult(success=right, handled=False)


@pytest.mark.parametrize("password", ["secret", "guessed"])
def test_it_signs_in_where_the_operator_named_a_user(password: str) -> None:
    with mail_server(authenticator=knows_ada, auth_required=True, auth_require_tls=False) as letters:
        mail = mail_to(letters, user="ada", password=password)
        if password == "secret":
            mail.send(ADA, REVIEW, now=NOW)
        else:
            with pytest.raises(TryLater, match="did not let us in"):
                mail.send(ADA, REVIEW, now=NOW)
        assert len(letters.taken) == (password == "secret")
        assert password not in repr(mail.server)


def test_a_connection_is_encrypted_to_a_server_that_can_be_trusted_and_to_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = certificate_of(tmp_path)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    with mail_server(tls_context=context, require_starttls=True) as letters:
        mail = Mail(MailServer(HOST, letters.port, "life@counterpoint.example", "starttls"), patience=5)
        with pytest.raises(TryLater):
            mail.send(ADA, REVIEW, now=NOW)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        mail.send(ADA, REVIEW, now=NOW)
    assert len(letters.taken) == 1


def certificate_of(folder: Path) -> Path:
    """A certificate of this machine with its key, signed by itself."""
    from ipaddress import ip_address

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mail")])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(HOST))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = folder / "mail.pem"
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file


# What the operator says

SAID = {"COUNTERPOINT_SMTP_HOST": "smtp.example.org", "COUNTERPOINT_SMTP_FROM": "Life <life@example.org>"}


def test_without_a_server_there_is_none() -> None:
    assert mail_server_of({}) is None


def test_what_is_left_out_is_the_usual() -> None:
    assert mail_server_of(SAID) == MailServer("smtp.example.org", 587, "life@example.org", "starttls")
    tls = mail_server_of({**SAID, "COUNTERPOINT_SMTP_SECURITY": "TLS"})
    assert (tls and tls.port, tls and tls.security) == (465, "tls")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("HOST", "smtp://example.org"),
        ("PORT", "many"),
        ("PORT", "70000"),
        ("SECURITY", "ssl"),
        ("FROM", ""),
        ("FROM", "life"),
        ("PASSWORD", "secret"),
    ],
)
def test_what_cannot_be_is_told_by_its_name(name: str, said: str) -> None:
    with pytest.raises(NotAMailServer) as told:
        mail_server_of({**SAID, f"COUNTERPOINT_SMTP_{name}": said})
    assert f"COUNTERPOINT_SMTP_{name}" in told.value.message
    assert told.value.advice
    assert "secret" not in str(told.value)


def test_a_server_that_was_forgotten_is_told() -> None:
    with pytest.raises(NotAMailServer, match="HOST"):
        mail_server_of({"COUNTERPOINT_SMTP_FROM": "life@example.org"})
