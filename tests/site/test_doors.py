"""Who may open what: nobody is sent to the door, another alliance finds nothing, errors help."""

from __future__ import annotations

from django.test import Client

from manantial.alliance.models import Alliance
from tests.site.conftest import River


def test_nobody_is_sent_to_where_one_enters(as_nobody: Client) -> None:
    for address in ("/mesa/", "/mesa/bitacora/", "/mi-comunidad/"):
        answer = as_nobody.get(address)
        assert answer.status_code == 302, address
        assert "/entrar/" in answer.headers["Location"], address


def test_a_member_has_no_desk_and_is_told_what_to_do(as_lupe: Client, river: River) -> None:
    answer = as_lupe.get("/mesa/")
    assert answer.status_code == 403
    assert "Esta página pide otro permiso" in answer.content.decode()


def test_another_alliance_finds_nothing(as_otra: Client, as_nobody: Client, river: River) -> None:
    for address in ("/mesa/", "/mesa/bitacora/"):
        assert as_otra.get(address).status_code == 404, address
    for address in (f"/comunidades/{river.community.pk}/", f"/origen/voice/{river.voice.pk}/"):
        assert as_nobody.get(f"/a/san-ejemplo{address}").status_code == 404, address
    found = as_nobody.get("/a/san-ejemplo/buscar/?q=carpeta").content.decode()
    assert "Nada con esas palabras" in found


def test_several_alliances_are_listed_at_the_root(
    client: Client, agua_clara: Alliance, other_alliance: Alliance
) -> None:
    page = client.get("/").content.decode()
    assert "/a/agua-clara/" in page
    assert "/a/san-ejemplo/" in page
    assert client.get("/historia/").status_code == 404


def test_links_stay_within_the_alliance(client: Client, agua_clara: Alliance, other_alliance: Alliance) -> None:
    page = client.get("/a/agua-clara/").content.decode()
    assert 'href="/a/agua-clara/historia/"' in page
    assert 'href="/historia/"' not in page


def test_a_missing_page_says_what_to_do(as_nobody: Client) -> None:
    answer = as_nobody.get("/no-existe/")
    assert answer.status_code == 404
    assert "No se perdió nada" in answer.content.decode()
    assert 'lang="en"' in answer.content.decode()


def test_null_bytes_are_refused(as_nobody: Client) -> None:
    for address in ("/buscar/?q=%00", "/historia/%00/"):
        assert as_nobody.get(address).status_code == 400, address


def test_a_body_over_the_limit_is_refused_before_it_is_read(as_nobody: Client) -> None:
    answer = as_nobody.generic("POST", "/idioma/", b"", CONTENT_LENGTH=str(2 * 1024**3))
    assert answer.status_code == 413
    assert "no se guardó nada" in answer.content.decode()


def test_a_form_without_its_ticket_says_that_nothing_was_saved(agua_clara: Alliance) -> None:
    answer = Client(enforce_csrf_checks=True).post("/idioma/", {"language": "en"})
    assert answer.status_code == 403
    assert "Todavía no se guardó" in answer.content.decode()


def test_an_error_of_ours_shows_a_page_and_no_inside(as_nobody: Client, monkeypatch: object) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise RuntimeError("secreto interno")

    monkeypatch.setattr("manantial.site.queries.public.story", broken)  # type: ignore[attr-defined]
    as_nobody.raise_request_exception = False
    answer = as_nobody.get("/historia/")
    assert answer.status_code == 500
    assert "Algo falló de nuestro lado" in answer.content.decode()
    assert "secreto" not in answer.content.decode()
