"""E-mail, handed to the operator's server by SMTP (RFC 5321)."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from counterpoint.adapters.post.server import MailServer
from counterpoint.desk.ports import Message, NotSent, Refused, TargetGone, TryLater, Unclear
from counterpoint.domain.living import Target
from counterpoint.domain.living.post import NotAMailAddress, mail_address
from counterpoint.domain.words import gettext as _

PATIENCE = 15.0  # seconds for each answer of the server
LONGEST_HEADER = 200
OK, FORWARDS, PERMANENT = 250, 251, 500
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_POLICY = re.compile(rb"^\s*5\.7\.")
"""Status codes of “security or policy” (RFC 3463 section 3.8): it is not the address that is at fault."""


class Mail:
    """Sends one message at a time, each over a connection of its own."""

    def __init__(self, server: MailServer, *, patience: float = PATIENCE) -> None:
        self.server = server
        self.patience = patience

    def send(self, target: Target, message: Message, *, now: datetime) -> None:
        try:
            address = mail_address(target.address)
        except NotAMailAddress as wrong:
            raise TargetGone(wrong.message) from wrong
        letter = letter_of(self.server, address, message, now).as_bytes(policy=SMTP)
        with self._connected() as smtp:
            _hand_over(smtp, letter, self.server.sender, address)

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        """A connection over which mail can be handed over. Raises TryLater: without it no mail goes at all.

        Leaving is a courtesy: what was taken stays taken when the server hangs up first.
        """
        smtp = None
        try:
            smtp = self._connection()
            if self.server.user:
                smtp.login(self.server.user, self.server.password)
        except smtplib.SMTPAuthenticationError as error:
            _close(smtp)
            raise TryLater(_("The mail server did not let us in."), way_is_down=True) from error
        except (OSError, smtplib.SMTPException) as error:
            _close(smtp)
            raise TryLater(_("The mail server could not be reached."), way_is_down=True) from error
        try:
            yield smtp
        finally:
            _close(smtp)

    def _connection(self) -> smtplib.SMTP:
        where, patience = self.server, self.patience
        own = where.sender.rpartition("@")[2]  # else it would ask the network what this machine is called
        if where.security == "tls":
            trusting = ssl.create_default_context()
            return smtplib.SMTP_SSL(where.host, where.port, own, timeout=patience, context=trusting)
        smtp = smtplib.SMTP(where.host, where.port, own, timeout=patience)
        try:
            if where.security == "starttls":
                smtp.starttls(context=ssl.create_default_context())
        except BaseException:
            smtp.close()
            raise
        return smtp


def _close(smtp: smtplib.SMTP | None) -> None:
    if smtp is None:
        return
    try:
        smtp.quit()
    except (OSError, smtplib.SMTPException):
        smtp.close()


def _hand_over(smtp: smtplib.SMTP, letter: bytes, sender: str, address: str) -> None:
    """One mail transaction (RFC 5321 section 3.3). What breaks off before the text was not taken."""
    try:
        smtp.ehlo_or_helo_if_needed()
        code, _words = smtp.mail(sender)
        if code != OK:
            raise _of_message(code)
        code, words = smtp.rcpt(address)
        if code not in (OK, FORWARDS):
            raise _of_address(code, words)
    except (OSError, smtplib.SMTPException) as error:
        raise TryLater(_("The connection to the mail server broke off."), way_is_down=True) from error
    try:
        code, _words = smtp.data(letter)
    except smtplib.SMTPDataError as error:
        raise _of_message(error.smtp_code) from error
    except (OSError, smtplib.SMTPException) as error:
        raise Unclear(_("The mail server did not say whether it took it.")) from error
    if code != OK:
        raise _of_message(code)


def _of_address(code: int, words: bytes) -> NotSent:
    if code < PERMANENT or _POLICY.match(words):
        return _of_message(code)
    return TargetGone(_("The mail server refused the address."))


def _of_message(code: int) -> NotSent:
    if code < PERMANENT:
        return TryLater(_("The mail server asked for patience (%(code)d).") % {"code": code})
    return Refused(_("The mail server refused the message (%(code)d).") % {"code": code})


# The letter


def letter_of(server: MailServer, address: str, message: Message, now: datetime) -> EmailMessage:
    """A message as it goes over the wire. Each header is one line, whatever is in the texts.

    Its Message-ID is the same at each attempt (RFC 5322 section 3.6.4), so that a copy is known as one.
    """
    letter = EmailMessage()
    letter["From"] = Address(_line(message.from_name) or "Counterpoint", addr_spec=server.sender)
    letter["To"] = address
    letter["Subject"] = _line(message.subject)
    letter["Date"] = format_datetime(now)
    letter["Message-ID"] = f"<{message.id}@{server.sender.rpartition('@')[2]}>"
    if message.reply_to:
        letter["Reply-To"] = message.reply_to
    if not message.by_hand:
        letter["Auto-Submitted"] = "auto-generated"  # RFC 3834 section 5
    if message.off:
        letter["List-Unsubscribe"] = f"<{message.off}>"
        if message.off.startswith("https://"):
            letter["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058 asks for https
    letter.set_content("\n\n".join(_paragraphs(message)) + "\n", cte="quoted-printable")
    return letter


def _line(text: str) -> str:
    return _CONTROL.sub(" ", text).strip()[:LONGEST_HEADER]


def _paragraphs(message: Message) -> Iterator[str]:
    yield message.body
    if message.link:
        yield _lead_in(message) + f"\n{message.link}"
    elif not message.by_hand and message.kind != "confirm":
        yield _(
            "This Counterpoint was not told its own address, so there is no link here. "
            "Open it as you always do."
        )
    if message.kind == "confirm":
        yield _("If you know nothing of this, do nothing: nothing more will come here.")
    if message.off:
        yield _("You asked to be told this by mail. To hear no more of this kind:") + f"\n{message.off}"


def _lead_in(message: Message) -> str:
    if message.kind == "confirm":
        return _("Or open this address and press the button there:")
    return _("Here you can answer it:") if message.kind != "test" else _("This is where notices are:")
