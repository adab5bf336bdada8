"""The whole thread by its pages, as Erandi works: from a workshop to a delivered kit, and back from a withdrawal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from manantial.campaign.models import Audience, Message, Release
from manantial.jobs.actions import work_once
from manantial.jobs.models import Job
from manantial.kits.models import Edition, Kit
from manantial.press.synthesis import murmur
from manantial.territory.models import Community
from manantial.voices.models import Fragment, Voice, Withdrawal, Workshop
from tests.cast import CastClient
from tests.stories.walking import Walker, recording

WORDS = "María: Antes caminábamos dos horas por el agua.\nAna: ¿Y ahora?\nMaría: Ahora llega los martes y los sábados."
QUOTE = "Antes caminábamos dos horas por el agua."


@pytest.fixture
def erandi_walks(as_erandi: CastClient, la_ceiba: Community) -> Walker:
    la_ceiba.provider = "committee"
    la_ceiba.save()
    return Walker(as_erandi)


@pytest.fixture
def today() -> date:
    return timezone.localdate()


def let_the_place_speak(walker: Walker, place: Community, today: date) -> None:
    """The assembly of the community agrees what may be public."""
    walker.open(f"/mesa/voces/acuerdos-de-datos/{place.pk}/")
    uses = ["print", "radio", "internet", "other_municipalities", "press", "funder"]
    walker.send("Guardar", what="agree", agreed_on=today.isoformat(), uses=uses, act="Acta 3 de la asamblea")


def hold_a_workshop(
    walker: Walker, place: Community, today: date, kind: str = "T-2", groups: tuple[str, ...] = ("committee_women",)
) -> str:
    """A workshop planned from its format, with its list."""
    walker.open("/mesa/talleres/nuevo/").open(f"/mesa/talleres/nuevo/?tipo={kind}")
    walker.send("Planear", title=f"Taller {kind}", on=today.isoformat(), community=str(place.pk), place="Casa comunal")
    workshop = walker.pk
    walker.follow("Pasar lista")
    for group in groups:
        walker.send("Guardar y seguir", name="8 M", group=group)
    return workshop


def hear_a_voice(walker: Walker, workshop: str, place: Community, preset: str = "everything") -> str:
    """A voice with its sound, its words and what it allows, in one screen."""
    walker.open(f"/mesa/talleres/{workshop}/").follow("Agregar voz")
    walker.send(
        "Guardar la voz",
        kind="sound",
        title="Cuando íbamos por agua",
        file=recording(murmur("doña maría", 12.0)),
        words=WORDS,
        group="committee_women",
        community=str(place.pk),
        permiso__preset=preset,
        permiso__form="fingerprint",
        permiso__evidence_note="hoja 12 de la carpeta azul",
        permiso__attribution_name="María",
    )
    return walker.pk


def mark_a_fragment(walker: Walker, voice: str) -> str:
    """Words and seconds of the same sentence, in one fragment."""
    walker.open(f"/mesa/voces/{voice}/fragmento/?por=palabras")
    walker.send("Marcar", words=QUOTE, start="0:02", end="0:06", title="Dos horas")
    return walker.pk


def find_something(walker: Walker, fragment: str) -> str:
    """A finding that rests on the fragment."""
    walker.open(f"/mesa/hallazgos/nuevo/?f={fragment}")
    walker.send("Guardar hallazgo", statement="El acarreo ocupaba la mañana de las mujeres.")
    return walker.pk


def vote(walker: Walker, finding: str, place: Community, today: date) -> str:
    """A validation workshop in which the brigade says that it was not so."""
    workshop = hold_a_workshop(walker, place, today, "T-5", groups=("committee_women", "brigade"))
    walker.open(f"/mesa/validacion/{workshop}/{finding}/")
    walker.send("Guardar votos", **{"committee_women-green": "7", "committee_women-yellow": "1", "brigade-red": "2"})
    return workshop


def decide(walker: Walker, finding: str, workshop: str) -> None:
    """The workshop corrects the wording."""
    walker.open(f"/mesa/hallazgos/{finding}/")
    walker.send(
        "Guardar decisión",
        decision__outcome="correct",
        decision__after="El acarreo ocupaba la mañana de las mujeres y de las niñas.",
        decision__reason="La brigada recordó que también iban las niñas.",
        decision__workshop=workshop,
    )


def learn_and_say(walker: Walker, finding: str) -> tuple[str, str]:
    """A lesson from the finding, and a message of the campaign from the lesson."""
    walker.open("/mesa/aprendizajes/nuevo/")
    walker.send(
        "Guardar", title="El agua cerca da tiempo", learned="Con la toma, la mañana es suya.", findings=[finding]
    )
    lesson = walker.pk
    walker.open("/mesa/mensajes/plan/").send("Guardar", title="El agua se cuida entre todas")
    walker.open("/mesa/mensajes/audiencia/").send("Guardar", name="Familias usuarias")
    audience = str(Audience.objects.get().pk)
    walker.open("/mesa/mensajes/nuevo/")
    walker.send("Guardar", text="Cuidar el agua es cuidar el tiempo.", lessons=[lesson], audiences=[audience])
    return lesson, str(Message.objects.get().pk)


def make_material(walker: Walker, kind: str, fragment: str, today: date) -> str:
    """A material from its brief to its first built version."""
    walker.open("/mesa/materiales/nuevo/")
    message, audience = str(Message.objects.get().pk), str(Audience.objects.get().pk)
    walker.send(
        "Guardar", title=f"Material de {kind}", kind=kind, purpose="Contar", message=message, audience=audience,
        text="Buenos días.\n\n## Antes\n\nEl agua quedaba lejos.", call_to_action="Venga a la asamblea.",
    )  # fmt: skip
    material = walker.pk
    if kind != "report":
        walker.open(f"/mesa/materiales/{material}/prueba/")
        walker.send("Guardar", on=today.isoformat(), women="6", men="4", asked="10", understood="9")
        walker.send("Agregar voz", folio=Fragment.objects.get(pk=fragment).folio)
        assert "Con permiso" in walker.text
    walker.send("Pasar", state="approval", note="Acta 4 de la asamblea")
    build(walker, material)
    return material


def build(walker: Walker, material: str) -> None:
    """Ask for a version; the worker beside the server makes it."""
    walker.open(f"/mesa/materiales/{material}/").send("Construir una versión")
    while work_once("prueba"):
        pass
    assert not Job.objects.filter(state="failed").exists(), Job.objects.filter(state="failed").values("message")
    walker.open(f"/mesa/materiales/{material}/")


def build_kits(walker: Walker) -> str:
    """An edition of kits; returns the kit of the one community."""
    walker.open("/mesa/kits/").send("Construir una edición")
    while work_once("prueba"):
        pass
    walker.open("/mesa/kits/")
    walker.open(walker.leads_to(f"/mesa/kits/{Edition.objects.latest('number').pk}/"))
    walker.open(walker.leads_to("/mesa/kits/comunidad/"))
    return walker.pk


@dataclass(frozen=True)
class Thread:
    """What the walk made, by id."""

    workshop: str
    voice: str
    fragment: str
    finding: str
    lesson: str
    message: str
    materials: dict[str, str]
    kit: str
    delivery: str


def walk(walker: Walker, place: Community, today: date) -> Thread:
    """From a workshop to a delivered kit."""
    let_the_place_speak(walker, place, today)
    workshop = hold_a_workshop(walker, place, today)
    voice = hear_a_voice(walker, workshop, place)
    fragment = mark_a_fragment(walker, voice)
    finding = find_something(walker, fragment)
    decide(walker, finding, vote(walker, finding, place, today))
    lesson, message = learn_and_say(walker, finding)
    walker.client.post(f"/mesa/validacion/{Workshop.objects.get(format='T-5').pk}/sin-diferencias/")
    materials = {kind: make_material(walker, kind, fragment, today) for kind in ("poster", "radio", "report")}
    kit = build_kits(walker)
    walker.send("Guardar la entrega", usb="1", printed="2", received_by="Guadalupe Hernández", receipt="signature")
    delivery = walker.pk
    walker.open(f"/mesa/materiales/version/{Release.objects.get(material=materials['radio']).pk}/ejemplares/")
    walker.send("Guardar", copies="2", place="Radio comunitaria", on=today.isoformat())
    walker.open("/mesa/difusion/nueva/")
    walker.send("Guardar", medium="assembly", on=today.isoformat(), community=str(place.pk), women="31", men="12",
                evidence_note="Lista firmada", material=materials["poster"])  # fmt: skip
    return Thread(workshop, voice, fragment, finding, lesson, message, materials, kit, delivery)


def test_a_red_finding_waits_for_its_decision(erandi_walks: Walker, la_ceiba: Community, today: date) -> None:
    walker = erandi_walks
    let_the_place_speak(walker, la_ceiba, today)
    workshop = hold_a_workshop(walker, la_ceiba, today)
    finding = find_something(walker, mark_a_fragment(walker, hear_a_voice(walker, workshop, la_ceiba)))
    voted_in = vote(walker, finding, la_ceiba, today)
    walker.open(f"/mesa/hallazgos/{finding}/")
    assert "No entra al informe" in walker.text
    walker.open("/mesa/papeles/memoria/informe-final/")
    assert "Decida en Validación" in walker.text
    decide(walker, finding, voted_in)
    assert "No entra al informe" not in walker.text
    assert "y de las niñas" in walker.text
    assert "Antes decía:" in walker.text


@pytest.mark.slow
def test_the_whole_thread_by_its_pages(erandi_walks: Walker, la_ceiba: Community, today: date) -> None:
    walker = erandi_walks
    made = walk(walker, la_ceiba, today)
    there_and_back(walker, made)
    hear_it_at_its_second(walker, made)
    take_it_back(walker, made, today)


def there_and_back(walker: Walker, made: Thread) -> None:
    """Every page leads to the next one and to the one before, and the river shows the whole chain."""
    radio = made.materials["radio"]
    steps = {
        f"/mesa/talleres/{made.workshop}/": [f"/mesa/voces/{made.voice}/"],
        f"/mesa/voces/{made.voice}/": [f"/mesa/talleres/{made.workshop}/", f"/mesa/fragmentos/{made.fragment}/"],
        f"/mesa/fragmentos/{made.fragment}/": [f"/mesa/voces/{made.voice}/", f"/origen/fragment/{made.fragment}/"],
        f"/mesa/hallazgos/{made.finding}/": [
            f"/mesa/fragmentos/{made.fragment}/",
            f"/mesa/aprendizajes/{made.lesson}/",
        ],
        f"/mesa/aprendizajes/{made.lesson}/": [f"/mesa/hallazgos/{made.finding}/", f"/origen/lesson/{made.lesson}/"],
        "/mesa/mensajes/": [f"/mesa/aprendizajes/{made.lesson}/", f"/mesa/materiales/{radio}/"],
        f"/mesa/materiales/{radio}/": [f"/mesa/fragmentos/{made.fragment}/", f"/origen/material/{radio}/"],
        f"/mesa/kits/comunidad/{made.kit}/": [f"/mesa/entregas/{made.delivery}/", f"/origen/kit/{made.kit}/"],
        f"/mesa/entregas/{made.delivery}/": [f"/mesa/kits/comunidad/{made.kit}/"],
    }
    for address, wanted in steps.items():
        walker.open(address)
        assert [link for link in wanted if link not in {one.split("?")[0].split("#")[0] for one in walker.links}] == []
    walker.open(f"/origen/delivery/{made.delivery}/")
    chain = {"workshop": made.workshop, "voice": made.voice, "fragment": made.fragment, "finding": made.finding,
             "lesson": made.lesson, "message": made.message, "material": radio, "kit": made.kit}  # fmt: skip
    for kind, pk in chain.items():
        walker.leads_to(f"/origen/{kind}/{pk}/")
    walker.open(f"/origen/voice/{made.voice}/")
    walker.leads_to(f"/origen/delivery/{made.delivery}/")
    walker.open("/mesa/difusion/")
    assert "43" in walker.text


def hear_it_at_its_second(walker: Walker, made: Thread) -> None:
    """The river plays the testimony at its second, and the server sends just the part that is asked for."""
    walker.open(f"/origen/delivery/{made.delivery}/")
    sound = walker.leads_to(f"/mesa/voces/{made.voice}/sonido/")
    assert sound.endswith("#t=2.0,6.0")
    half = Voice.objects.get(pk=made.voice).sound.size // 2  # type: ignore[union-attr]
    answer = walker.client.get(sound.split("#")[0], headers={"Range": f"bytes={half}-{half + 99}"})
    assert (answer.status_code, len(answer.getvalue())) == (206, 100)
    assert Client().get(f"/voces/{made.fragment}/sonido.mp3").status_code == 200


def take_it_back(walker: Walker, made: Thread, today: date) -> None:
    """She takes everything back: pages, the next build and the next kit do without her, and the copies are listed."""
    walker.open(f"/mesa/voces/{made.voice}/retirar/")
    walker.send("Retirar el permiso", channel="telephone", withdrawn_on=today.isoformat())
    folio = Withdrawal.objects.get().folio
    assert folio in walker.text
    assert Client().get(f"/voces/{made.fragment}/sonido.mp3").status_code == 404
    assert walker.client.get(f"/mesa/voces/{made.voice}/sonido/").status_code == 404
    for kind, material in made.materials.items():
        build(walker, material)
        newest = Release.objects.filter(material=material).latest("number")
        assert newest.number == 2
        assert not newest.fragment_links.exists()
        for file in newest.files.filter(form__in=("html", "csv")):
            assert QUOTE not in file.blob.path().read_text("utf-8"), kind
    answer = walker.client.get(f"/mesa/kits/comunidad/{made.kit}/kit.zip", follow=True)
    assert "Construya una edición nueva" in answer.content.decode()
    again = build_kits(walker)
    assert QUOTE not in str(Kit.objects.get(pk=again).manifest)
    walker.open(f"/mesa/retiros/{Withdrawal.objects.get().pk}/")
    assert "nadie las puede recoger" in walker.text
    assert "Radio comunitaria" in walker.text
    walker.leads_to(f"/mesa/entregas/{made.delivery}/")
