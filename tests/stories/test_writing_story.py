"""«Ya no quiero salir» in a report somebody wrote: a voice is withdrawn by telephone and drops out of every format."""

from __future__ import annotations

import io
import re
import zipfile

import pypdfium2
import pytest
from django.utils import timezone

from manantial.alliance.models import Alliance
from manantial.jobs.actions import work_once
from manantial.jobs.models import Job
from manantial.meaning.papers import PAPERS
from manantial.press.document import Table
from manantial.voices.models import Fragment, Withdrawal
from manantial.voices.rules import Preset
from tests.cast import CastClient
from tests.meaning.river import River
from tests.stories.walking import Walker

STAYS, LEAVES = "El agua llegaba cada ocho días a la pila.", "Las llaves las guardé yo debajo de la cama."
FORMS = ("pdf", "docx", "odt", "epub", "html", "zip")


@pytest.fixture
def spoken(alliance: Alliance) -> list[Fragment]:
    river = River()
    place = river.community()
    return [river.fragment(river.voice(place, preset=Preset.ALLIANCE), words) for words in (STAYS, LEAVES)]


def read(form: str, content: bytes) -> str:
    """The words of a built file, whatever its format."""
    if form == "html":
        texts = [content.decode()]
    elif form == "pdf":
        with pypdfium2.PdfDocument(io.BytesIO(content)) as paper:
            texts = [page.get_textpage().get_text_bounded() for page in paper]
    else:
        archive = zipfile.ZipFile(io.BytesIO(content))
        readable = (name for name in archive.namelist() if name.endswith((".xml", ".xhtml", ".html")))
        texts = [archive.read(name).decode() for name in readable]
    return " ".join(re.sub(r"<[^>]+>", "", " ".join(texts)).split())


def build_all(walker: Walker, forms: tuple[str, ...] = FORMS) -> dict[str, str]:
    """Build the draft in every form from its page and take the files away."""
    found = {}
    for form in forms:
        before = set(Job.objects.values_list("pk", flat=True))
        walker.client.post("/mesa/informes/informe-preliminar/construir/", {"forma": form})
        while work_once("test"):
            pass
        job = Job.objects.exclude(pk__in=before).get()
        assert job.state == "done", job.message
        answer = walker.client.get(f"/mesa/informes/archivo/{job.pk}/")
        assert answer.status_code == 200
        found[form] = read(form, answer.content)
    return found


def test_a_quote_withdrawn_by_telephone_is_gone_from_the_next_report(
    spoken: list[Fragment], as_erandi: CastClient
) -> None:
    walker, (stays, leaves) = Walker(as_erandi), spoken
    walker.open("/mesa/informes/informe-preliminar/contexto/")
    text = (
        f"Cada quien sabía lo suyo.[^{stays.folio}]\n\n![…](fragmento:{stays.folio})\n\n![…](fragmento:{leaves.folio})"
    )
    walker.send("Guardar", text=text)
    assert LEAVES in walker.text, "the page shows how it will look"
    for form, words in build_all(walker, ("pdf", "html")).items():
        assert STAYS in words, form
        assert LEAVES in words, form

    earlier = Job.objects.filter(payload__form="pdf").get()
    walker.open(f"/mesa/voces/{leaves.voice_id}/retirar/")
    walker.send("Retirar el permiso", channel="telephone", withdrawn_on=timezone.localdate().isoformat())
    assert Withdrawal.objects.count() == 1
    walker.open(f"/mesa/informes/archivo/{earlier.pk}/")
    assert "pudo cambiar algún permiso" in walker.text, "what was built before is not handed out any more"
    walker.open("/mesa/informes/informe-preliminar/revisar/")
    assert f"{leaves.folio} no puede salir en este papel" in walker.text
    assert walker.leads_to("/contexto/?renglon=5")

    for form, words in build_all(walker).items():
        assert STAYS in words, form
        assert LEAVES not in words, form
        assert "Aquí había una cita que ya no se puede usar" in words, form
    walker.open("/mesa/informes/informe-preliminar/contexto/")
    shown = walker.page.xpath("//section[@id='vista']")[0].text_content()
    assert LEAVES not in shown
    assert "Aquí había una cita" in shown


def test_the_catalogue_says_that_a_withdrawn_piece_may_not_be_spread(
    spoken: list[Fragment], as_erandi: CastClient
) -> None:
    voice = spoken[1].voice
    voice.kind = "sound"
    voice.save()

    def row() -> tuple[object, ...]:
        document = PAPERS["catalogo-audiovisual"]("es", timezone.localdate())
        (table,) = [block for block in document.blocks if isinstance(block, Table)]
        return next(tuple(cells) for cells in table.rows if isinstance(cells, tuple) and cells[0] == voice.folio)

    assert "No difundir" not in row()
    walker = Walker(as_erandi)
    walker.open(f"/mesa/voces/{voice.pk}/retirar/")
    walker.send("Retirar el permiso", channel="telephone", withdrawn_on=timezone.localdate().isoformat())
    assert "No difundir" in row()
