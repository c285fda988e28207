"""One guarded way to ask addresses that people enter: it reaches no private network, never waits long,
never takes much.

Names are resolved here, every address they stand for is checked, and the connection goes to the very
address that was checked, so that a name cannot mean something else a moment later (DNS rebinding). Each
redirect is checked the same way.
"""

from counterpoint.adapters.web_client.asking import MOST_BYTES, MOST_SECONDS, Answer, get, post, waiting
from counterpoint.adapters.web_client.conversation import Conversation
from counterpoint.adapters.web_client.network import Permitted, is_ours, resolved
from counterpoint.adapters.web_client.trouble import CannotFetch, NotAllowed, TooLong, TooMuch

__all__ = [
    "MOST_BYTES",
    "MOST_SECONDS",
    "Answer",
    "CannotFetch",
    "Conversation",
    "NotAllowed",
    "Permitted",
    "TooLong",
    "TooMuch",
    "get",
    "is_ours",
    "post",
    "resolved",
    "waiting",
]
