"""Asking the codes and setting them side by side: the right fragments, cells that open, nothing taken back."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document

from manantial.meaning.models import Code, Coding
from manantial.meaning.queries import (
    Bond,
    CodeQuestion,
    Step,
    VoiceFilter,
    answering,
    code_tree,
    crossed,
    met,
)
from manantial.meaning.queries.differing import differences
from manantial.meaning.rules import Together
from manantial.people import listing
from manantial.people.access import actor_for
from manantial.people.models import Account
from manantial.territory.models import Community, Municipality
from manantial.voices.models import Fragment, Transcript, Turn, Voice, Withdrawal
from tests.meaning.river import DAY, NOW, River

TEXTS = ["Se fue el agua y no hubo cuota.", "La asamblea juntó dinero.", "Después volvió el agua.", "Nadie dijo nada."]


@dataclass
class Told:
    """A voice with its turns, and codes to put on it."""

    river: River
    voice: Voice
    turns: list[Turn]
    water: Code
    chlorine: Code  # within water
    money: Code
    who: dict[str, Account]

    def mark(self, turn: int, words: str, *codes: Code, by: str = "ana") -> Fragment:
        """Mark words of a turn and put codes on them."""
        text = self.turns[turn].text
        start = text.index(words)
        self.river.fragments += 1
        fragment = Fragment.objects.create(
            folio=f"FRA-{self.river.fragments:04d}",
            voice=self.turns[turn].transcript.voice,
            what="quote",
            turn=self.turns[turn],
            start_char=start,
            end_char=start + len(words),
            quote=words,
            marked_at=NOW,
        )
        for code in codes:
            Coding.objects.create(fragment=fragment, code=code, by_id=self.who[by].person_id, at=NOW)
        return fragment


def say(voice: Voice, texts: list[str]) -> list[Turn]:
    """A transcript with these turns."""
    made = Transcript.objects.create(voice=voice, version=1, made_at=NOW)
    return Turn.objects.bulk_create(
        Turn(transcript=made, lineage=made.pk, position=place, text=text) for place, text in enumerate(texts, start=1)
    )


@pytest.fixture
def told(river: River, ana: Account, erandi: Account, now: datetime) -> Told:
    """Nothing marked yet."""
    voice = river.voice(river.community())
    water = Code.objects.create(name="Agua")
    chlorine = Code.objects.create(name="Cloración", parent=water)
    money = Code.objects.create(name="Dinero")
    return Told(river, voice, say(voice, TEXTS), water, chlorine, money, {"ana": ana, "erandi": erandi})


def folios(told: Told, question: CodeQuestion) -> list[str]:
    """What answers."""
    actor = actor_for(told.who["ana"], DAY)
    return [one.folio[-1] for one in answering(actor, question, on=DAY)]


def test_codes_bind_from_left_to_right(told: Told) -> None:
    told.mark(0, "Se fue el agua", told.water)  # 1
    told.mark(0, "agua y no hubo cuota", told.money)  # 2: shares letters with 1
    told.mark(0, "cuota", told.chlorine, told.money)  # 3: both codes
    told.mark(1, "juntó dinero", told.money)  # 4: next turn
    told.mark(3, "Nadie")  # 5: no code
    ask = {bond: folios(told, CodeQuestion(told.water.pk, (Step(bond, told.money.pk),), below=False)) for bond in Bond}
    assert ask[Bond.AND] == []
    assert ask[Bond.OVERLAPS] == ask[Bond.TURN] == ask[Bond.VOICE] == ["1"]
    assert ask[Bond.OR] == ["1", "2", "3", "4"]
    assert ask[Bond.NOT] == ["1"]
    assert folios(told, CodeQuestion(told.water.pk)) == ["1", "3"]
    assert folios(told, CodeQuestion(told.water.pk, (Step(Bond.AND, told.money.pk),))) == ["3"]
    near = (Step(Bond.NEAR, told.chlorine.pk),)
    assert folios(told, CodeQuestion(told.money.pk, near)) == ["2", "3", "4"]
    assert folios(told, CodeQuestion(told.money.pk, (*near, Step(Bond.NOT, told.water.pk)))) == ["2", "4"]
    assert folios(told, CodeQuestion("sin")) == ["5"]
    assert folios(told, CodeQuestion()) == ["1", "2", "3", "4", "5"]
    assert folios(told, CodeQuestion(voices=VoiceFilter(group="youth"))) == []


def test_a_code_joined_with_another_is_found_with_it(told: Told) -> None:
    told.mark(0, "Se fue el agua", told.water)
    old = Code.objects.create(name="Líquido", merged_into=told.water, retired_at=NOW)
    told.mark(2, "volvió", old)
    told.mark(3, "Nadie", told.chlorine)
    actor = actor_for(told.who["ana"], DAY)
    assert folios(told, CodeQuestion(told.water.pk)) == ["1", "2", "3"]
    assert folios(told, CodeQuestion(told.water.pk, below=False)) == ["1", "2"]
    found = crossed(actor, [told.water.pk], "grupo", below=False, on=DAY)
    assert found.fragments == {(told.water.pk, "committee_women"): 2}
    assert old.pk not in code_tree().standing


def test_seconds_decide_only_where_there_are_no_letters(told: Told) -> None:
    written = told.mark(0, "Se fue", told.water)
    told.mark(0, "cuota", told.money)
    Fragment.objects.all().update(start_ms=1000, end_ms=9000)  # the whole turn, as an import writes it
    question = CodeQuestion(told.water.pk, (Step(Bond.OVERLAPS, told.money.pk),))
    actor = actor_for(told.who["ana"], DAY)
    codes = [told.water.pk, told.money.pk]
    assert folios(told, question) == []
    assert met(actor, codes, together=Together.OVERLAP, on=DAY).of(0, 1) == 0
    heard = Fragment.objects.create(
        folio="FRA-0009", voice=told.voice, what="voice", start_ms=8000, end_ms=12000, marked_at=NOW
    )
    Coding.objects.create(fragment=heard, code=told.money, at=NOW)
    assert folios(told, question) == [written.folio[-1]]
    assert folios(told, CodeQuestion(told.money.pk, (Step(Bond.OVERLAPS, told.water.pk),))) == ["9"]
    assert met(actor, codes, together=Together.OVERLAP, on=DAY).of(0, 1) == 1


def test_what_was_taken_back_is_in_no_answer_table_or_file(told: Told, as_ana: Client) -> None:
    told.mark(0, "Se fue el agua", told.water, told.money)
    other = told.river.voice()
    turns = say(other, ["Secreto del pozo."])
    fragment = Fragment.objects.create(
        folio="FRA-0099",
        voice=other,
        what="quote",
        turn=turns[0],
        start_char=0,
        end_char=7,
        quote="Secreto",
        marked_at=NOW,
    )
    for code in (told.water, told.money):
        Coding.objects.create(fragment=fragment, code=code, at=NOW)
    asked = f"/mesa/codigos/consulta/?a={told.water.pk}"
    assert "Secreto" in as_ana.get(asked).content.decode()
    assert crossed(actor_for(told.who["ana"], DAY), [told.water.pk], "grupo", on=DAY).fragments == {
        (told.water.pk, "committee_women"): 2
    }
    Withdrawal.objects.create(voice=other, folio="RET-1", channel="letter", withdrawn_on=DAY, recorded_at=NOW)
    for form in ("", "&formato=csv", "&formato=html"):
        answer = as_ana.get(asked + form)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
        assert "Secreto" not in body.decode()
        assert "Se fue el agua" in body.decode()
    actor = actor_for(told.who["ana"], DAY)
    assert crossed(actor, [told.water.pk], "grupo", on=DAY).fragments == {(told.water.pk, "committee_women"): 1}
    assert met(actor, [told.water.pk, told.money.pk], together=Together.FRAGMENT, on=DAY).of(0, 1) == 1


def test_everything_of_a_question_leaves_as_a_file_untagged_too(told: Told, as_ana: Client) -> None:
    told.mark(0, "Se fue el agua", told.water)
    told.mark(1, "asamblea")
    rows = list(csv.reader(io.StringIO(as_ana.get("/mesa/codigos/consulta/?formato=csv").content.decode("utf-8-sig"))))
    assert [row[6] for row in rows[1:]] == ["Se fue el agua", "asamblea"]
    assert rows[1][8] == "Agua"
    word = Document(io.BytesIO(as_ana.get("/mesa/codigos/consulta/?formato=docx").content))
    assert [p.style.name for p in word.paragraphs][:3] == ["Title", "Normal", "Heading 2"]
    assert "Se fue el agua y no hubo cuota." in [p.text for p in word.paragraphs]


def test_the_pages_cost_the_same_with_more_rows_and_go_on(
    told: Told, as_ana: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            as_ana.get(f"/mesa/codigos/consulta/?a={told.water.pk}&con=encima&b={told.money.pk}")
        return len(asked)

    told.mark(0, "agua", told.water, told.money)
    as_ana.get("/mesa/codigos/consulta/")
    one = cost()
    for words in ("Se fue", "hubo", "cuota"):
        told.mark(0, words, told.water, told.money)
    assert cost() == one
    for number in range(40):
        told.mark(2, "volvió", told.water) if number else None
    first = as_ana.get(f"/mesa/codigos/consulta/?a={told.water.pk}")
    following = as_ana.get(f"/mesa/codigos/consulta/?a={told.water.pk}&page=2")
    shown = [one.fragment.pk for page in (first, following) for one in page.context["answers"]]
    assert len(set(shown)) == len(shown) == first.context["page"].paginator.count
    assert f"{len(shown)} fragmentos" in first.content.decode()
    monkeypatch.setattr(listing, "MOST_PRINTED", 30)
    page = as_ana.get(f"/mesa/codigos/consulta/?a={told.water.pk}").content.decode()
    assert "más de 30 fragmentos" in page
    assert "El archivo los lleva todos" in page
    table = as_ana.get(f"/mesa/codigos/consulta/?a={told.water.pk}&formato=csv").content.decode()
    assert len(table.splitlines()) == len(shown) + 1
    turns = as_ana.get(f"/mesa/codigos/consulta/?a={told.water.pk}&ver=turnos").context["answers"]
    assert len(turns) == 2


def test_answers_stand_in_the_order_that_was_asked_for(told: Told, as_ana: Client) -> None:
    told.mark(0, "agua", told.water)
    early, far = told.river.voice(), told.river.voice()
    for place, (voice, words) in enumerate(((far, "pozo"), (early, "río"))):
        (turn,) = say(voice, [f"Había {words}."])
        fragment = Fragment.objects.create(
            folio=f"FRA-009{place}", voice=voice, what="quote", turn=turn, start_char=6, end_char=6 + len(words),
            quote=words, marked_at=NOW,
        )  # fmt: skip
        Coding.objects.create(fragment=fragment, code=told.water, at=NOW)
    places = [Community.objects.create(municipality=Municipality.objects.all()[0], code=c, name=c) for c in "AZ"]
    days = {far: (2030, places[0]), early: (1990, places[1]), told.voice: (2010, None)}
    for voice, (year, place) in days.items():
        Voice.objects.filter(pk=voice.pk).update(recorded_min=date(year, 1, 1), community=place)

    def words(order: str) -> list[str]:
        page = as_ana.get(f"/mesa/codigos/consulta/?a={told.water.pk}&orden={order}")
        return [one.fragment.quote for one in page.context["answers"]]

    assert words("fecha") == ["río", "agua", "pozo"]
    assert words("-fecha") == ["pozo", "agua", "río"]
    assert words("comunidad") == ["pozo", "río", "agua"]
    Voice.objects.filter(pk=far.pk).update(community_reserved=True)
    assert words("comunidad")[0] == "río"
    assert words("voz") == ["agua", "río", "pozo"]
    assert words("nada") == words("") == ["agua", "pozo", "río"]


def test_a_cell_of_codes_that_come_together_opens_its_fragments(told: Told, as_ana: Client) -> None:
    told.mark(0, "Se fue el agua", told.water)
    told.mark(0, "agua y no hubo", told.money)
    told.mark(2, "agua", told.water, told.money)
    page = as_ana.get("/mesa/codigos/juntos/")
    (name, _other, count, c, href) = page.context["strongest"][0]
    assert (name, count, c) == ("Agua", 2, 1.0)
    assert [one.fragment.folio for one in as_ana.get(href).context["answers"]] == ["FRA-0001", "FRA-0003"]
    table = as_ana.get("/mesa/codigos/juntos/?formato=csv").content.decode("utf-8-sig")
    assert "Agua,Dinero,2,1.0,2,2" in table
    assert "Todavía no hay códigos" in as_ana.get("/mesa/codigos/juntos/?grupo=youth").content.decode()


def test_a_table_for_the_public_points_at_nobody(told: Told, as_ana: Client) -> None:
    for group, many in (("households", 6), ("youth", 2)):
        for _ in range(many):
            fragment = told.river.fragment(told.river.voice(group=group))
            Coding.objects.create(fragment=fragment, code=told.water, at=NOW)
    inside = as_ana.get("/mesa/codigos/matriz/?por=grupo&formato=csv").content.decode("utf-8-sig")
    public = as_ana.get("/mesa/codigos/matriz/?por=grupo&formato=csv&publica=1").content.decode("utf-8-sig")
    assert "Agua,6,2" in inside
    assert "Agua,menos de 5 voces,menos de 5 voces" in public
    page = as_ana.get("/mesa/codigos/matriz/?por=grupo")
    cell = next(cell for name, cells in page.context["rows"] if name == "Agua" for cell in cells if cell.count == 2)
    assert as_ana.get(cell.href).context["count"] == 2


@pytest.mark.parametrize("against", ["grupo", "comunidad", "sexo", "edad", "taller", "etapa"])
def test_codes_stand_against_every_dimension(told: Told, as_ana: Client, against: str) -> None:
    stage = Code.objects.create(name="Arranque", kind="stage")
    told.mark(0, "agua", told.water, stage)
    page = as_ana.get(f"/mesa/codigos/matriz/?por={against}&dentro=arriba")
    cells = {name: [cell.count for cell in cells] for name, cells in page.context["rows"]}
    assert cells["Agua"] == [1]


def test_first_where_people_differ_then_the_measure(told: Told, as_ana: Client) -> None:
    told.mark(0, "Se fue el agua", told.water)
    told.mark(0, "el agua", told.water, by="erandi")
    told.mark(2, "volvió el agua", told.chlorine)
    found = differences(actor_for(told.who["ana"], DAY), told.water.pk, VoiceFilter(), on=DAY)
    assert [one.fragment.quote for one in found.lonely] == ["volvió el agua"]
    assert found.alpha is not None
    assert 0 < found.alpha < 1
    page = as_ana.get(f"/mesa/codigos/acuerdo/?codigo={told.water.pk}").content.decode()
    assert page.index("volvió el agua") < page.index("uα de Krippendorff")
    assert "No alcanza" in as_ana.get(f"/mesa/codigos/acuerdo/?codigo={told.water.pk}&grupo=youth").content.decode()


def test_agreement_counts_what_two_people_say_they_coded_whole(told: Told, as_ana: Client, as_erandi: Client) -> None:
    told.mark(0, "Se fue el agua", told.water)
    told.mark(0, "Se fue el agua", told.water, by="erandi")
    told.mark(2, "volvió el agua", told.water)
    begun = told.river.voice(told.river.community(), group="youth")
    other = say(begun, TEXTS)
    for who in ("ana", "erandi"):
        fragment = told.mark(0, "Se fue el agua", told.water, by=who)
        Fragment.objects.filter(pk=fragment.pk).update(voice=begun, turn=other[0])
    address = f"/mesa/codigos/acuerdo/?codigo={told.water.pk}"
    page = as_ana.get(address)
    assert page.context["found"].voices == 2
    assert "todavía no lee cuenta como que no lo marcó" in page.content.decode()
    whole = f"/mesa/voces/{told.voice.pk}/codificar/terminar/"
    as_ana.post(whole)
    assert page.context["found"].voices == as_ana.get(address).context["found"].voices, "one alone compares with nobody"
    said = as_erandi.post(whole, follow=True).content.decode()
    assert "Seguir codificándola" in said
    assert f"Siguiente que le falta: {begun.folio}" in said
    page = as_ana.get(address)
    assert (page.context["found"].voices, page.context["found"].waiting) == (1, 1)
    assert [one.fragment.quote for one in page.context["found"].lonely] == ["volvió el agua"]
    assert as_ana.get(f"{address}&contar=empezadas").context["found"].voices == 2
    as_erandi.post(whole, {"seguir": "1"})
    assert as_ana.get(address).context["found"].voices == 2


def test_what_is_still_to_be_coded_is_seen_voice_by_voice(told: Told, as_ana: Client) -> None:
    told.mark(0, "Se fue el agua", told.water, by="erandi")
    fresh = told.river.voice(told.river.community(), group="youth")
    as_ana.post(f"/mesa/voces/{told.voice.pk}/codificar/terminar/")

    def shown(query: str) -> list[str]:
        return [row.voice.folio for row, _words in as_ana.get(f"/mesa/codigos/avance/{query}").context["rows"]]

    assert shown("") == [told.voice.folio, fresh.folio]
    assert shown("?orden=-folio") == [fresh.folio, told.voice.folio]
    assert shown("?avance=mias") == shown("?avance=sin") == [fresh.folio]
    assert shown("?avance=una") == [told.voice.folio]
    assert shown("?grupo=youth") == [fresh.folio]
    table = as_ana.get("/mesa/codigos/avance/?formato=csv").content.decode("utf-8-sig")
    assert "La terminó una persona" in table
    with CaptureQueriesContext(connection) as few:
        shown("?avance=una")
    with CaptureQueriesContext(connection) as more:
        shown("")
    assert len(few) == len(more)


def test_several_codes_that_exclude_each_other_are_measured_together(told: Told, as_ana: Client) -> None:
    told.mark(0, "Se fue el agua", told.water)
    told.mark(0, "Se fue el agua", told.money, by="erandi")
    told.mark(2, "volvió el agua", told.water)
    told.mark(2, "volvió el agua", told.water, by="erandi")
    address = f"/mesa/codigos/acuerdo/?k={told.water.pk}&k={told.money.pk}"
    page = as_ana.get(address)
    found = page.context["family"]
    assert found.family.relevant == 1
    assert found.family.chosen < 1
    assert {name: (one.marked, one.alone) for name, one in page.context["measures"]} == {
        "Agua": (3, 1),
        "Dinero": (1, 1),
    }
    words = page.content.decode()
    assert words.index("Se fue el agua") < words.index("cuα")
    assert "«Dinero»" in words
    table = as_ana.get(address + "&formato=csv&tabla=medida").content.decode("utf-8-sig")
    assert "Todos,|uα,1" in table
    lonely = as_ana.get(address + "&formato=csv").content.decode("utf-8-sig")
    assert "Se fue el agua" in lonely
    assert "volvió" not in lonely
    assert "No alcanza" in as_ana.get(address + "&grupo=youth").content.decode()


def test_where_one_person_puts_two_codes_they_do_not_exclude_each_other_and_it_is_said(
    told: Told, as_ana: Client
) -> None:
    told.mark(0, "Se fue el agua", told.water, told.money)
    told.mark(0, "Se fue el agua", told.water, by="erandi")
    page = as_ana.get("/mesa/codigos/acuerdo/?codigo=arriba")
    assert [names for _one, names in page.context["clashes"]] == ["Agua, Dinero"]
    assert page.context["family"].family.every is None
    assert "puso dos de estos códigos" in page.content.decode()


def test_a_code_that_nobody_put_has_nothing_to_agree_on(told: Told, as_ana: Client) -> None:
    told.mark(0, "Se fue el agua", told.water)
    told.mark(0, "Se fue el agua", told.water, by="erandi")
    assert "Nadie lo marcó" in as_ana.get(f"/mesa/codigos/acuerdo/?codigo={told.money.pk}").content.decode()


def test_which_code_within_is_asked_only_where_two_people_marked(told: Told) -> None:
    pressure = Code.objects.create(name="Presión", parent=told.water)
    told.mark(0, "Se fue el agua", told.chlorine)
    told.mark(0, "Se fue el agua", told.chlorine, by="erandi")
    told.mark(2, "volvió el agua", pressure)
    told.mark(2, "volvió el agua", told.chlorine, by="erandi")
    actor = actor_for(told.who["ana"], DAY)
    found = differences(actor, told.water.pk, VoiceFilter(), on=DAY)
    assert found.alpha == 1
    assert found.within is not None
    assert found.within < 0.5
    assert differences(actor, told.chlorine.pk, VoiceFilter(), on=DAY).within is None


@pytest.mark.parametrize(
    "path", ["comparar/", "codigos/consulta/", "codigos/juntos/", "codigos/matriz/", "codigos/acuerdo/"]
)
def test_only_the_desk_compares(as_ana: Client, as_lupe: Client, as_otra: Client, as_nobody: Client, path: str) -> None:
    assert as_ana.get(f"/mesa/{path}").status_code == 200
    assert as_lupe.get(f"/mesa/{path}").status_code == 403
    assert as_otra.get(f"/mesa/{path}").status_code == 404
    assert as_nobody.get(f"/mesa/{path}").status_code == 302


def test_the_tree_of_codes_is_told_in_order(told: Told) -> None:
    tree = code_tree()
    assert [tree.path(code) for code in tree.standing] == ["Agua", "Agua › Cloración", "Dinero"]
    assert tree.below(told.water.pk) == {told.water.pk, told.chlorine.pk}
