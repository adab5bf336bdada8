"""The return of results: who waits and since when, over many communities, and no reserved place given away."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from manantial.meaning import actions, queries
from manantial.meaning.models import Return
from manantial.meaning.rules import PATIENCE, Contribution, GroupVotes, ReturnMedium, ReturnState, return_metric
from manantial.people.answers import today
from manantial.territory.models import Community
from manantial.voices.models import Voice
from tests.meaning.river import NOW

BY = {"by": None}


def text(answer):
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode("utf-8-sig")


def ask(client, **asked):
    return text(client.get(reverse("meaning:returns"), asked))


def spoke(river, place, days_ago, **values):
    """A community gave a voice so many days ago."""
    voice = river.voice(place)
    day = today() - timedelta(days=days_ago)
    Voice.objects.filter(pk=voice.pk).update(recorded_min=day, recorded_max=day, **values)
    return voice


@pytest.fixture
def fourteen(river, now):
    """Story S12-06: fourteen communities gave testimony, nine got something back; a fifteenth never spoke."""
    river.places = [river.community(f"Lugar {n:02d}") for n in range(15)]
    for n, place in enumerate(river.places[:14]):
        spoke(river, place, 40 + 10 * n)
    for place in river.places[:9]:
        on = today() - timedelta(days=20)
        actions.record_return(place, on=on, medium=ReturnMedium.ASSEMBLY, women=12, men=7, now=now, **BY)
    return river


def test_nine_of_fourteen_are_sixty_four_percent_and_five_wait_with_their_days(as_ana, fourteen):
    page = ask(as_ana)
    assert "9 de 14 comunidades (64 %)" in page
    assert "5 comunidades esperan" in page
    assert "Lugar 14" not in page, "whoever gave nothing waits for nothing"
    waiting = ask(as_ana, estado="pendientes")
    order = [waiting.index(f"Lugar {n}") for n in ("13", "12", "11", "10", "09")]
    assert order == sorted(order), "the longest wait first"
    for days in (170, 160, 150, 140, 130):
        assert f">{days}</td>" in waiting
    assert "Lugar 08" not in waiting
    table = ask(as_ana, estado="pendientes", formato="csv").splitlines()
    assert len(table) == 6
    assert "170" in table[1]
    assert as_ana.get(reverse("meaning:returns"), {"formato": "xlsx"}).status_code == 200


def test_the_list_is_filtered_by_state_and_community_and_ordered(as_ana, fourteen, now):
    assert "Lugar 03" in ask(as_ana, comunidad="lugar 03")
    assert "Lugar 04" not in ask(as_ana, comunidad="lugar 03")
    assert fourteen.places[5].name in ask(as_ana, comunidad=fourteen.places[5].code)
    assert "Ninguna comunidad" in ask(as_ana, comunidad="no existe")
    late = ask(as_ana, estado="atrasadas")
    assert f"más de {PATIENCE} días" in late
    assert "Lugar 13" in late
    first = ask(as_ana, orden="-dias")
    assert first.index("Lugar 13") < first.index("Lugar 09")
    spoke(fourteen, fourteen.places[2], 5)
    assert "Habló otra vez: 1 voz" in ask(as_ana, estado="otra-vez")
    assert "Lugar 03" not in ask(as_ana, estado="otra-vez")


def test_four_hundred_communities_cost_no_more_questions_than_three(as_ana, river):
    def count():
        with CaptureQueriesContext(connection) as counted:
            page = as_ana.get(reverse("meaning:returns"))
        return len(counted), page

    for name in ("Uno", "Dos", "Tres"):
        spoke(river, river.community(name), 10)
    few, _page = count()
    town = river.communities[0].municipality
    rows = [Community(municipality=town, code=f"D-{n:03d}", name=f"Otro {n:03d}") for n in range(397)]
    Community.objects.bulk_create(rows)
    more = [Voice(folio=f"V-{n}", kind="text", community=row, received_at=NOW, state="accepted", group="youth")
            for n, row in enumerate(rows)]  # fmt: skip
    Voice.objects.bulk_create(more)
    Return.objects.bulk_create(Return(community=row, on=NOW.date(), medium="radio") for row in rows[:200])
    many, page = count()
    assert many == few
    assert "Página 1 de 16" in text(page)
    assert len(page.content) < 64_000


def test_a_place_that_must_not_be_told_has_neither_name_nor_code_for_the_staff(as_ana, as_erandi, river):
    hidden, open_ = river.community("El Secreto"), river.community("La Plaza")
    spoke(river, hidden, 30, community_reserved=True)
    spoke(river, open_, 30)
    spoke(river, open_, 30, community_reserved=True)
    page = ask(as_erandi)
    for told in (page, ask(as_erandi, formato="csv"), ask(as_erandi, comunidad="secreto")):
        assert "El Secreto" not in told
        assert hidden.code not in told
    assert "Comunidad reservada" in page
    assert "0 de 2 comunidades" in page
    assert "El Secreto" in ask(as_ana), "the facilitator keeps what is reserved"


def test_a_poster_is_offered_only_where_there_is_one(as_ana, river, now):
    told, silent = river.community("La Plaza"), river.community("El Llano")
    row = actions.state_finding("El agua llegó.", fragments=[river.fragment(spoke(river, told, 30))], now=now, **BY)
    quote = river.fragment(spoke(river, silent, 30), "A nosotros no nos llegó.")
    actions.add_support(row, fragment=quote, opposes=True, now=now, **BY)
    addresses = [reverse("meaning:return_poster", args=[place.code]) for place in (told, silent)]
    assert not any(address in ask(as_ana) for address in addresses), "nobody validated it yet"
    votes = [GroupVotes("brigade", 9, 0, 0)]
    actions.validate(row, workshop=river.workshop(), votes=votes, now=now, **BY)
    offered = [address for address in addresses if address in ask(as_ana)]
    assert offered == addresses[:1]
    assert as_ana.get(addresses[0])["Content-Type"] == "application/pdf"
    assert as_ana.get(addresses[1]).status_code == 302, "what it said speaks against the finding"


def test_a_return_is_of_a_day_that_came_and_after_somebody_spoke(as_ana, river):
    place = river.community()
    spoke(river, place, 10)
    typed = {"community": str(place.pk), "medium": "sheet", "women": "3", "men": "2"}
    address = reverse("meaning:return_new")
    later = str(today() + timedelta(days=2))
    assert "todavía no llega" in text(as_ana.post(address, typed | {"on": later}))
    early = str(today() - timedelta(days=40))
    assert "todavía no había hablado" in text(as_ana.post(address, typed | {"on": early}, follow=True))
    assert queries.returns(on=today()).returned == 0
    assert "100 %" in text(as_ana.post(address, typed | {"on": str(today())}, follow=True))


@given(st.lists(st.tuples(st.integers(0, 400), st.none() | st.integers(0, 400)), max_size=30))
def test_the_measure_counts_everybody_once_and_lists_the_longest_wait_first(rows):
    day = date(2026, 11, 23)
    every = [
        Contribution(
            n, day - timedelta(days=ago), None if back is None else day - timedelta(days=ago) + timedelta(back)
        )
        for n, (ago, back) in enumerate(rows)
    ]
    metric = return_metric(every, today=day)
    assert metric.returned + len(metric.pending) == metric.contributed == len(rows)
    waits = [one.elapsed(day) for one in metric.pending]
    assert waits == sorted(waits, reverse=True)
    assert {one.state(day) for one in metric.pending} <= {ReturnState.PENDING, ReturnState.OVERDUE}
    assert all((one.state(day) is ReturnState.OVERDUE) == (one.elapsed(day) > PATIENCE) for one in metric.pending)
