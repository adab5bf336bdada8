"""Every page of the three faces answers, is light, has no style or script of its own, in both languages."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from manantial.campaign.models import Dissemination, Material, Release, ReleaseFile
from manantial.governance.models import Agreement, Visit
from manantial.meaning.models import FindingSupport, Lesson, LessonFinding, Milestone, MilestoneVersion
from manantial.people.models import Body
from manantial.territory.models import Community
from manantial.voices.rules import Preset
from manantial.water.models import Failure, WaterSystem
from tests.site.conftest import River, consent, told

PUBLIC = (
    "/",
    "/historia/",
    "/comunidades/",
    "/voces/",
    "/aprendizajes/",
    "/materiales/",
    "/acuerdos/",
    "/replicar/",
    "/privacidad/",
    "/ayuda/",
    "/ayuda/operar/",
    "/buscar/",
    "/buscar/?q=agua",
)
DESK = ("/mesa/", "/mesa/bitacora/", "/mesa/trabajos/")
MINE = (
    "/mi-comunidad/",
    "/mi-comunidad/acuerdos/",
    "/mi-comunidad/asamblea/",
    "/mi-comunidad/avisar/",
    "/mi-comunidad/contar/",
    "/mi-comunidad/agua/",
)
PAGE_LIMIT = 30_000
FORBIDDEN = re.compile(r"""<style|\sstyle=|\son[a-z]+\s*=\s*["']|<script(?![^>]*\ssrc=)|javascript:""", re.IGNORECASE)
OUTSIDE = re.compile(r"""(?:src|action|srcset)=["'](?:https?:)?//""")


def of(river: River) -> tuple[str, ...]:
    """The pages of single things."""
    return (
        f"/comunidades/{river.community.pk}/",
        f"/aprendizajes/{river.lesson.pk}/",
        f"/voces/{river.fragment.pk}/",
        f"/origen/fragment/{river.fragment.pk}/",
        f"/origen/material/{river.material.pk}/",
        f"/origen/kit/{river.kit.pk}/",
    )


def proper(client: Client, address: str) -> str:
    """Ask a page and check what every page must keep."""
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    html = answer.content.decode()
    assert len(answer.content) <= PAGE_LIMIT, (address, len(answer.content))
    assert not FORBIDDEN.search(html), (address, FORBIDDEN.search(html))
    assert not OUTSIDE.search(html), address
    assert html.count("<h1") == 1, address
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    return html


def test_public_pages(as_nobody: Client, river: River) -> None:
    for address in (*PUBLIC, *of(river)):
        proper(as_nobody, address)


def test_pages_of_an_empty_alliance_teach(as_nobody: Client) -> None:
    for address in PUBLIC:
        proper(as_nobody, address)
    assert "Todavía no hay voces públicas" in as_nobody.get("/voces/").content.decode()


def test_desk_pages(as_erandi: Client, river: River) -> None:
    for address in (*DESK, *of(river)):
        proper(as_erandi, address)


def test_pages_of_my_community(as_lupe: Client, river: River) -> None:
    for address in MINE:
        proper(as_lupe, address)


def test_every_page_speaks_english_when_asked(as_nobody: Client, river: River) -> None:
    back = as_nobody.post("/idioma/", {"language": "en", "next": "/historia/"})
    assert back.status_code == 302
    assert back.headers["Location"] == "/historia/"
    for address in (*PUBLIC, *of(river)):
        assert '<html lang="en">' in proper(as_nobody, address)
    as_nobody.post("/idioma/", {"language": "es-mx", "next": "/"})
    assert '<html lang="es">' in proper(as_nobody, "/")


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)", ""])
def test_choosing_a_language_never_leads_outside(as_nobody: Client, elsewhere: str) -> None:
    answer = as_nobody.post("/idioma/", {"language": "en", "next": elsewhere})
    assert answer.headers["Location"] == "/"


def test_health_answers_without_login(as_nobody: Client) -> None:
    assert as_nobody.get("/salud/").json() == {"ok": True}


def test_private_pages_stay_out_of_shared_phones(as_erandi: Client) -> None:
    assert as_erandi.get("/mesa/").headers["Cache-Control"] == "no-store"


LISTS = ("/", "/historia/", "/comunidades/", "/voces/", "/aprendizajes/", "/materiales/", "/acuerdos/")


def questions(client: Client, address: str) -> int:
    """How many questions a page asks the database."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_longer_lists_ask_no_more_questions(as_nobody: Client, river: River, now: datetime) -> None:
    short = {address: questions(as_nobody, address) for address in LISTS}
    lengthen(river, now)
    assert {address: questions(as_nobody, address) for address in LISTS} == short
    assert max(short.values()) <= 44


def lengthen(river: River, now: datetime) -> None:
    """Two more of everything that a public list shows."""
    for number in (3, 4):
        Community.objects.create(municipality=river.community.municipality, code=f"C-{number}", name=f"Otra {number}")
        voice, fragment = told(river.community, river.workshop, f"VOZ-000{number}", f"Palabras {number}.", now)
        consent(voice, Preset.EVERYTHING, now)
        FindingSupport.objects.create(finding=river.finding, fragment=fragment)
        lesson = Lesson.objects.create(folio=f"APR-{number}", title=f"Otro {number}", learned="Más.")
        LessonFinding.objects.create(lesson=lesson, finding=river.finding)
        material = Material.objects.create(folio=f"MAT-{number}", kind="poster", title=f"Otro cartel {number}")
        release = Release.objects.create(material=material, number=1, built_at=now, on=now.date())
        ReleaseFile.objects.create(release=release, form="pdf", blob=river.file.blob, pages=1)
        Agreement.objects.create(folio=f"ACU-{number}", text="Otro.", session=river.session)
        milestone = Milestone.objects.create(folio=f"HIT-{number}", title="Otro hito", kind="works")
        MilestoneVersion.objects.create(milestone=milestone, group="households", text="Pasó.", told_at=now)


SORTED = {
    "/mesa/acuerdos/": 4,
    "/mesa/sesiones/": 5,
    "/mesa/visitas/": 5,
    "/mesa/relevos/": 5,
    "/mesa/agua/cloro/": 5,
    "/mesa/agua/avisos/": 5,
    "/mesa/agua/sistemas/": 2,
    "/mesa/materiales/": 6,
    "/mesa/difusion/": 4,
    "/mesa/voces/cobertura/": 6,
}


def test_every_list_is_sorted_by_every_column_both_ways(as_erandi: Client, river: River, now: datetime) -> None:
    place, day = river.community, now.date()
    Visit.objects.create(folio="VIS-01", community=place, kind="request", on=day)
    Failure.objects.create(folio="AVI-01", community=place, kind="no_water", reported_at=now)
    WaterSystem.objects.create(name="El tanque", kind="gravity")
    Dissemination.objects.create(folio="DIF-01", medium="radio", on=day, community=place, recorded_at=now)
    Body.objects.create(name="Comité", kind="committee", community=place)
    for path, count in SORTED.items():
        page = as_erandi.get(path).content.decode()
        columns = set(re.findall(r'aria-sort="none"><a href="\?orden=([a-z]+)"', page))
        assert len(columns) == count, path
        for column in columns:
            up, down = (as_erandi.get(f"{path}?orden={sign}{column}").content.decode() for sign in ("", "-"))
            assert 'aria-sort="ascending"' in up, (path, column)
            assert 'aria-sort="descending"' in down, (path, column)


LOOKED_THROUGH = {
    "/mesa/visitas/": "solicitud",
    "/mesa/agua/cloro/": "ceiba",
    "/mesa/agua/avisos/": "avi-01",
    "/mesa/agua/sistemas/": "TANQUE",
    "/mesa/materiales/": "cartel",
    "/mesa/difusion/": "ceiba radio",
}


def test_a_list_is_looked_through_by_words(as_erandi: Client, river: River, now: datetime) -> None:
    place = river.community
    Visit.objects.create(folio="VIS-01", community=place, kind="request", on=now.date())
    Failure.objects.create(folio="AVI-01", community=place, kind="no_water", reported_at=now)
    WaterSystem.objects.create(name="El tánque", kind="gravity")
    Dissemination.objects.create(folio="DIF-01", medium="radio", on=now.date(), community=place, recorded_at=now)
    for path, word in LOOKED_THROUGH.items():
        assert as_erandi.get(path, {"q": word}).context["count"] == 1, path
        none = as_erandi.get(path, {"q": "nadie lo dijo"})
        assert none.context["count"] == 0, path
        assert "Quitar filtros" in none.content.decode(), path
