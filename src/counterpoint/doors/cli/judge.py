"""`counterpoint judge`: what an invitation would cost, what else would suit, and an answer to send."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from counterpoint import wiring
from counterpoint.desk.inviting.from_files import JudgedFile, NothingToJudge, draft_answer
from counterpoint.domain.asking import TONES
from counterpoint.domain.boundaries import DISCLOSURES
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.inviting import address_in
from counterpoint.domain.planning import Life
from counterpoint.domain.planning.intake import LifeRead
from counterpoint.domain.zones import iana_zone
from counterpoint.doors.cli.judged_lines import as_document, as_lines, set_aside_lines
from counterpoint.doors.cli.plan import NARROWEST, OUT, WIDEST, calendar_named, show, write

if TYPE_CHECKING:
    from counterpoint.domain.inviting import Answer, MessagesRead

NAME = "judge"
HELP = "Judge an invitation (.eml or .ics), and write an answer to it."

JUDGED, FAILED = 0, 2
MOST_OTHERS = 3


class NotPossible(CounterpointError):
    """Options that make no sense, or a file that cannot be written."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a mail (.eml) or a calendar (.ics) with an invitation")
    parser.add_argument("--life", metavar="FILE", help="life.toml: what matters and what is protected")
    parser.add_argument(
        "--calendar", nargs="+", action="extend", default=[], metavar="[DOMAIN=]FILE",
        help="calendar files (.ics), if you like with the part of life that each belongs to",
    )  # fmt: skip
    parser.add_argument("--zone", help="your time zone where there is no life.toml, such as Europe/Berlin")
    parser.add_argument(
        "--as", dest="me", action="append", default=[], metavar="ADDRESS",
        help="a mail address of yours, the one to answer from; else it is told from whom the mail went to",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="write JSON")
    parser.add_argument("--answer", choices=("accept", "counter", "decline"), help="draft this answer")
    parser.add_argument("--tone", choices=TONES, default="warm", help="how the answer sounds (warm)")
    parser.add_argument(
        "--disclosure", choices=DISCLOSURES, help="what they read of why (what your boundaries say)"
    )
    parser.add_argument(
        "--other", type=int, default=1, metavar="N", help="which of the other times a counter proposes (1)"
    )
    parser.add_argument(
        "--out", metavar="FILE", help="write the answer there: a mail to send (.eml) or a calendar (.ics)"
    )


def run(args: argparse.Namespace) -> int:
    """Show the verdict on each request in the file; 0, or 2 where nothing in it asks for time."""
    now = datetime.now(UTC)
    _judge(args)
    life = wiring.read_life(args.life) if args.life else LifeRead(Life(zone=args.zone or "UTC"))
    found = wiring.invitations_in(args.file, now=now, zone=life.life.zone)
    mine = [address_in(each) for each in args.me]
    try:
        judged = wiring.judge_invitations(
            found, life, [calendar_named(each) for each in args.calendar], now=now, mine=mine
        )
    except NothingToJudge as nothing:
        return _nothing(args, nothing)
    answer = _answer(args, judged, now) if args.answer else None
    _hand_out(args, judged, found, answer)
    return JUDGED


def _judge(args: argparse.Namespace) -> None:
    if args.zone:
        iana_zone(args.zone)
    if args.out and not args.answer:
        raise NotPossible(
            "--out needs an answer to write.", advice="Add --answer accept, counter or decline."
        )
    if args.out and args.out != OUT and Path(args.out).suffix.lower() not in (".eml", ".ics"):
        raise NotPossible(
            f"“{args.out}” says neither mail nor calendar.", advice="Let it end in .eml or in .ics."
        )
    if args.out == OUT and args.json:
        raise NotPossible("Two things cannot both be written here.", advice="Give --out a file.")
    for each in args.me:
        if not address_in(each):
            raise NotPossible(f"“{each}” is no mail address.", advice="Write it as in ada@example.org.")
    if not 1 <= args.other <= MOST_OTHERS:
        raise NotPossible(f"--other {args.other} is out of range.", advice=f"From 1 to {MOST_OTHERS}.")


def _nothing(args: argparse.Namespace, nothing: NothingToJudge) -> int:
    if args.json:
        print(json.dumps(as_document((), nothing.read, None), ensure_ascii=False, indent=2))
    print(f"counterpoint: {nothing.message}", file=sys.stderr)
    for line in set_aside_lines(nothing.read):
        print(line, file=sys.stderr)
    return FAILED


def _answer(args: argparse.Namespace, judged: tuple[JudgedFile, ...], now: datetime) -> Answer:
    if len(judged) > 1:
        raise NotPossible(
            f"This file has {len(judged)} invitations.",
            advice="Answer them one by one, from files of their own.",
        )
    return draft_answer(
        judged[0], args.answer, now=now, tone=args.tone, disclosure=args.disclosure, nth=args.other
    )


def _hand_out(
    args: argparse.Namespace, judged: tuple[JudgedFile, ...], found: MessagesRead, answer: Answer | None
) -> None:
    if args.out and answer:
        calendar = args.out.lower().endswith(".ics")
        write(args.out, wiring.answer_as_ics(answer) if calendar else wiring.answer_as_mail(answer))
    if args.json:
        print(json.dumps(as_document(judged, found, answer), ensure_ascii=False, indent=2))
    elif args.out != OUT:
        width = min(WIDEST, max(NARROWEST, shutil.get_terminal_size((100, 24)).columns))
        show(as_lines(judged, found, answer, width=width))
