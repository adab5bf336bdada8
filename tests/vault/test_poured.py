"""Long answers are made while they are sent, in the surroundings of the page that asked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.http import StreamingHttpResponse
from django.utils.translation import get_language, override

from manantial.alliance.models import Alliance
from manantial.alliance.tenancy import NoAlliance, current_alliance, working_for
from manantial.vault.streaming import poured

PIECE = 100_000


def pieces(count: int) -> Iterator[bytes]:
    """Say, before each piece, for whom and in which language it is made."""
    for _number in range(count):
        yield f"{current_alliance().slug} {get_language()}\n".encode() + b"x" * PIECE


def test_a_long_answer_goes_on_for_its_alliance_and_in_its_language(agua_clara: Alliance) -> None:
    with working_for(agua_clara), override("en"):
        answer = poured(pieces(9), media_type="text/plain", name="Todo junto.txt")
    assert isinstance(answer, StreamingHttpResponse)
    with pytest.raises(NoAlliance):
        current_alliance()
    assert answer.getvalue().count(f"{agua_clara.slug} en".encode()) == 9
    assert 'filename="todo-junto.txt"' in answer["Content-Disposition"]


def test_a_short_answer_goes_whole(agua_clara: Alliance) -> None:
    with working_for(agua_clara):
        answer = poured(pieces(1), media_type="text/plain", name="a.txt")
    assert not answer.streaming
    assert answer.content.startswith(agua_clara.slug.encode())  # type: ignore[attr-defined]
