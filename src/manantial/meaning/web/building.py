"""The written papers on the desk: what each still lacks, building it with its progress, and taking it away."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_POST

from manantial.jobs.models import Job, JobState
from manantial.meaning.actions import build_paper
from manantial.meaning.actions.building import JOB
from manantial.meaning.models import Passage
from manantial.meaning.papers.checking import Fault, Remark, asked_of, check_paper
from manantial.meaning.papers.terms import FINAL, TERMS
from manantial.meaning.queries import chapters_of, current_plan, finding_standings, passages
from manantial.meaning.queries.reviewing import waiting_by_paper
from manantial.meaning.rules import SECTIONS, chapter_of, final_text_gate, method_of
from manantial.meaning.web.plumbing import made_file
from manantial.meaning.web.writing import EASE_WORDS, LANGUAGES, language_of, paper_title
from manantial.people.access import Request, address
from manantial.people.answers import today
from manantial.press.formats import Format
from manantial.vault.streaming import handed

ALOUD = "epub-con-sonido"
FORMS = {
    Format.PDF: (gettext_noop("PDF para imprimir"), "print"),
    Format.DOCX: (gettext_noop("Word para corregir"), "pencil"),
    Format.ODT: (gettext_noop("OpenDocument para corregir en LibreOffice"), "pencil"),
    Format.EPUB: (gettext_noop("EPUB para el celular"), "book"),
    ALOUD: (gettext_noop("EPUB que se oye, para regresar a las comunidades"), "ear"),
    Format.HTML: (gettext_noop("Página en un archivo"), "globe"),
    Format.FOLDER: (gettext_noop("Carpeta que se oye"), "ear"),
}
FAULTS = {
    Fault.REFUSED: (
        gettext_noop("Sin permiso"),
        gettext_noop("Citas que la persona o su comunidad no dejan usar aquí."),
    ),
    Fault.BROKEN: (gettext_noop("Referencias rotas"), gettext_noop("Marcas que no llevan a nada.")),
    Fault.HELD: (gettext_noop("Renglones que no salen"), gettext_noop("De la ficha del modelo: les falta algo.")),
    Fault.NAMED: (
        gettext_noop("Se sabe quién es sin decir su nombre"),
        gettext_noop("Con cargo, comunidad y año quedan menos de tres personas posibles en el registro de cargos."),
    ),
    Fault.OPEN: (gettext_noop("Diferencia abierta"), gettext_noop("Lo que nadie ha decidido o acordado.")),
    Fault.EMPTY: (gettext_noop("Partes sin escribir"), gettext_noop("El papel sale sin ellas.")),
    Fault.UNSOURCED: (gettext_noop("Cifras sin fuente"), gettext_noop("Ponga una nota [^folio] después del dato.")),
    Fault.UNSUPPORTED: (
        gettext_noop("Párrafos sin sustento"),
        gettext_noop("Solo los dice quien escribe. Ponga la voz o el documento que los sostiene."),
    ),
    Fault.UNTRANSLATED: (gettext_noop("Sin traducir"), gettext_noop("Renglones de la ficha del modelo.")),
    Fault.LONG: (
        gettext_noop("Frases largas"),
        gettext_noop("Con más de 18 palabras se pierde quien lee poco. Pártalas en dos."),
    ),
}
MOST_LINES = 25  # of one kind; a list longer than that is not read


@address("meaning.see")
@require_GET
def reports_page(request: Request) -> HttpResponse:
    """The written papers: how much of each is written, what stops the final one, and the other papers of the room."""
    views = finding_standings(on=today())
    plan = current_plan()
    reports = [(name, paper_title(name), _sections(name)) for name in SECTIONS]
    gate = final_text_gate(view.validated for view in views)
    context = {
        "title": _("Informes"),
        "lead": _("Usted escribe el hilo; las voces, los hallazgos, las tablas y las fuentes se ponen solas."),
        "reports": [(name, title, rows, sum(1 for row in rows if row[2])) for name, title, rows in reports],
        "method": _(method_of(plan.method if plan else "").name),
        "gate": gate,
        "gate_words": gate.say(_),
        "waiting": [view for view in views if view.awaits],
    }
    return render(request, "meaning/reports.html", context)


def _sections(paper: str) -> list[tuple[str, str, Passage | None, str]]:
    """The parts somebody should write or wrote: key, title, text, and the chapter that the method prints it in."""
    chapters, written, asked = chapters_of(paper), passages(paper), asked_of(paper, "es")
    rows = []
    for key, title in SECTIONS[paper].items():
        if key in asked or key in written:
            home = chapter_of(chapters, key)
            there = _(home.title) if home and home.title != title else ""
            rows.append((key, _(title), written.get(key), there))
    return rows


def known(paper: str) -> str:
    """The name of a written paper. Raises Http404 for another one."""
    if paper not in TERMS or paper not in SECTIONS:
        raise Http404
    return paper


@address("meaning.see")
@require_GET
def review_page(request: Request, paper: str) -> HttpResponse:
    """One paper before it is built: every remark leads to its place; below, building it in each form."""
    language = language_of(request)
    found = check_paper(known(paper), language=language, on=today())
    ease = EASE_WORDS[found.reading.ease] if found.reading.ease else None
    context = {
        "title": _("Revisar: %(title)s") % {"title": paper_title(paper)},
        "lead": _("Lo que conviene ver antes de construir. Nada de esto se publica."),
        "paper": paper,
        "language": language,
        "other": "en" if language == "es" else "es",
        "other_word": _(LANGUAGES["en" if language == "es" else "es"]),
        "check": found,
        "groups": [_group(fault, found.of(fault), paper, language) for fault in Fault],
        "ease": (_(ease[0]), ease[1]) if ease else None,
        "stopped": found.stops and paper == FINAL,
        "forms": [(str(form), _(words), picture) for form, (words, picture) in FORMS.items()],
        "jobs": _jobs(paper, language),
        "remarks": waiting_by_paper().get(paper, 0),
    }
    return render(request, "meaning/review.html", context)


def _group(fault: Fault, remarks: list[Remark], paper: str, language: str) -> dict[str, Any]:
    title, about = FAULTS[fault]
    rows = [(remark, _place(remark, paper, language), _section(remark, paper)) for remark in remarks[:MOST_LINES]]
    return {
        "title": _(title),
        "about": _(about),
        "rows": rows,
        "count": len(remarks),
        "more": len(remarks) - len(rows),
        "hint": fault in {Fault.UNSUPPORTED, Fault.EMPTY, Fault.UNTRANSLATED, Fault.LONG},
    }


def _section(remark: Remark, paper: str) -> str:
    return _(SECTIONS[paper][remark.section]) if remark.section else ""


def _place(remark: Remark, paper: str, language: str) -> str:
    if remark.thing == "none":
        return reverse("meaning:validation")
    if remark.thing == "voice":
        return reverse("voices:voice", args=[remark.pk])
    if remark.thing:
        return reverse(f"meaning:{remark.thing}", args=[remark.pk])
    asked = [f"renglon={remark.line}"] if remark.line else []
    asked += [f"idioma={language}"] if language != "es" else []
    place = reverse("meaning:passage", args=[paper, remark.section])
    return f"{place}?{'&'.join(asked)}" if asked else place


def _jobs(paper: str, language: str) -> list[tuple[Job, str, str]]:
    """The newest work of each form of this paper, with a word about it."""
    newest: dict[str, Job] = {}
    for job in Job.objects.filter(kind=JOB).order_by("-created_at")[:60]:
        asked = job.payload
        if asked.get("paper") == paper and asked.get("language") == language:
            heard = asked.get("heard") and asked["form"] == Format.EPUB
            newest.setdefault(ALOUD if heard else str(asked["form"]), job)
    return [(job, _(FORMS[form][0]), _size(job)) for form, job in newest.items() if job.state != JobState.CANCELLED]


def _size(job: Job) -> str:
    size = int(job.result.get("size", 0)) if job.result else 0
    return f"{size / 1e6:.1f} MB" if size > 100_000 else f"{max(1, size // 1000)} kB"


@address("meaning.see")
@require_POST
def build_page(request: Request, paper: str) -> HttpResponse:
    """Ask for a paper in one form; the work goes on if the page is closed."""
    language = language_of(request)
    asked = request.POST.get("forma", "")
    if asked not in FORMS:
        raise Http404
    form, by = Format.EPUB if asked == ALOUD else Format(asked), request.actor.person
    build_paper(known(paper), form, language=language, on=today(), by=by, now=timezone.now(), heard=asked == ALOUD)
    place = reverse("meaning:review", args=[paper])
    return redirect(f"{place}?idioma={language}#construir" if language != "es" else f"{place}#construir")


@address("meaning.see")
@require_GET
def built_page(request: Request, pk: UUID) -> HttpResponse:
    """Hand out what was built, unless a permission changed since."""
    job, blob = made_file(request, pk, kind=JOB, on=today())
    if blob is None:
        return redirect("meaning:review", paper=str(job.payload["paper"]))
    form = Format(str(job.payload["form"]))
    name = str(job.result["name"])
    return handed(blob.path().read_bytes(), media_type=form.media_type, name=name, inline=form is Format.PDF)
