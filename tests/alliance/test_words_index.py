"""The index of words: the same hits on both databases, in step with the rows, mended when it is not."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

import pytest
from django.db import connection

from manantial.alliance import words_index
from manantial.alliance.models import Alliance
from manantial.alliance.tenancy import working_for
from manantial.alliance.words_index import Among
from manantial.kernel.asked import read_question
from manantial.meaning.models import Memo
from manantial.voices.models import Fragment, Transcript, Turn, Voice

#: Words that must meet, from the rule of the keys: number, accents, the four apostrophes.
MEET = (
    "asamblea asambleas, mujer mujeres, joven jóvenes, obra obras, gobierno gobiernos, luz luces,manantial manantiales,"
    "pez peces, país países, mes meses, interés intereses, comité comités, tanque tanques, presidente presidentes,"
    "reunión reuniones,raíz raíces, red redes, vez veces, tesis tésis,cloración CLORACION,año ano,pingüino pinguinos,"
    "ch'ul ch’ul chʼul chꞌul CH'UL, ja' ja’ jaʼ jaꞌ"
)
APART = "casa caso, presidente presidenta, mes mesa, obra obrero, agua aguacate, ja jaʼa"


@pytest.fixture
def voice(alliance: Alliance, now: datetime) -> Voice:
    """A voice to say things."""
    return Voice.objects.create(folio="VOZ-0001", kind="text", title="Una", group="households", received_at=now)


def say(voice: Voice, texts: list[str], now: datetime, version: int = 1) -> Transcript:
    """Write a version with these turns."""
    made = Transcript.objects.create(voice=voice, version=version, made_at=now)
    Turn.objects.bulk_create(
        Turn(transcript=made, lineage=made.pk, position=place, text=text) for place, text in enumerate(texts, start=1)
    )
    return made


def found(asked: str, model: type[Turn | Fragment | Memo] = Turn) -> list[str]:
    """What answers, in the order in which it was written, asked in both ways."""
    question = read_question(asked)
    ids = words_index.hits(model, question)
    assert set(ids) == set(model.objects.filter(words_index.matching(model, question)).values_list("pk", flat=True))
    rows = model.objects.in_bulk(ids)
    return [str(rows[pk]) for pk in ids]


def test_every_pair_of_the_list_meets_and_nothing_else_does(voice: Voice, now: datetime) -> None:
    groups = [group.split() for group in MEET.split(",")]
    say(voice, [f"{word} x{number}" for number, group in enumerate(groups) for word in group], now)
    for number, group in enumerate(groups):
        for word in group:
            assert {text.split()[1] for text in found(word)} == {f"x{number}"}, word
            assert len(found(word)) == len(group), word


def test_words_that_only_look_alike_stay_apart(voice: Voice, now: datetime) -> None:
    pairs = [pair.split() for pair in APART.split(",")]
    say(voice, [word for pair in pairs for word in pair], now)
    for one, other in pairs:
        assert other not in found(one)
        assert one not in found(other)


@pytest.mark.parametrize(
    ("asked", "places"),
    [
        ("agua", [1, 2, 3]),
        ('"se fue el agua"', [1]),
        ('"agua se fue"', [3]),
        ("agu* -comité", [1, 3]),
        ("comité OR 2014", [2, 4]),
        ("12a", [5]),
        ("1e5 v2", [5]),
        ('"12a 1e5"', [5]),
        ("agua OR zzz -fue", [2]),
        ('agua -"el agua se"', [1, 2]),
        ('"el comit*"', [2]),
    ],
)
def test_the_language_of_questions(voice: Voice, now: datetime, asked: str, places: list[int]) -> None:
    texts = ["Se fue el agua.", "El comité y el agua", "el agua se fue", "En 2014 no hubo", "12a 1e5 v2 3.14"]
    say(voice, texts, now)
    assert found(asked) == [texts[place - 1] for place in places]


def test_a_fragment_is_found_by_its_new_words_and_not_when_it_is_retired(voice: Voice, now: datetime) -> None:
    fragment = Fragment.objects.create(folio="FRA-1", voice=voice, what="quote", quote="La tubería rota", marked_at=now)
    Fragment.objects.create(folio="FRA-2", voice=voice, what="quote", quote="La tubería nueva", marked_at=now)
    assert found("tuberias", Fragment) == ["La tubería rota", "La tubería nueva"]
    fragment.title = "El manantial"
    fragment.save(update_fields=["title"])
    assert found("manantiales tuberia", Fragment) == ["El manantial"]
    fragment.retired_at = now
    fragment.save()
    assert found("tuberia", Fragment) == ["La tubería nueva"]
    assert words_index.counted(Fragment, read_question("tuberia")) == 1
    fragment.retired_at = None
    fragment.save(update_fields=["retired_at"])
    assert set(found("tuberia", Fragment)) == {"El manantial", "La tubería nueva"}
    assert words_index.faults(connection) == []


def test_hits_are_counted_by_what_they_are_within_and_only_of_this_alliance(
    voice: Voice, now: datetime, other_alliance: Alliance
) -> None:
    first, second = say(voice, ["agua", "agua", "luz"], now), say(voice, ["aguas"], now, version=2)
    with working_for(other_alliance):
        stranger = Voice.objects.create(folio="VOZ-0001", kind="text", title="Otra", group="youth", received_at=now)
        say(stranger, ["agua"], now)
    question = read_question("agua")
    only, but = Among(frozenset({second.pk}), only=True), Among(frozenset({second.pk}))
    many = Among(frozenset({second.pk, *(uuid4() for _ in range(400))}))
    assert words_index.counted(Turn, question) == 3
    for among, count in ((only, 1), (but, 2), (many, 2), (Among(only=True), 0)):
        assert words_index.counted(Turn, question, among) == count
        assert len(words_index.hits(Turn, question, among)) == count
    assert set(Turn.objects.filter(pk__in=words_index.hits(Turn, question, but)).values_list("transcript")) == {
        (first.pk,)
    }
    everything = words_index.hits(Turn, question)
    assert [words_index.hits(Turn, question, start=start, most=2) for start in (0, 2)] == [
        everything[:2],
        everything[2:],
    ]


def test_an_index_that_was_lost_is_made_again(voice: Voice, now: datetime) -> None:
    say(voice, ["agua"], now)
    broken = (
        "DROP INDEX manantial_turn_words" if connection.vendor == "postgresql" else "DROP TRIGGER manantial_turn_added"
    )
    with connection.cursor() as cursor:
        cursor.execute(broken)
    say(voice, ["agua clara"], now, version=2)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # no index is made over rows whose links were not looked at yet
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert words_index.faults(connection) == ["manantial_turn"]
    assert words_index.mend(connection) == ["manantial_turn"]
    assert words_index.mend(connection) == []
    assert found("aguas") == ["agua", "agua clara"]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite numbers its rows anew")
def test_the_index_survives_rows_that_are_numbered_anew(voice: Voice, now: datetime) -> None:
    rows = [
        Fragment(folio=f"FRA-{n}", voice=voice, what="quote", quote=f"agua{n} manantial", marked_at=now)
        for n in range(9)
    ]
    Fragment.objects.bulk_create(rows)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE manantial_fragment SET rowid = -rowid - 1")  # what VACUUM may do
    assert found("agua4", Fragment) == ["agua4 manantial"]
    assert len(found("manantiales", Fragment)) == len(rows)
