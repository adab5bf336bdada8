"""Materials on the desk: text, fragments with their permission of today, steps, pretests, building, versions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from manantial.campaign.actions import (
    RELEASE_JOB,
    CampaignRefused,
    Tally,
    create_material,
    edit_material,
    give_out,
    move_material,
    put_fragment,
    record_pretest,
    take_fragment_out,
)
from manantial.campaign.models import Material, MaterialFragment, Pretest, Release, ReleaseFile
from manantial.campaign.queries import (
    CarriedFragment,
    blocking,
    consent_check,
    current_campaign,
    material_rows,
    production,
    uses_of,
)
from manantial.campaign.queries.releases import refused_now
from manantial.campaign.rules import (
    CRITERION_QUESTIONS,
    MATERIAL_WORDS,
    STATE_WORDS,
    VERDICT_WORDS,
    MaterialState,
    Verdict,
    may_release,
    next_step,
    remarks,
)
from manantial.campaign.rules.stock import copies_gone, standing
from manantial.campaign.web.forms import FragmentForm, GiveOutForm, MaterialForm, PretestForm
from manantial.campaign.web.plumbing import PER_PAGE, done
from manantial.jobs.actions import enqueue
from manantial.jobs.models import Job, JobState
from manantial.kernel.text import fold
from manantial.people.access import Request, address, find, visible
from manantial.people.answers import table_answer, today
from manantial.people.listing import ordered, paged, sought
from manantial.press.images import Prepared
from manantial.vault.actions import keep
from manantial.vault.models import Blob
from manantial.vault.streaming import ranged
from manantial.voices.queries import credits_of, given_away, said, said_credit, said_ruling
from manantial.voices.rules import USE_WORDS

FORM_WORDS = {
    "pdf": gettext_lazy("PDF a color"),
    "pdf-one-ink": gettext_lazy("PDF para fotocopia"),
    "tiles": gettext_lazy("PDF en hojas carta"),
    "png": gettext_lazy("Imagen"),
    "mp3": gettext_lazy("Sonido"),
    "script": gettext_lazy("Guion PDF"),
    "csv": gettext_lazy("Hoja de entradas"),
}
TONES = {Verdict.APPROVED: "good", Verdict.CHANGE: "warn", Verdict.TOO_FEW: "none", Verdict.DISCARDED: "bad"}


ORDERS: Mapping[str, Callable[[tuple[Material, str, str, int]], Any]] = {
    "titulo": lambda one: fold(one[0].title),
    "tipo": lambda one: fold(one[1]),
    "mensaje": lambda one: fold(one[0].message.text) if one[0].message else None,
    "paso": lambda one: list(MaterialState).index(MaterialState(one[0].state)),
    "versiones": lambda one: len(one[0].releases.all()),
    "ejemplares": lambda one: one[3],
}


@address("campaign.see")
@require_GET
def material_list(request: Request) -> HttpResponse:
    """Materials with their step and how many copies are out."""
    rows = visible(request.actor, "campaign.see", material_rows().filter(retired_at=None))
    told = [(row, said(MATERIAL_WORDS, row.kind), said(STATE_WORDS, row.state), _copies(row)) for row in rows]
    found, form = sought(request, told, lambda one: f"{one[0].folio} {one[0].title} {one[1]} {one[2]} {one[0].message}")
    listed = ordered(request, found, ORDERS)
    page = paged(request, listed, PER_PAGE)
    heads = [_("Folio"), _("Título"), _("Tipo"), _("Mensaje"), _("Paso"), _("Versiones"), _("Ejemplares fuera")]
    cells = (
        [row.folio, row.title, kind, row.message.text if row.message else "", state, len(row.releases.all()), copies]
        for row, kind, state, copies in listed
    )
    context = {
        "title": _("Materiales"),
        "lead": _("De la idea a la pared. Ninguno sale con una voz sin permiso."),
        "form": form,
        "rows": page.object_list,
        "page": page,
        "count": len(listed),
    }
    return table_answer(request, _("Materiales"), heads, cells) or render(request, "campaign/materials.html", context)


def _copies(row: Material) -> int:
    return sum(copies_gone(release.distributions.all()) for release in row.releases.all())


@address("campaign.edit")
@require_http_methods(["GET", "POST"])
def material_new(request: Request) -> HttpResponse:
    """Begin a material."""
    form = MaterialForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = create_material(
            form.brief(picture=_picture(form)),
            campaign=current_campaign(),
            message=data["message"],
            audience=data["audience"],
            by=request.actor.person,
            now=timezone.now(),
        )
        messages.success(request, _("Se guardó. Ahora elija qué voces lleva."))
        return redirect("campaign:material", pk=made.pk)
    context = {"title": _("Nuevo material"), "form": form, "back": "campaign:materials"}
    return render(request, "campaign/form.html", context)


def _picture(form: MaterialForm) -> Blob | None:
    """Keep the picture that was sent; None when there is none."""
    made: Prepared | None = form.cleaned_data["picture"]
    return keep(made.content, media_type=made.media_type, now=timezone.now()) if made else None


@address("campaign.edit")
@require_http_methods(["GET", "POST"])
def material_edit(request: Request, pk: UUID) -> HttpResponse:
    """Change the brief or the text; what was released stays as it was."""
    material = find(request, "campaign.edit", Material, pk)
    names = [name for name in MaterialForm.base_fields if name not in {"picture", "nobody"}]
    initial = {name: getattr(material, name) for name in names}
    form = MaterialForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        act = partial(
            edit_material,
            material,
            form.brief(material, _picture(form)),
            message=data["message"],
            audience=data["audience"],
            by=request.actor.person,
            now=timezone.now(),
        )
        if done(request, act, _("Se guardó el material.")):
            return redirect("campaign:material", pk=pk)
    context = {"title": _("Cambiar: %(title)s") % {"title": material.title}, "form": form, "back": "campaign:materials"}
    return render(request, "campaign/form.html", context)


@address("campaign.see")
@require_GET
def material_page(request: Request, pk: UUID) -> HttpResponse:
    """One material: text, voices with their permission of today, steps, tests, versions, what left the house."""
    return _page(request, find(request, "campaign.see", material_rows(), pk))


def _page(request: Request, material: Material, *, fragment: FragmentForm | None = None) -> HttpResponse:
    facts = production(material, on=today())
    ruling = may_release(facts)
    following = next_step(facts.state, facts.pretest)
    context = {
        "title": material.title,
        "material": material,
        "kind": said(MATERIAL_WORDS, material.kind),
        "state": said(STATE_WORDS, material.state),
        "uses": [said(USE_WORDS, use) for use in uses_of(material)],
        "carried": _carried(material),
        "blocking": [_(obstacle.reason) % {"count": obstacle.count} for obstacle in blocking(material, on=today())],
        "may_release": ruling,
        "release_words": ruling.say(_),
        "remarks": [_(remark.sentence) % remark.facts for remark in remarks(material.text)],
        "steps": [(step, said(STATE_WORDS, step.state)) for step in material.steps.select_related("by")],
        "next": (following.value, said(STATE_WORDS, following)) if following else None,
        "states": [(state.value, said(STATE_WORDS, state)) for state in MaterialState],
        "tests": [_test(test) for test in material.pretests.order_by("on", "version")],
        "releases": _releases(material),
        "job": _job(material),
        "fragment_form": fragment or FragmentForm(),
    }
    return render(request, "campaign/material.html", context)


def _carried(material: Material) -> list[tuple[CarriedFragment, str, str, str]]:
    """Each fragment with the word of the gate, its credit, and why that credit would give the person away."""
    checked = consent_check(material, on=today())
    things, use = [each.link.fragment for each in checked], uses_of(material)[0]
    lines, known = credits_of(things, use=use, on=today()), given_away(things, use=use, on=today())
    told = {key: said_ruling(seen.warning) for key, seen in known.items()}
    return [
        (each, said_ruling(each.ruling), said_credit(lines[key]), told.get(key, ""))
        for each, key in ((one, one.link.fragment_id) for one in checked)
    ]


def _test(test: Pretest) -> tuple[Pretest, str, str]:
    return test, said(VERDICT_WORDS, test.decision), TONES.get(Verdict(test.decision), "none")


def _releases(material: Material) -> list[dict[str, object]]:
    rows = material.releases.order_by("-number").prefetch_related(
        "files__blob", "files__community", "distributions__community", "fragment_links__fragment"
    )
    return [
        {
            "release": row,
            "files": [_file(file) for file in row.files.all() if not file.community_id],
            "places": [file for file in row.files.all() if file.community_id],
            "given": standing(row.distributions.all()),
            "copies": copies_gone(row.distributions.all()),
            "fragments": [link.fragment.folio for link in row.fragment_links.all()],
        }
        for row in rows
    ]


def _file(file: ReleaseFile) -> tuple[ReleaseFile, object]:
    return file, FORM_WORDS.get(file.form, file.form.upper())


def _job(material: Material) -> Job | None:
    """The build that runs, or the last one when it failed."""
    row = Job.objects.filter(kind=RELEASE_JOB, payload__material=str(material.pk)).order_by("-created_at").first()
    return row if row and row.state in {JobState.WAITING, JobState.RUNNING, JobState.FAILED} else None


@address("campaign.edit")
@require_POST
def fragment_put(request: Request, pk: UUID) -> HttpResponse:
    """Put a fragment in, if it may be used so."""
    material = find(request, "campaign.edit", Material, pk)
    form = FragmentForm(request.POST)
    if not form.is_valid():
        return _page(request, find(request, "campaign.edit", material_rows(), pk), fragment=form)
    act = partial(
        put_fragment, material, form.cleaned_data["folio"], on=today(), by=request.actor.person, now=timezone.now()
    )
    done(request, act, _("Se agregó: hay permiso para este uso."))
    return redirect("campaign:material", pk=pk)


@address("campaign.edit")
@require_POST
def fragment_out(request: Request, pk: UUID) -> HttpResponse:
    """Take a fragment out."""
    link = find(request, "campaign.edit", MaterialFragment, pk)
    take_fragment_out(link, by=request.actor.person, now=timezone.now())
    messages.success(request, _("Se quitó del material. Las versiones ya hechas se quedan escritas."))
    return redirect("campaign:material", pk=link.material_id)


@address("campaign.edit")
@require_POST
def state_move(request: Request, pk: UUID) -> HttpResponse:
    """Take a step, with a note and perhaps a reason to go on without a requirement."""
    material = find(request, "campaign.edit", Material, pk)
    asked = request.POST.get("state", "")
    if asked not in set(MaterialState):
        messages.error(request, _("Elija el paso."))
        return redirect("campaign:material", pk=pk)
    act = partial(
        move_material,
        material,
        MaterialState(asked),
        note=request.POST.get("note", ""),
        override=request.POST.get("override", ""),
        by=request.actor.person,
        now=timezone.now(),
    )
    done(request, act, _("Ahora está en: %(state)s.") % {"state": said(STATE_WORDS, asked)})
    return redirect("campaign:material", pk=pk)


@address("campaign.edit")
@require_http_methods(["GET", "POST"])
def pretest_new(request: Request, pk: UUID) -> HttpResponse:
    """Type a pretest from its sheet."""
    material = find(request, "campaign.edit", Material, pk)
    form = PretestForm(request.POST or None, initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        tally = Tally(
            answers=form.answers(),
            **{name: form.cleaned_data[name] for name in _TALLY},
        )
        act = partial(record_pretest, material, tally, by=request.actor.person, now=timezone.now())
        if done(request, act, _("Se guardó la prueba.")):
            return redirect("campaign:material", pk=pk)
    context = {
        "title": _("Prueba de: %(title)s") % {"title": material.title},
        "lead": _("Con menos de 70 de cada 100 que lo digan con sus palabras, se cambia y se prueba otra vez."),
        "form": form,
        "material": material,
        "questions": CRITERION_QUESTIONS,
    }
    return render(request, "campaign/pretest.html", context)


_TALLY = ("on", "understood", "asked", "women", "men", "community", "method", "changes")


@address("materials.release")
@require_POST
def release_build(request: Request, pk: UUID) -> HttpResponse:
    """Ask for a version; it is built beside the server and the page follows it."""
    material = find(request, "materials.release", Material, pk)
    override = request.POST.get("override", "").strip()
    ruling = may_release(production(material, on=today()), override=override)
    if not ruling:
        messages.error(request, str(CampaignRefused(ruling)))
        return redirect("campaign:material", pk=pk)
    asked: dict[str, object] = {"material": str(material.pk), "on": today().isoformat(), "override": override}
    person = request.actor.person
    enqueue(RELEASE_JOB, asked, now=timezone.now(), by=person.pk if person else None)
    messages.success(request, _("Se está construyendo. Puede seguir con otra cosa."))
    return redirect("campaign:material", pk=pk)


@address("materials.release")
@require_http_methods(["GET", "POST"])
def copies_out(request: Request, pk: UUID) -> HttpResponse:
    """Write the copies of a version that left the house."""
    release = find(request, "materials.release", Release.objects.select_related("material"), pk)
    form = GiveOutForm(request.POST or None, initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        act = partial(give_out, release, by=request.actor.person, now=timezone.now(), **form.cleaned_data)
        if done(request, act, _("Se anotó a dónde fueron.")):
            return redirect("campaign:material", pk=release.material_id)
    words = _("Ejemplares de %(title)s, versión %(number)s") % {
        "title": release.material.title,
        "number": release.number,
    }
    lead = _("Lo que sale ya no se puede recoger: por eso se anota cuántos y dónde.")
    context = {"title": words, "lead": lead, "form": form, "back": "campaign:materials"}
    return render(request, "campaign/form.html", context)


@address("campaign.see")
@require_GET
def file_page(request: Request, pk: UUID) -> HttpResponseBase:
    """A file of a version, while everything it carries is still allowed."""
    file = find(request, "campaign.see", ReleaseFile.objects.select_related("blob", "release__material"), pk)
    if refused := refused_now(file.release, on=today()):
        words = _("Esta versión lleva algo que ya no tiene permiso: %(folios)s. Construya una versión nueva.")
        messages.error(request, words % {"folios": ", ".join(refused)})
        return redirect("campaign:material", pk=file.release.material_id)
    return ranged(request, file.blob, filename=file.blob.name)
