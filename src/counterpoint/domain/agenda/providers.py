"""Where people keep their calendars: addresses, and where an app password is made there.

Written from what the providers publish; of these servers only Radicale was tried.
"""

from __future__ import annotations

from dataclasses import dataclass

from counterpoint.domain.words import gettext_noop


@dataclass(frozen=True, slots=True)
class Provider:
    """`address` is that of its server, empty where everybody has one of their own; `mail` are the domains of
    its users' e-mail addresses. `help` says where the app password is made, `example` how an address looks.
    """

    key: str
    name: str
    help: str
    address: str = ""
    mail: tuple[str, ...] = ()
    example: str = ""


PROVIDERS = (
    Provider(
        "icloud",
        "iCloud",
        gettext_noop(
            "Sign in at account.apple.com and choose “App-Specific Passwords”. Your user name is your Apple "
            "Account’s e-mail address."
        ),
        "https://caldav.icloud.com/",
        ("icloud.com", "me.com", "mac.com"),
    ),
    Provider(
        "fastmail",
        "Fastmail",
        gettext_noop(
            "Settings → Privacy & Security → “Manage app passwords and access”, with access to calendars "
            "(CalDAV)."
        ),
        "https://caldav.fastmail.com/",
        ("fastmail.com", "fastmail.fm"),
    ),
    Provider(
        "mailbox",
        "mailbox.org",
        gettext_noop("Settings → Security → “Application passwords”. Your user name is your e-mail address."),
        "https://dav.mailbox.org/",
        ("mailbox.org",),
    ),
    Provider(
        "posteo",
        "Posteo",
        gettext_noop("Your user name is your e-mail address, and the password that of your mail."),
        "https://posteo.de:8443/",
        ("posteo.de", "posteo.net"),
    ),
    Provider(
        "nextcloud",
        "Nextcloud",
        gettext_noop("Personal settings → Security → “Create new app password”."),
        example="https://cloud.example.org",
    ),
    Provider(
        "radicale",
        "Radicale",
        gettext_noop("Name and password are those of its users file."),
        example="https://calendar.example.org/radicale/",
    ),
    Provider(
        "other",
        gettext_noop("Another server"),
        gettext_noop("Its help calls the address “CalDAV”. The address of the server alone is often enough."),
        example="https://dav.example.org",
    ),
)
NOT_BY_PASSWORD = ("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com")
"""Mail domains of servers that let no program in by name and password."""


def provider_of(mail: str) -> Provider | None:
    """Whose e-mail address this is, as far as it is known here."""
    domain = mail.rpartition("@")[2].strip().casefold()
    return next((each for each in PROVIDERS if domain in each.mail), None)


def takes_no_password(mail: str) -> bool:
    return mail.rpartition("@")[2].strip().casefold() in NOT_BY_PASSWORD
