"""Changing the tree of codes: step by step, joined, split in two, each taken back by who did it, told by versions."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from manantial.meaning.actions import MeaningRefused, add_code, put_code
from manantial.meaning.actions.codebook import save_version
from manantial.meaning.actions.reshaping import (
    merge_codes,
    move_code,
    restore_code,
    retire_code,
    split_code,
    undo_reshaping,
)
from manantial.meaning.models import Code, CodebookVersion, Coding
from manantial.meaning.queries.codebook import code_nodes, version_differences
from manantial.meaning.rules.codebook import Way, below, stepped, walked
from manantial.people.models import Person
from tests.cast import CastClient
from tests.meaning.river import River

trees = st.lists(st.integers(-1, 6), min_size=1, max_size=8)


def rows_of(shape: list[int]) -> list[tuple[UUID, UUID | None]]:
    """A tree: each number says below which earlier code the next one hangs."""
    keys = [uuid4() for _ in shape]
    return [
        (key, keys[above] if 0 <= above < n else None) for n, (key, above) in enumerate(zip(keys, shape, strict=True))
    ]


def moved(rows: list[tuple[UUID, UUID | None]], code: UUID, way: Way) -> list[tuple[UUID, UUID | None]] | None:
    place = stepped(code, way, rows)
    if place is None:
        return None
    parent, before = place
    rest = [row for row in rows if row[0] != code]
    at = next((n for n, (key, _above) in enumerate(rest) if key == before), len(rest))
    return [*rest[:at], (code, parent), *rest[at:]]


@given(trees, st.data())
def test_a_step_and_its_opposite_lead_back_and_nobody_falls_out_of_the_tree(
    shape: list[int], data: st.DataObject
) -> None:
    rows = rows_of(shape)
    code = data.draw(st.sampled_from([key for key, _above in rows]))
    before = list(walked(rows))
    for way, back in ((Way.UP, Way.DOWN), (Way.DOWN, Way.UP), (Way.IN, Way.OUT)):
        after = moved(rows, code, way)
        if after is None:
            continue
        assert {key for key, _depth in walked(after)} == {key for key, _depth in before}
        assert code not in below(dict(after)[code], dict(after)) - {code} if dict(after)[code] else True
        again = moved(after, code, back)
        assert again is not None
        if way is not Way.IN:
            assert list(walked(again)) == before
        else:
            assert dict(again)[code] == dict(rows)[code]


@pytest.fixture
def ana_self(as_ana: CastClient) -> Person:
    return as_ana.account.person  # type: ignore[return-value]


def tree() -> list[tuple[str, int, int]]:
    return [(node.code.name, node.depth, node.used) for node in code_nodes()]


class Book:
    """Agua with Cloro and Olor below it, and Obra; each but Agua on a fragment."""

    def __init__(self, river: River, by: Person, now: datetime) -> None:
        self.act = {"by": by, "now": now}
        self.water = add_code("Agua", **self.act)
        self.chlorine = add_code("Cloro", parent=self.water, **self.act)
        self.smell = add_code("Olor", parent=self.water, **self.act)
        self.work = add_code("Obra", **self.act)
        self.fragments = [river.fragment(quote=f"Dicho {n}.") for n in range(3)]
        for fragment, code in zip(self.fragments, (self.chlorine, self.smell, self.work), strict=True):
            put_code(fragment, code, memo="duda", **self.act)


@pytest.fixture
def book(river: River, ana_self: Person, now: datetime) -> Book:
    return Book(river, ana_self, now)


def test_every_change_of_the_tree_is_taken_back_one_after_the_other(book: Book) -> None:
    was = tree()
    stands = [was]
    third = add_code("Falta", parent=book.chlorine, **book.act)
    stands[0] = tree()
    for change in (
        lambda: move_code(book.work, parent=book.water, before=book.smell, **book.act),
        lambda: merge_codes(book.chlorine, into=book.smell, **book.act),  # its child goes along
        lambda: retire_code(book.work, **book.act),
        lambda: restore_code(book.chlorine, **book.act),
        lambda: split_code(book.smell, [book.fragments[1]], name="Sabor", **book.act),
    ):
        change()
        stands.append(tree())
    assert len({str(one) for one in stands}) == len(stands)
    third.refresh_from_db()
    assert third.parent == book.chlorine  # taken apart, it came back to the code it hung from
    for before in reversed(stands[:-1]):
        undo_reshaping(**book.act)
        assert tree() == before
    with pytest.raises(MeaningRefused, match="ningún cambio suyo"):
        undo_reshaping(**book.act)
    assert Coding.objects.filter(retired_at=None).count() == 3


def test_what_is_split_off_keeps_who_coded_it_and_goes_to_a_code_that_is_there_only_once(
    book: Book, as_erandi: CastClient, now: datetime
) -> None:
    erandi = as_erandi.account.person
    first = book.fragments[0]
    put_code(first, book.chlorine, memo="de Erandi", by=erandi, now=now)
    put_code(first, book.work, memo="ya estaba", by=erandi, now=now)
    made = split_code(book.chlorine, [first], name="Cloro en la escuela", **book.act)
    assert made.parent == book.water
    told = {(one.by_id, one.memo) for one in made.codings.filter(retired_at=None)}
    assert told == {(book.act["by"].pk, "duda"), (erandi.pk, "de Erandi")}
    split_code(made, [first], into=book.work, **book.act)
    standing = book.work.codings.filter(fragment=first, retired_at=None)
    assert sorted(one.memo for one in standing) == ["duda", "ya estaba"]
    for wrong in ({"name": "cloro"}, {"name": " "}, {"into": book.smell}):
        with pytest.raises(MeaningRefused):
            split_code(book.smell, [book.fragments[1]], **wrong, **book.act)
    with pytest.raises(MeaningRefused, match="al menos un fragmento"):
        split_code(book.smell, [first], name="Nada", **book.act)


def test_nobody_takes_back_what_others_have_built_upon(book: Book, as_erandi: CastClient, now: datetime) -> None:
    other = {"by": as_erandi.account.person, "now": now}
    made = split_code(book.chlorine, [book.fragments[0]], name="Escuela", **book.act)
    put_code(book.fragments[2], made, **other)
    with pytest.raises(MeaningRefused, match="ya se puso en otros fragmentos"):
        undo_reshaping(**book.act)
    merge_codes(made, into=book.work, **other)
    with pytest.raises(MeaningRefused, match="Otra persona cambió después"):
        undo_reshaping(**book.act)
    undo_reshaping(**other)  # her own step is hers to take back


def test_versions_are_kept_before_a_change_and_say_what_was_joined_parted_and_split(book: Book) -> None:
    merge_codes(book.chlorine, into=book.smell, **book.act)
    split_code(book.work, [book.fragments[2]], name="Tanque", **book.act)
    save_version(**book.act)
    restore_code(book.chlorine, **book.act)
    save_version(**book.act)
    first, second, third, fourth = CodebookVersion.objects.order_by("number")
    assert [first.note, second.note] == ["Antes de juntar «Cloro» con «Olor».", "Antes de partir «Obra»."]

    def told(old: CodebookVersion, new: CodebookVersion) -> list[tuple[str, str, str]]:
        return [(str(one.change), one.before, one.after) for one in version_differences(old, new)]

    assert told(first, second) == [("joined", "Cloro", "Olor")]
    assert told(second, third) == [("split", "Obra", "Tanque")]
    assert told(third, fourth) == [("parted", "Olor", "Cloro")]


def test_codes_are_put_in_order_split_and_undone_at_the_desk(
    as_ana: CastClient, as_lupe: CastClient, book: Book
) -> None:
    place, codes = reverse("meaning:codes_place"), reverse("meaning:codes")
    ordering = as_ana.get(codes, {"ordenar": "1"}).content.decode()
    assert f'name="subir" value="{book.work.pk}"' in ordering
    as_ana.post(place, {"subir": str(book.work.pk)})
    assert [name for name, _depth, _used in tree()] == ["Obra", "Agua", "Cloro", "Olor"]
    dragged = {"codigo": str(book.smell.pk), "dentro": str(book.work.pk), "antes": ""}
    assert as_ana.post(place, dragged, HTTP_ACCEPT="application/json").json() == {
        "said": "«Olor» quedó en su nuevo lugar."
    }
    wrong = as_ana.post(
        place, {"codigo": str(book.work.pk), "dentro": str(book.smell.pk)}, HTTP_ACCEPT="application/json"
    )
    assert wrong.status_code == 409
    assert "dentro de sí mismo" in wrong.json()["refused"]
    page = as_ana.get(codes).content.decode()
    assert "Se movió un código, «Olor»" in page
    undone = as_ana.post(reverse("meaning:codes_undo"), follow=True).content.decode()
    assert "Se deshizo su último cambio" in undone
    split = reverse("meaning:code_split", args=[book.smell.pk])
    assert "Dicho 1." in as_ana.get(split, {"q": "dicho"}).content.decode()
    again = as_ana.post(split, {"f": str(book.fragments[1].pk), "nombre": "Olor"}).content.decode()
    assert "Ya hay un código «Olor»" in again
    assert f'value="{book.fragments[1].pk}" checked' in again  # what was chosen is still chosen
    done = as_ana.post(split, {"f": str(book.fragments[1].pk), "nombre": "Sabor"}, follow=True).content.decode()
    assert "1 fragmento de «Olor» pasó a «Sabor»." in done
    assert Code.objects.get(name="Sabor").split_from == book.smell
    for address in (place, reverse("meaning:codes_undo"), split):
        assert as_lupe.post(address).status_code == 403
