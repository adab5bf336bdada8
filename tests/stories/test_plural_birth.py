"""Story two, walked by its pages: a birth dated in three ways, a wording agreed in a workshop, a note that is kept."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from manantial.kernel.dates import PartialDate
from manantial.meaning.models import Milestone
from manantial.meaning.papers import PAPERS, wall_strip
from manantial.meaning.queries import timeline
from manantial.press.writers.html import write_html
from manantial.territory.models import Community
from manantial.voices.models import Workshop
from tests.cast import CastClient
from tests.stories.walking import Walker

AGREED = "Se platicó desde 2018 y se creó en 2019."
NOTE = "Sin el cambio de presidente no se hubiera platicado nada."


@pytest.fixture
def workshop(la_ceiba: Community) -> Workshop:
    """The validation workshop where people met."""
    return Workshop.objects.create(
        folio="TAL-0005", format="T-5", title="Taller de validación", on=date(2026, 6, 7), state="held"
    )


def write_a_change_of_administration(walker: Walker) -> None:
    walker.open("/mesa/hitos/nuevo/")
    walker.send(
        "Guardar",
        title="Cambia la administración",
        kind="administration",
        group="officials",
        text="Entró otro presidente.",
        when="octubre de 2018",
    )


def tell_it_three_ways(walker: Walker) -> None:
    walker.open("/mesa/hitos/nuevo/")
    offered = [option.get("value") for option in walker.page.iter("option") if option.getparent().tag == "datalist"]
    assert "cuando cambió la administración (octubre de 2018)" in offered
    walker.send(
        "Guardar",
        title="Nace el organismo de agua",
        kind="decision",
        group="brigade",
        text="Las primeras reuniones fueron en 2018.",
        when="2018",
        otra__group="officials",
        otra__text="Nació con el decreto.",
        otra__when="2019",
        otra__relation="differs_date",
    )
    walker.send(
        "Guardar versión",
        version__group="former",
        version__text="Fue cuando cambió el presidente.",
        version__when="cuando cambió el presidente",
        version__relation="differs_cause",
    )


def words(name: str) -> str:
    return write_html(PAPERS[name]("es", timezone.localdate()))


def test_the_birth_is_plural_until_a_workshop_agrees_and_the_note_travels(
    as_ana: CastClient, workshop: Workshop, la_ceiba: Community
) -> None:
    walker = Walker(as_ana)
    write_a_change_of_administration(walker)
    tell_it_three_ways(walker)
    pk = walker.pk
    view = next(one for one in timeline() if one.milestone.title.startswith("Nace"))
    assert len(view.versions) == 3
    assert view.versions[2].when.words == "cuando cambió el presidente"
    assert view.span == PartialDate.parse("2018..2019")
    walker.open("/mesa/hitos/")
    assert "difieren" in walker.text
    assert "entre enero de 2018 y diciembre de 2019" in walker.text
    assert AGREED not in words("sintesis")

    agree_and_keep_the_note(walker, pk, workshop)
    assert "Redacción acordada" in walker.open("/mesa/hitos/").text
    tell_in_every_output(as_ana)


def agree_and_keep_the_note(walker: Walker, pk: str, workshop: Workshop) -> None:
    walker.open(f"/mesa/hitos/{pk}/")
    walker.send(
        "Guardar redacción", acordada__text=AGREED, acordada__when="2018..2019", acordada__workshop=str(workshop.pk)
    )
    assert "Taller de validación" in walker.text
    walker.send("Guardar nota", nota__group="former", nota__text=NOTE, nota__workshop=str(workshop.pk))
    assert NOTE in walker.text
    assert Milestone.objects.get(pk=pk).versions.filter(agreed=False, dissents=False).count() == 3


def tell_in_every_output(client: Any) -> None:
    report = words("informe-final")
    assert AGREED in report
    assert NOTE in report
    assert "cuando cambió el presidente" in report
    synthesis = words("sintesis")
    assert AGREED in synthesis
    assert NOTE in synthesis
    assert "Las primeras reuniones" not in synthesis
    assert "Nació con el decreto" not in synthesis
    public = client.get("/historia/").content.decode()
    assert AGREED in public
    assert NOTE in public
    assert wall_strip("es", timezone.localdate()).pages == 1
    docx = client.get("/mesa/papeles/memoria/informe-final/", {"como": "docx"})
    assert docx.status_code == 200
