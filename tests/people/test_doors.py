"""Coming in without e-mail: what works once works once, what does not match tells nothing, and logins end."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from manantial.alliance.models import Alliance
from manantial.kernel.dates import PartialDate
from manantial.ledger.models import Entry
from manantial.people.actions import (
    Refused,
    WrongSecret,
    end_mandate,
    enrol_device,
    enter_by_code,
    enter_by_link,
    enter_by_pin,
    forget_old_attempts,
    found_alliance,
    issue_card,
    issue_code,
    issue_link,
    set_password,
)
from manantial.people.models import Account, Attempt, Device, Invitation, Mandate
from manantial.people.rules import fold_username, format_code, is_over, judge_pin, may_try, tidy_code
from manantial.people.rules.names import choose_username
from tests.cast import CastClient

SENTENCE = "agua limpia para La Ceiba"
PIN = "492817"


def enter(client: CastClient, way: str, **typed: str) -> Any:
    facts = {f"{way}-{key}": value for key, value in typed.items()}
    return client.post("/entrar/", {"way": way, **facts}, follow=True)


@pytest.fixture
def erandi_with_password(erandi: Account) -> Account:
    set_password(erandi, SENTENCE, by=None, now=timezone.now())
    return erandi


def test_staff_enters_with_name_and_sentence_typed_as_people_type(
    as_nobody: CastClient, erandi_with_password: Account
) -> None:
    page = enter(as_nobody, "password", username="  Erándi CRUZ ", password=SENTENCE)
    assert page.redirect_chain[-1][0] == "/mesa/"
    assert Entry.objects.filter(verb="account.entered", facts={"way": "password"}).count() == 1


def test_the_page_one_wanted_comes_after_entering_but_never_another_server(
    as_nobody: CastClient, erandi_with_password: Account
) -> None:
    wanted = as_nobody.get("/mesa/organos/")
    assert wanted.status_code == 302
    assert wanted["Location"] == "/entrar/?next=/mesa/organos/"
    facts = {"way": "password", "password-username": "erandi.cruz", "password-password": SENTENCE}
    assert as_nobody.post("/entrar/", {**facts, "next": "/mesa/organos/"})["Location"] == "/mesa/organos/"
    assert as_nobody.post("/entrar/", {**facts, "next": "https://malo.example/"})["Location"] == "/mesa/"


def test_a_wrong_password_and_an_unknown_name_say_the_same(
    as_nobody: CastClient, erandi_with_password: Account
) -> None:
    pages = [
        enter(as_nobody, "password", username=name, password="x" * 12).content.decode()
        for name in ("erandi.cruz", "nadie")
    ]
    errors = [re.findall(r'<ul class="errorlist nonfield"[^>]*>(.*?)</ul>', page) for page in pages]
    assert errors[0] == errors[1] != []


def test_the_sixth_try_must_wait_even_with_the_right_password(
    as_nobody: CastClient, erandi_with_password: Account
) -> None:
    for _ in range(5):
        enter(as_nobody, "password", username="erandi.cruz", password="no es esta, no")
    page = enter(as_nobody, "password", username="erandi.cruz", password=SENTENCE)
    assert "Espere 15 min" in page.content.decode()
    assert not page.redirect_chain


def test_the_wait_doubles_and_an_address_is_never_shut(now: datetime) -> None:
    def failed(n: int, ago: int = 0) -> list[datetime]:
        return [now - timedelta(minutes=ago)] * n

    assert may_try(failed(4), now)
    assert [may_try(failed(n), now).facts["minutes"] for n in (5, 6, 7, 8, 12)] == [15, 30, 60, 120, 120]
    assert may_try(failed(5, ago=16), now)
    assert may_try(failed(1), now, address_failures=500)
    assert not may_try(failed(2), now, address_failures=30)


def test_an_account_of_another_alliance_does_not_enter_here(
    as_nobody: CastClient, otra: Account, other_alliance: Alliance
) -> None:
    from manantial.alliance.tenancy import working_for

    with working_for(other_alliance):
        set_password(otra, SENTENCE, by=None, now=timezone.now())
    page = enter(as_nobody, "password", username=otra.username, password=SENTENCE)
    assert "no coinciden" in page.content.decode()


def test_a_card_enrols_a_phone_once(as_nobody: CastClient, lupe: Account) -> None:
    card = issue_card(lupe, by=None, now=timezone.now())
    address = f"/tarjeta/{card.token}/"
    for _ in range(2):  # programs that preview links come first
        assert "Guadalupe Hernández" in as_nobody.get(address).content.decode()
    answer = as_nobody.post(address, {"pin": PIN, "again": PIN})
    assert answer["Location"] == "/mi-comunidad/"
    cookie = answer.cookies["phone-agua-clara"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert Device.objects.get().pin_hash != PIN
    assert cookie.value not in str(Device.objects.values())
    assert CastClient().get(address).status_code == 410
    assert CastClient().post(address, {"pin": PIN, "again": PIN}).status_code == 410


def test_the_pin_opens_only_on_its_phone(as_nobody: CastClient, lupe: Account) -> None:
    card = issue_card(lupe, by=None, now=timezone.now())
    as_nobody.post(f"/tarjeta/{card.token}/", {"pin": PIN, "again": PIN})
    as_nobody.post("/salir/")
    assert "Hola, Guadalupe" in as_nobody.get("/entrar/").content.decode()
    assert enter(as_nobody, "pin", pin=PIN).redirect_chain[-1][0] == "/mi-comunidad/"
    elsewhere = enter(CastClient(), "pin", pin=PIN)
    assert "ya no está registrado" not in elsewhere.content.decode() or not elsewhere.redirect_chain


def test_five_wrong_pins_close_the_phone(lupe: Account, now: datetime) -> None:
    enrolled = enrol_device(issue_card(lupe, by=None, now=now).invitation, PIN, now=now)
    for left in (4, 3, 2, 1):
        with pytest.raises(WrongSecret) as refusal:
            enter_by_pin(enrolled.token, "000000", now=now)
        assert refusal.value.ruling.facts["left"] == left
    with pytest.raises(WrongSecret, match="cinco veces"):
        enter_by_pin(enrolled.token, "000000", now=now)
    with pytest.raises(WrongSecret, match="ya no está registrado"):
        enter_by_pin(enrolled.token, PIN, now=now)


def test_a_phone_silent_for_a_month_is_forgotten(lupe: Account, now: datetime) -> None:
    enrolled = enrol_device(issue_card(lupe, by=None, now=now).invitation, PIN, now=now)
    assert enter_by_pin(enrolled.token, PIN, now=now + timedelta(days=29)) == lupe
    with pytest.raises(WrongSecret):
        enter_by_pin(enrolled.token, PIN, now=now + timedelta(days=60))


def test_the_short_code_of_a_card_leads_to_the_pin(as_nobody: CastClient, lupe: Account) -> None:
    card = issue_card(lupe, by=None, now=timezone.now())
    page = enter(as_nobody, "code", username="Guadalupe Hernández", code=card.printed_code.lower())
    assert page.redirect_chain[-1][0] == "/tarjeta/"
    answer = as_nobody.post("/tarjeta/", {"pin": PIN, "again": PIN})
    assert answer["Location"] == "/mi-comunidad/"
    assert Invitation.objects.get().used_at is not None


def test_a_told_code_lets_in_once_within_ten_minutes(lupe: Account, now: datetime) -> None:
    code = issue_code(lupe, by=None, now=now)
    name = lupe.username
    with pytest.raises(WrongSecret):
        enter_by_code(name, code, address="a", now=now + timedelta(minutes=11))
    assert enter_by_code(name, code, address="b", now=now).account == lupe
    with pytest.raises(WrongSecret):
        enter_by_code(name, code, address="b", now=now)


def test_ten_wrong_codes_from_one_place_are_enough(lupe: Account, now: datetime) -> None:
    for _ in range(10):
        with pytest.raises(WrongSecret, match="no coinciden"):
            enter_by_code(lupe.username, "AAAAAAAA", address="plaza", now=now)
    code = issue_code(lupe, by=None, now=now)
    with pytest.raises(WrongSecret, match="una hora"):
        enter_by_code(lupe.username, code, address="plaza", now=now)
    assert enter_by_code(lupe.username, code, address="otra", now=now).account == lupe


def test_a_new_card_makes_the_older_ones_useless(as_nobody: CastClient, lupe: Account) -> None:
    older = issue_card(lupe, by=None, now=timezone.now() - timedelta(minutes=1))
    issue_card(lupe, by=None, now=timezone.now())
    assert as_nobody.get(f"/tarjeta/{older.token}/").status_code == 410


def test_a_first_link_works_once_and_only_by_its_button(as_nobody: CastClient, erandi: Account) -> None:
    path = issue_link(erandi, now=timezone.now())
    assert as_nobody.get(path).status_code == 200
    assert as_nobody.get(path).status_code == 200
    assert as_nobody.post(path)["Location"] == "/mesa/"
    assert CastClient().post(path).status_code == 410


def test_with_several_alliances_the_link_names_its_own(
    erandi: Account, other_alliance: Alliance, now: datetime
) -> None:
    path = issue_link(erandi, now=now)
    assert path.startswith("/a/agua-clara/enlace/")
    assert enter_by_link(path.rsplit("/", 2)[1], now=now) == erandi


def test_secrets_are_not_in_the_database_nor_in_the_ledger(lupe: Account, now: datetime) -> None:
    card = issue_card(lupe, by=None, now=now)
    stored = str(list(Invitation.objects.values())) + str(list(Entry.objects.values()))
    assert card.token not in stored
    assert card.code not in stored


@pytest.mark.parametrize(
    ("pin", "good"),
    [
        ("492817", True),
        ("000000", False),
        ("123456", False),
        ("987654", False),
        ("121212", False),
        ("347347", False),
        ("12345", False),
        ("1234567", False),
        ("abcdef", False),
        ("４９２８１７", False),
    ],
)
def test_a_pin_is_six_numbers_that_follow_no_order(pin: str, good: bool) -> None:
    assert bool(judge_pin(pin)) is good


def test_an_easy_pin_does_not_use_up_the_card(as_nobody: CastClient, lupe: Account) -> None:
    card = issue_card(lupe, by=None, now=timezone.now())
    page = as_nobody.post(f"/tarjeta/{card.token}/", {"pin": "111111", "again": "111111"})
    assert "fácil de adivinar" in page.content.decode()
    page = as_nobody.post(f"/tarjeta/{card.token}/", {"pin": PIN, "again": "492818"})
    assert "no son iguales" in page.content.decode()
    assert as_nobody.post(f"/tarjeta/{card.token}/", {"pin": PIN, "again": PIN}).status_code == 302


@pytest.mark.parametrize("password", ["corta", "password1234", "qwertyuiop123"])
def test_short_or_common_passwords_are_refused(erandi: Account, now: datetime, password: str) -> None:
    with pytest.raises(ValidationError):
        set_password(erandi, password, by=None, now=now)


def test_leaving_needs_a_button(as_erandi: CastClient) -> None:
    assert as_erandi.get("/salir/").status_code == 200
    assert as_erandi.get("/mesa/organos/").status_code == 200
    assert as_erandi.post("/salir/")["Location"] == "/"
    assert as_erandi.get("/mesa/organos/").status_code == 302


def test_a_login_ends_by_age_and_by_silence(now: datetime) -> None:
    def over(way: str, hours: float, silent_minutes: float) -> bool:
        return is_over(way, now - timedelta(hours=hours), now - timedelta(minutes=silent_minutes), now)

    assert not over("password", 7.9, 29)
    assert over("password", 8.1, 1)
    assert over("password", 1, 31)
    assert not over("pin", 7, 119)
    assert over("code", 0.4, 1)
    assert not over("code", 0.3, 18)
    assert over("", 0, 0)


def test_a_silent_login_goes_back_to_the_entrance(as_erandi: CastClient) -> None:
    session = as_erandi.session
    session["seen"] = timezone.now().timestamp() - 31 * 60
    session.save()
    assert "Su sesión terminó" in as_erandi.get("/mesa/organos/", follow=True).content.decode()


def test_ending_all_logins_ends_them_on_every_machine(as_erandi: CastClient, erandi: Account) -> None:
    other = CastClient()
    other.cookies.update(as_erandi.cookies)
    assert other.get("/mesa/organos/").status_code == 200
    as_erandi.post("/mi-cuenta/cerrar-todo/")
    assert other.get("/mesa/organos/").status_code == 302


def test_choosing_a_password_keeps_this_login_and_ends_the_others(as_erandi: CastClient, erandi: Account) -> None:
    from tests.cast import client_of

    other = client_of(erandi)
    page = as_erandi.post("/mi-cuenta/contrasena/", {"password": SENTENCE, "again": SENTENCE})
    assert page["Location"] == "/mi-cuenta/"
    assert as_erandi.get("/mesa/organos/").status_code == 200
    assert other.get("/mesa/organos/").status_code == 302


def test_access_goes_with_the_mandate_at_the_next_page(as_erandi: CastClient, erandi: Account) -> None:
    assert as_erandi.get("/mesa/organos/").status_code == 200
    end_mandate(
        Mandate.objects.get(person=erandi.person), end=PartialDate.parse("2024-03"), by=None, now=timezone.now()
    )
    assert as_erandi.get("/mesa/organos/").status_code == 403


def test_names_to_enter_are_folded_and_never_taken_twice() -> None:
    assert fold_username(" Ñandú  PÉREZ ") == "nandu.perez"
    assert choose_username("José Luis Díaz", set()) == "jose.luis"
    assert choose_username("José Luis Díaz", {"jose.luis", "jose.luis2"}) == "jose.luis3"
    assert tidy_code(" abcd-efgh ") == "ABCDEFGH"
    assert format_code("ABCDEFGH") == "ABCD-EFGH"


def test_failed_tries_are_forgotten_after_ninety_days(alliance: Alliance, now: datetime) -> None:
    Attempt.objects.create(key="account:x", at=now - timedelta(days=91))
    Attempt.objects.create(key="account:x", at=now - timedelta(days=89))
    assert forget_old_attempts(now=now) == 1
    assert Attempt.objects.count() == 1


def test_an_alliance_is_founded_with_somebody_who_can_work(db: None, as_nobody: CastClient) -> None:
    now = timezone.now()  # the link is good for three days from the moment it was made
    founded = found_alliance(
        slug="nueva", name="Alianza Nueva", municipality="Nueva", state="Chiapas", person="Rosa Méndez", now=now
    )
    assert founded.link.startswith("/a/nueva/enlace/")
    assert CastClient().post(founded.link)["Location"] == "/a/nueva/mesa/"
    with pytest.raises(Refused, match="Ya existe"):
        found_alliance(slug="nueva", name="x", municipality="x", state="x", person="x", now=now)
