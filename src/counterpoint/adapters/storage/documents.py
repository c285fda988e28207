"""A plan as a compressed, versioned JSON document."""

from __future__ import annotations

import json
import zlib
from typing import Any

from counterpoint.adapters.codec import as_json, from_json
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.planning import Block, Plan
from counterpoint.domain.words import gettext as _

FORMAT = 1
Packed = bytes | memoryview  # what a binary column may give back


class FromTheFuture(CounterpointError):
    """A document was written by a later version than this one."""


def pack(plan: Plan) -> bytes:
    document = {"format": FORMAT, "plan": as_json(plan)}
    return zlib.compress(json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode(), 6)


def unpack(packed: Packed) -> Plan:
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
