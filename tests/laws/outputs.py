"""Everything that leaves the house, read back and held against the plain oracle."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection

from manantial.alliance.models import Law, Owned
from manantial.campaign.models import Release, ReleaseFile
from manantial.kits.actions.editions import KitsRefused
from manantial.kits.actions.folders import zipped
from manantial.kits.models import Kit
from manantial.kits.papers import open_page
from manantial.meaning.models import Lesson
from manantial.vault.models import Blob
from manantial.voices.models import Fragment, Turn, Voice
from tests.laws.house import House, marks_in, text_of
from tests.laws.oracle import Oracle, uses_of


def public_pages(house: House) -> Iterator[tuple[str, str]]:
    """Every page anybody may open, with the files it offers."""
    asked = ["/", "/historia/", "/voces/", f"/comunidades/{house.place.pk}/", "/aprendizajes/", "/materiales/"]
    asked += [f"/aprendizajes/{pk}/" for pk in Lesson.objects.values_list("pk", flat=True)]
    asked += [f"/buscar/?q={house_word}" for house_word in ("antes", "ahora")]
    for pk in Fragment.objects.values_list("pk", flat=True):
        asked += [f"/voces/{pk}/", f"/origen/fragment/{pk}/"]
    asked += [f"/origen/kit/{pk}/" for pk in Kit.objects.values_list("pk", flat=True)[:2]]
    for address in asked:
        answer = house.client.get(address)
        assert answer.status_code in {200, 404}, address
        yield address, answer.content.decode()
    for file in ReleaseFile.objects.select_related("blob"):
        answer = house.client.get(f"/materiales/archivo/{file.pk}/")
        if answer.status_code == 200:
            answer.getvalue()  # to the end, or the file stays open
            yield f"/materiales/archivo/ {file.form}", text_of(file.blob)


def kit_texts(kit: Kit) -> Iterator[tuple[str, str]]:
    """What a kit shows: its manifest, the page that opens it, the page for phones."""
    yield "manifest", " ".join(f"{row['title']} {row['words']} {row['about']}" for row in kit.manifest)
    yield "ABRIR", open_page(kit)
    yield "CELULAR", text_of(blob_of(next(row for row in kit.manifest if row["title"] == "CELULAR")))


def blob_of(row: dict[str, Any]) -> Blob:
    return Blob.objects.get(sha256=row["sha256"])


def check_release(made: Release, oracle: Oracle) -> None:
    """Nothing stands in a version that was just built that its uses do not allow."""
    uses = uses_of(made.material)
    allowed = marks_in(oracle.words(*uses))
    for file in made.files.all():
        assert marks_in(text_of(file.blob)) <= allowed, (made.material.kind, file.form)
    carried = {link.fragment_id for link in made.fragment_links.all()}
    rows = [one for one in oracle.fragments if one["id"] in carried]
    assert all(oracle.open(one, "quote" if one["quote"] else one["what"], *uses) for one in rows)
    if made.material.kind == "radio":
        heard = [one for one in rows if one["what"] == "voice"]
        assert all(oracle.open(one, "voice", "radio", "return") for one in heard)
        assert made.files.filter(form="mp3").count() <= len(heard)


def check_kit(kit: Kit, oracle: Oracle) -> None:
    """Nothing lies in a kit that may not be printed and given back."""
    allowed = marks_in(oracle.words("print", "return"))
    for name, text in kit_texts(kit):
        assert marks_in(text) <= allowed, name
    clips = {blob.pk: blob.sha256 for blob in Blob.objects.all()}
    may = {clips[one["clip_id"]] for one in oracle.fragments if one["clip_id"] and oracle.open(one, "voice", "return")}
    cut = {clips[one["clip_id"]] for one in oracle.fragments if one["clip_id"]}
    inside = {row["sha256"] for row in kit.manifest}
    assert inside & cut <= may
    for link in kit.release_links.select_related("release__material"):
        check_release(link.release, oracle)


def check_public(house: House, oracle: Oracle) -> None:
    """Nothing stands on a public page that may not be on the internet, and no sound is sent that may not be heard."""
    allowed = marks_in(oracle.words("internet"))
    for name, text in public_pages(house):
        assert marks_in(text) <= allowed, name
    for one in oracle.fragments:
        answer = house.client.get(f"/voces/{one['id']}/sonido.mp3")
        heard = one["what"] == "voice" and oracle.open(one, "voice", "internet")
        erased = heard and Voice.objects.filter(pk=one["voice_id"]).exclude(sound__erased_at=None).exists()
        assert answer.status_code == (200 if heard and not erased else 404), one["folio"]
        answer.getvalue()  # to the end, or the file stays open


def check_desk(house: House, oracle: Oracle) -> None:
    """At the desk words are only to be studied, and whoever has no seat is nobody."""
    seated = house.seated is not None
    use = "analysis" if seated else "internet"
    studied = [voice for voice in oracle.voices if oracle.says_yes(voice, "quote", use)] if seated else []
    spoken = Turn.objects.filter(transcript__voice__in=studied).values_list("text", flat=True)
    allowed = marks_in(" ".join([oracle.words(use), *spoken]))
    for address in ("/buscar/?q=antes", "/buscar/?q=ahora"):
        assert marks_in(house.staff.get(address).content.decode()) <= allowed, address
    for form in ("csv", "xlsx"):
        for address in (f"/mesa/fragmentos/?formato={form}", f"/mesa/voces/?formato={form}"):
            answer = house.staff.get(address)
            assert answer.status_code == (200 if seated else 403), address
            if seated:
                assert marks_in(read_table(answer.content, form)) <= allowed, address


def check_desk_files(house: House, oracle: Oracle) -> None:
    """A built file is handed out at the desk only while everything in it is still allowed."""
    for file in ReleaseFile.objects.select_related("blob", "release__material"):
        answer = house.staff.get(f"/mesa/materiales/archivo/{file.pk}/")
        if answer.status_code == 200:
            answer.getvalue()  # to the end, or the file stays open
            allowed = marks_in(oracle.words(*uses_of(file.release.material)))
            assert marks_in(text_of(file.blob)) <= allowed, (file.release.material.kind, file.form)


def read_table(content: bytes, form: str) -> str:
    if form == "csv":
        return content.decode("utf-8-sig")
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True)
    return " ".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)


def check_old_editions(oracle: Oracle) -> None:
    """An edition built before goes out again only while everything in it is still allowed."""
    for kit in Kit.objects.select_related("edition", "community"):
        try:
            zipped(kit)
        except KitsRefused:
            continue
        check_kit(kit, oracle)


def row_counts() -> dict[str, int]:
    """How many rows every table keeps for ever."""
    kept = [
        model._meta.db_table
        for model in apps.get_app_config("manantial").get_models()
        if issubclass(model, Owned) and model.law is not Law.WORKING
    ]
    asked = " UNION ALL ".join(f"SELECT '{table}', count(*) FROM {table}" for table in kept)
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return dict(cursor.fetchall())
