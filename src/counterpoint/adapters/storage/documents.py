"""A plan as a compressed, versioned JSON document."""

from __future__ import annotations

import json
import zlib
from functools import lru_cache
from typing import Any

from counterpoint.adapters.codec import as_json, from_json
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.planning import Block, Plan
from counterpoint.domain.words import gettext as _

FORMAT = 1
USUAL_SIZE = 32_000  # bytes; what is longer is not kept at hand
Packed = bytes | memoryview  # what a binary column may give back


class FromTheFuture(CounterpointError):
    """A document was written by a later version than this one."""


def pack(plan: Plan) -> bytes:
    document = {"format": FORMAT, "plan": as_json(plan)}
    return zlib.compress(json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode(), 6)


def unpack(packed: Packed) -> Plan:
    """The plan. The latest ones read are at hand, as pages read the same weeks again and again."""
    raw = bytes(packed)
    return _at_hand(raw) if len(raw) <= USUAL_SIZE else _unpacked(raw)


@lru_cache(maxsize=128)
def _at_hand(raw: bytes) -> Plan:
    return _unpacked(raw)


def _unpacked(packed: bytes) -> Plan:
    document = json.loads(zlib.decompress(packed))
    if document["format"] > FORMAT:
        raise FromTheFuture(
            _("This plan was written by a newer Counterpoint."),
            advice=_("Update this one, or restore its backup."),
        )
    return from_json(Plan, document["plan"])


def block_document(block: Block) -> dict[str, Any]:
    document: dict[str, Any] = as_json(block)
    return document


def block_of(document: dict[str, Any]) -> Block:
    return from_json(Block, document)
