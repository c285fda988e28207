"""Texts of a life in a file, read, and what is wrong with them."""

from __future__ import annotations

from textwrap import dedent

import pytest

from counterpoint.adapters.files.faults import NotReadable
from counterpoint.adapters.files.lifetoml import read_life

HEAD = 'format = "counterpoint-life/1"\nzone = "Europe/Berlin"\n'
VALUES = '[[values]]\nname = "Family"\n[[values]]\nname = "Craft"\n[[values]]\nname = "Health"\n'


def read(text, head=HEAD + VALUES):
    return read_life((head + dedent(text)).encode())


def faults(text, head=HEAD + VALUES):
    with pytest.raises(NotReadable) as caught:
        read(text, head)
    return caught.value.faults


def only_fault(text, head=HEAD + VALUES):
    (fault,) = faults(text, head)
    return fault
