"""Coding a voice at one screen: mark, code, take back, see what the others do, and keep what is closed out of sight."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from manantial.kernel.dates import PartialDate
from manantial.ledger.models import Entry
from manantial.meaning import actions
from manantial.meaning.models import Code, Coding, Memo
from manantial.meaning.queries.codebook import code_nodes
from manantial.meaning.rules.undoing import Deed, Step, standing_steps
from manantial.voices.actions import transcribe
from manantial.voices.models import Fragment
from manantial.voices.rules import TurnText
from tests.meaning.river import NOW

WORDS = ("Antes el agua llegaba cada ocho días.", "Después hicimos la obra, y ñ 🚰 se arregló el tanque.", "Ya no.")
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def told(river, now):
    voice = river.voice(river.community())
    river.transcript = transcribe(voice, [TurnText(text, "María") for text in WORDS], by=None, now=now)
    river.turns = list(river.transcript.turns.all())
    return voice


@pytest.fixture
def water(river, now):
    return actions.add_code("Agua", by=None, now=now)


def span(turn, words):
    start = turn.text.index(words)
    return [str(turn.pk), start, start + len(words)]


def act(client, voice, **data):
    return client.post(reverse("meaning:coding_do", args=[voice.pk]), data, **JSON)


def mark(client, voice, spans, code, **more):
    return act(client, voice, tramos=json.dumps(spans), codigo=str(code.pk), **more)


def standing(voice):
    rows = Coding.objects.filter(fragment__voice=voice, retired_at=None, fragment__retired_at=None)
    return sorted((one.fragment.quote, one.code.name) for one in rows.select_related("fragment", "code"))


def page(client, voice):
    return client.get(reverse("meaning:coding", args=[voice.pk])).content.decode()


def test_words_are_marked_and_coded_in_one_step_and_undone_and_redone(as_ana, told, water, river):
    got = mark(as_ana, told, [span(river.turns[1], "🚰 se arregló")], water).json()
    assert standing(told) == [("🚰 se arregló", "Agua")]
    assert (got["undo"], got["redo"], list(got["fragments"])) == (True, False, ["FRA-0001"])
    assert "🚰 se arregló</mark>" in got["turns"]["t2"]
    undone = act(as_ana, told, deshacer="1").json()
    assert standing(told) == []
    assert (undone["gone"], undone["undo"], undone["redo"]) == (["FRA-0001"], False, True)
    assert "<mark" not in undone["turns"]["t2"]
    act(as_ana, told, rehacer="1")
    assert standing(told) == [("🚰 se arregló", "Agua")]
    assert Fragment.objects.count() == Coding.objects.count() == 1
    assert list(Entry.objects.filter(thing_id=told.pk).order_by("sequence").values_list("verb", flat=True))[-3:] == [
        "voice.coded", "voice.coding_undone", "voice.coding_redone",
    ]  # fmt: skip


def test_a_stretch_over_turns_is_joined_and_undone_together(as_ana, told, water, river):
    spans = [span(river.turns[0], "ocho días."), span(river.turns[1], WORDS[1]), span(river.turns[2], "Ya")]
    mark(as_ana, told, spans, water)
    assert len({one.joined for one in Fragment.objects.all()}) == 1
    assert len(standing(told)) == 3
    act(as_ana, told, deshacer="1")
    assert standing(told) == []


def test_nobody_undoes_what_somebody_else_did(as_ana, as_erandi, told, water, river):
    mark(as_ana, told, [span(river.turns[0], "el agua")], water)
    fragment = Fragment.objects.get()
    act(as_erandi, told, f=str(fragment.pk), codigo=str(water.pk))
    assert Coding.objects.filter(retired_at=None).count() == 2  # the same code by two people: both stay
    assert act(as_ana, told, deshacer="1").json()["said"].endswith("otra persona trabaja con él.")
    fragment.refresh_from_db()
    assert fragment.retired_at is None
    assert [one.by_id for one in Coding.objects.filter(retired_at=None)] == [as_erandi.account.person_id]
    assert act(as_ana, told, deshacer="1").status_code == 409
    other = Coding.objects.get(retired_at=None)
    assert "otra persona" in act(as_ana, told, quitar=str(other.pk)).json()["refused"]
    assert "se queda" in act(as_ana, told, desmarcar=str(fragment.pk)).json()["refused"]


def test_the_other_one_sees_it_with_a_name_and_asking_for_nothing_is_cheap(as_ana, as_erandi, told, water, river):
    address = reverse("meaning:coding_news", args=[told.pk])
    late = Entry(sequence=1_000, at=NOW, verb="alliance.founded", previous="0" * 64, digest="0" * 64)
    late.save()  # numbers for machines carry no comma
    since = int(page(as_erandi, told).partition('data-sequence="')[2].partition('"')[0])
    mark(as_ana, told, [span(river.turns[0], "el agua")], water)
    got = as_erandi.get(address, {"desde": since}, **JSON).json()
    assert "Ana Solís" in got["said"]
    assert "Ana Solís" in got["fragments"]["FRA-0001"]
    with CaptureQueriesContext(connection) as asked:
        answer = as_erandi.get(address, {"desde": got["sequence"]}, **JSON)
    assert (answer.status_code, answer["X-Sequence"]) == (204, str(got["sequence"]))
    assert len([one for one in asked if "manantial_entry" in one["sql"]]) == 1
    transcribe(told, [TurnText(text) for text in WORDS], by=None, now=river.transcript.made_at)
    assert "Cambiaron" in as_erandi.get(address, {"desde": got["sequence"]}, **JSON).json()["reread"]


def test_without_scripts_words_are_typed_and_fragments_ticked(as_ana, told, water):
    address = reverse("meaning:coding_do", args=[told.pk])
    answer = as_ana.post(address, {"palabras": "hicimos la obra", "codigo": str(water.pk)}, follow=True)
    assert "«Agua» en 1 fragmento." in answer.content.decode()
    assert standing(told) == [("hicimos la obra", "Agua")]
    key = str(Fragment.objects.get().pk)
    as_ana.post(address, {"f": key, "nuevo": "Obra", "crear": "1", "nota": "duda"})
    assert [name for _words, name in standing(told)] == ["Agua", "Obra"]
    assert "— duda" in page(as_ana, told)
    twice = as_ana.post(address, {"palabras": "no se dijo nunca"}, follow=True)
    assert "Cópielas tal como están" in twice.content.decode()


def test_seconds_and_parts_of_pictures_need_no_words(as_ana, river, water):
    heard = river.voice(kind="sound")
    heard.duration_ms, heard.peaks = 60_000, [30] * 800
    heard.save()
    got = act(as_ana, heard, desde="0:12", hasta="0:34.5", codigo=str(water.pk)).json()
    assert 'x="20.0%"' in got["spans"]
    assert "termina después" in act(as_ana, heard, desde="0:12", hasta="2:00").json()["refused"]
    photo = river.voice(kind="photo")
    sides = {"izquierda": "100", "arriba": "200", "derecha": "300", "abajo": "1000"}
    act(as_ana, photo, **sides, codigo=str(water.pk))
    assert Fragment.objects.get(voice=photo).region == [100, 200, 300, 1000]
    assert "los cuatro lados" in act(as_ana, photo, izquierda="1").json()["refused"]


def test_a_closed_voice_shows_nothing_and_takes_nothing(as_ana, told, water, river):
    mark(as_ana, told, [span(river.turns[0], "el agua")], water)
    river.withdraw(told)
    shown = page(as_ana, told)
    assert "ocho días" not in shown
    assert "FRA-0001" not in shown
    assert act(as_ana, told, palabras="Ya no.").status_code == 409


def test_corrected_words_are_shown_as_changed_and_never_shifted(as_ana, told, water, river, now):
    mark(as_ana, told, [span(river.turns[0], "cada ocho días")], water)
    corrected = [
        TurnText("Antes el agua llegaba cada quince días.", "María"),
        *(TurnText(t, "María") for t in WORDS[1:]),
    ]
    transcribe(told, corrected, by=None, now=now)
    shown = page(as_ana, told)
    assert "Sus palabras cambiaron" in shown
    assert "<mark" not in shown
    assert "«cada ocho días»" in shown


def test_only_the_team_comes_in(as_lupe, as_nobody, as_otra, told):
    for name, ask in (("coding", "get"), ("coding_do", "post"), ("coding_news", "get")):
        address = reverse(f"meaning:{name}", args=[told.pk])
        assert getattr(as_lupe, ask)(address).status_code == 403
        assert getattr(as_nobody, ask)(address).status_code == 302
        assert getattr(as_otra, ask)(address).status_code == 404


def questions(client, voice):
    with CaptureQueriesContext(connection) as asked:
        page(client, voice)
    return len(asked)


def test_the_page_costs_the_same_with_one_and_with_many(as_ana, told, water, river):
    page(as_ana, told)
    mark(as_ana, told, [span(river.turns[0], "el agua")], water)
    one = questions(as_ana, told)
    for words in ("obra", "tanque", "se arregló"):
        mark(as_ana, told, [span(river.turns[1], words)], water)
    assert questions(as_ana, told) == one


# The codebook, the list of fragments and memos ------------------------------------------------------------------


def post(client, name, *args, data=None):
    return client.post(reverse(f"meaning:{name}", args=args), data or {}, follow=True).content.decode()


def test_a_code_is_added_defined_moved_joined_retired_and_comes_back(as_ana, told, water, river, now):
    data = {"name": "Cloro", "kind": "theme", "parent": str(water.pk), "applies": "Cuando hablan del olor"}
    assert "«Cloro»" in post(as_ana, "codes", data=data)
    assert "Ya hay un código «cloro»" in post(as_ana, "codes", data=data | {"name": "cloro"})
    chlorine = Code.objects.get(name="Cloro")
    assert (chlorine.parent, chlorine.applies) == (water, "Cuando hablan del olor")
    assert "dentro de sí mismo" in post(as_ana, "code_do", water.pk, data={"mover": "1", "dentro": str(chlorine.pk)})
    post(as_ana, "code_do", chlorine.pk, data={"mover": "1", "dentro": ""})
    assert "quedó en su nuevo lugar" in post(as_ana, "codes_place", data={"subir": str(chlorine.pk)})
    assert "ya no puede ir más allá" in post(as_ana, "codes_place", data={"subir": str(chlorine.pk)})
    assert [node.code.name for node in code_nodes()] == ["Cloro", "Agua"]
    mark(as_ana, told, [span(river.turns[0], "agua")], water)
    mark(as_ana, told, [span(river.turns[1], "obra")], chlorine)
    post(as_ana, "code_do", chlorine.pk, data={"juntar": "1", "con": str(water.pk)})
    assert [(node.code.name, node.used, [one.name for one in node.merged]) for node in code_nodes()] == [
        ("Agua", 2, ["Cloro"])
    ]
    rows = as_ana.get(reverse("meaning:fragments"), {"codigo": str(water.pk)}).content.decode()
    assert "FRA-0001" in rows
    assert "FRA-0002" in rows
    post(as_ana, "code_do", chlorine.pk, data={"regresar": "1"})
    assert [(node.code.name, node.used) for node in code_nodes()] == [("Cloro", 1), ("Agua", 1)]
    post(as_ana, "code_do", water.pk, data={"retirar": "1"})
    assert [node.code.name for node in code_nodes()] == ["Cloro"]
    assert Coding.objects.filter(retired_at=None).count() == 2


def test_the_codes_of_the_plan_are_made_once(as_ana, river, now):
    plan = actions.write_plan(
        None, texts={"title": "Plan"}, start=PartialDate.parse("2022"), end=PartialDate.parse("2026"), by=None, now=now
    )
    axis = actions.add_axis(plan, name="Relevos", by=None, now=now)
    actions.add_question(axis, text="¿Qué se pierde cuando cambia el comité?", by=None, now=now)
    assert "2 códigos del plan" in post(as_ana, "plan_codes")
    assert "ya tenía todos" in post(as_ana, "plan_codes")
    assert [(node.code.kind, node.depth) for node in code_nodes()] == [("axis", 0), ("question", 1)]


def test_versions_tell_what_changed_and_go_to_paper(as_ana, water, now):
    post(as_ana, "codebook_versions", data={"note": "Antes del taller"})
    actions.add_code("Obra", by=None, now=now)
    post(as_ana, "code", water.pk, data={"name": "El agua", "kind": "theme"})
    post(as_ana, "codebook_versions")
    shown = as_ana.get(reverse("meaning:codebook_versions")).content.decode()
    assert "Antes del taller" in shown
    assert Code.objects.get(pk=water.pk).name == "El agua"
    assert "Cambió de nombre" in shown, shown[shown.index("<main") :]
    assert "Nuevo" in shown
    paper = as_ana.get(reverse("meaning:codebook_paper"), {"version": "1"})
    assert paper.content.startswith(b"%PDF")
    table = b"".join(as_ana.get(reverse("meaning:codes"), {"formato": "csv"})).decode("utf-8-sig")
    assert "El agua" in table


def test_the_list_crosses_axis_group_coder_and_day_and_leaves_as_a_table(as_ana, told, water, river, now):
    plan = actions.write_plan(
        None, texts={"title": "Plan"}, start=PartialDate.parse("2022"), end=PartialDate.parse("2026"), by=None, now=now
    )
    axis = actions.add_axis(plan, name="Relevos", by=None, now=now)
    top = actions.add_code("Relevos", kind="axis", axis=axis, by=None, now=now)
    under = actions.add_code("Hoja", parent=top, by=None, now=now)
    brigade = river.voice(group="brigade")
    for voice, words in ((told, "De la mesa."), (brigade, "De la brigada.")):
        fragment = river.fragment(voice, words)
        act(as_ana, voice, f=str(fragment.pk), codigo=str(under.pk))
    river.fragment(told, "Sin código alguno.")

    def found(**asked):
        shown = as_ana.get(reverse("meaning:fragments"), asked).content.decode()
        return [words for words in ("De la mesa.", "De la brigada.", "Sin código alguno.") if words in shown]

    assert found(eje=str(axis.pk), grupo="brigade") == ["De la brigada."]
    assert found(codigo=str(top.pk)) == ["De la mesa.", "De la brigada."]
    assert found(estado="sin") == ["Sin código alguno."]
    assert found(quien=str(as_ana.account.person_id), desde="2020-01-01") == ["De la mesa.", "De la brigada."]
    assert found(hasta="2020-01-01") == []
    assert found(q="brigadas") == ["De la brigada."]
    assert found(voz=brigade.folio) == ["De la brigada."]
    river.withdraw(brigade)
    assert "De la brigada." not in found()
    rows = b"".join(as_ana.get(reverse("meaning:fragments"), {"formato": "csv"})).decode("utf-8-sig").splitlines()
    assert len(rows) == 4  # the fragment without a code too
    assert not [row for row in rows if "De la brigada" in row]


def test_the_list_costs_the_same_with_one_and_with_three(as_ana, told, water, river):
    def asked():
        with CaptureQueriesContext(connection) as counted:
            as_ana.get(reverse("meaning:fragments"))
        return len(counted)

    for _number in range(2):
        act(as_ana, told, f=str(river.fragment(told).pk), codigo=str(water.pk))
    one = asked()
    for _number in range(2):
        act(as_ana, river.voice(), f=str(river.fragment(told).pk), codigo=str(water.pk))
        act(as_ana, told, f=str(river.fragment(told).pk), codigo=str(water.pk))
    assert asked() == one


def test_a_memo_keeps_its_author_and_its_earlier_text(as_ana, as_erandi, told, water, now):
    write = reverse("meaning:memo_write", args=["voice", told.pk])
    as_ana.post(write, {"texto": "Preguntar a la brigada."})
    memo = Memo.objects.get()
    as_erandi.post(reverse("meaning:memo_change", args=[memo.pk]), {"texto": "Ya se preguntó."})
    late = as_ana.post(reverse("meaning:memo_change", args=[memo.pk]), {"texto": "Mi otra idea."}, follow=True)
    assert "quedó guardado como memo nuevo" in late.content.decode()
    history = as_ana.get(reverse("meaning:memo_page", args=["voice", told.pk])).content.decode()
    assert "Preguntar a la brigada." in history
    assert "Erandi Cruz" in history
    everything = as_ana.get(reverse("meaning:memos"), {"q": "preguntó"}).content.decode()
    assert "Ya se preguntó." in everything
    assert "Mi otra idea." not in everything
    assert "Ya se preguntó." in as_ana.get(reverse("voices:voice", args=[told.pk])).content.decode()


def test_memos_of_a_closed_voice_are_not_shown(as_ana, told, water, river):
    fragment = river.fragment(told)
    for kind, thing in (("voice", told), ("fragment", fragment), ("code", water)):
        as_ana.post(reverse("meaning:memo_write", args=[kind, thing.pk]), {"texto": f"Sobre {kind}"})
    assert Memo.objects.count() == 3
    river.withdraw(told)
    shown = as_ana.get(reverse("meaning:memos")).content.decode()
    assert "Sobre code" in shown
    assert "Sobre voice" not in shown
    assert "Sobre fragment" not in shown
    assert as_ana.get(reverse("meaning:memo_page", args=["voice", told.pk])).status_code == 404
    assert as_ana.get(reverse("meaning:memo_page", args=["nada", told.pk])).status_code == 404


@given(st.lists(st.sampled_from(["do", "undo", "redo"]), max_size=40))
def test_undo_and_redo_walk_back_and_forth_over_ones_own_steps(moves):
    steps, standing = [], []
    for number, move in enumerate(moves, start=1):
        known = standing_steps(steps)
        if move == "do":
            steps.append(Step(number))
            standing.append(number)
        elif move == "undo" and known.next_undo:
            steps.append(Step(number, Deed.UNDONE, known.next_undo))
            assert standing.pop() == known.next_undo
        elif move == "redo" and known.next_redo:
            steps.append(Step(number, Deed.REDONE, known.next_redo))
            standing.append(known.next_redo)
    assert list(standing_steps(steps).undo) == standing
