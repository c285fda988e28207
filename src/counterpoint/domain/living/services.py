"""Services that carry a notice to a person, each with the form of its Apprise address.

Only what reaches a person is on the list: nothing that publishes, nothing that works on this machine or opens
tickets, and nothing that has a way of its own here. What Apprise learns to do later is not on it by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.words import gettext as _
from counterpoint.domain.words import gettext_noop

LONGEST = 1000


class NotAService(CounterpointError):
    """A text that is no address of a service on the list."""

    def __init__(self, message: str, *, advice: str) -> None:
        super().__init__(message, advice=advice, field="address")


@dataclass(frozen=True, slots=True)
class Service:
    """`schemes` without encryption and with it, `form` as its address is written."""

    name: str
    schemes: tuple[str, ...]
    form: str


SERVICES = (
    Service("ntfy", ("ntfy", "ntfys"), "ntfy://topic, ntfys://host/topic"),
    Service("Gotify", ("gotify", "gotifys"), "gotifys://host/token"),
    Service("Telegram", ("tgram",), "tgram://bot-token/chat-id"),
    Service("Matrix", ("matrix", "matrixs"), "matrixs://user:password@host/!room-id"),
    Service("Signal", ("signal", "signals"), "signal://host:port/from-number/to-number"),
    Service("Threema", ("threema",), "threema://gateway-id@secret/to"),
    Service("Pushover", ("pover",), "pover://user-key@token"),
    Service("Pushbullet", ("pbul",), "pbul://access-token"),
    Service("Bark", ("bark", "barks"), "barks://host/device-key"),
    Service("Join", ("join",), "join://api-key/device"),
    Service("Prowl", ("prowl",), "prowl://api-key"),
    Service("Simplepush", ("spush", "simplepush"), "spush://token"),
    Service("Pushsafer", ("psafer", "psafers"), "psafers://private-key"),
    Service("PushDeer", ("pushdeer", "pushdeers"), "pushdeers://push-key"),
    Service("Pushy", ("pushy",), "pushy://api-key/device"),
    Service("Chanify", ("chanify",), "chanify://token"),
    Service("Notica", ("notica", "noticas"), "notica://token"),
    Service("Techulus Push", ("push",), "push://api-key"),
    Service("Home Assistant", ("hassio", "hassios"), "hassios://host/access-token"),
    Service("Nextcloud", ("ncloud", "nclouds"), "nclouds://user:password@host/user"),
    Service("Nextcloud Talk", ("nctalk", "nctalks"), "nctalks://user:password@host/room"),
    Service("Synology Chat", ("synology", "synologys"), "synologys://host/token"),
    Service("Mattermost", ("mmost", "mmosts"), "mmosts://host/token"),
    Service("Rocket.Chat", ("rocket", "rockets"), "rockets://user:password@host/@you"),
    Service("Zulip", ("zulip",), "zulip://bot@organisation/token/you@example.org"),
    Service("Slack", ("slack",), "slack://token-a/token-b/token-c/@you"),
    Service("Discord", ("discord",), "discord://webhook-id/webhook-token"),
    Service("Google Chat", ("gchat",), "gchat://space/key/token"),
    Service("Webex", ("wxteams", "webex"), "wxteams://token"),
    Service("Line", ("line",), "line://token/user"),
    Service("WxPusher", ("wxpusher",), "wxpusher://token/user-id"),
    Service("ServerChan", ("schan",), "schan://token"),
    Service("Free Mobile", ("freemobile",), "freemobile://user@password"),
    Service("Apprise API", ("apprise", "apprises"), "apprises://host/token"),
    Service("JSON", ("json", "jsons"), "jsons://host/path"),
)
WHY_NOT = {
    gettext_noop("E-mail has a place of its own on this page."): ("mailto", "mailtos"),
    gettext_noop("For a browser, open this page on that device and turn it on there."): ("vapid",),
    gettext_noop("That is on this machine, not with you."): (
        *("syslog", "rsyslog", "dbus", "kde", "qt", "glib", "gnome", "macosx", "windows", "blink1", "file"),
        *("exec", "growl"),
    ),
    gettext_noop("What is sent there, others read."): (
        *("mastodon", "mastodons", "toot", "toots", "x", "twitter", "tweet", "bsky", "bluesky", "reddit"),
        *("misskey", "misskeys", "nostr", "instagram", "irc", "ircs", "aprs", "dapnet", "github", "jira"),
    ),
}
NOT_BEHIND_IT = frozenset(
    {"attach", "attach-as", "template", "config", "redirect", "cto", "rto", "retry", "wait"}
)
"""Settings of Apprise that read files, lead elsewhere or wait longer than is wanted here."""


def service_address(text: str) -> tuple[Service, str]:
    """The service and its address from what a person typed. NotAService says what would be right."""
    address = text.strip()
    if not address or len(address) > LONGEST or not address.isprintable() or any(map(str.isspace, address)):
        raise NotAService(_("This is not one Apprise address."), advice=_like(SERVICES[0]))
    scheme, found, rest = address.partition("://")
    service = _of(scheme.lower())
    if not found:
        raise NotAService(
            _("An Apprise address begins with the name of its service."), advice=_like(SERVICES[0])
        )
    if service is None:
        raise NotAService(
            _("Nothing can be sent to “%(scheme)s://” from here.") % {"scheme": scheme[:20]},
            advice=_instead(scheme),
        )
    if not rest.strip("/"):
        raise NotAService(
            _("This names the service %(name)s, but no place in it.") % {"name": service.name},
            advice=_like(service),
        )
    behind = _settings(address, service) & NOT_BEHIND_IT
    if behind:
        raise NotAService(
            _("“%(setting)s=” is not used here.") % {"setting": min(behind)},
            advice=_("Leave it out; a notice is a few words and nothing is attached to it."),
        )
    return service, f"{scheme.lower()}://{rest}"


def _of(scheme: str) -> Service | None:
    return next((each for each in SERVICES if scheme in each.schemes), None)


def _settings(address: str, service: Service) -> set[str]:
    try:
        said = parse_qsl(address.partition("?")[2], keep_blank_values=True)
    except ValueError:
        raise NotAService(_("This address cannot be read."), advice=_like(service)) from None
    return {name.lower() for name, _value in said}


def _instead(scheme: str) -> str:
    why = next((_(why) for why, schemes in WHY_NOT.items() if scheme.lower() in schemes), "")
    listed = _("The page lists what can be reached, for instance %(form)s.") % {"form": SERVICES[0].form}
    return f"{why} {listed}".strip()


def _like(service: Service) -> str:
    return _("It should look like %(form)s.") % {"form": service.form}
