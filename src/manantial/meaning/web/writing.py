"""Writing a section of a report: the text, how it will look, its versions, the other language beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext, override
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from manantial.kernel.reading import Ease, Reading, read
from manantial.meaning.actions import restore_passage, write_passage
from manantial.meaning.models import Passage
from manantial.meaning.papers.drafting import section_preview
from manantial.meaning.queries import ReferenceKind, chapters_of, history_of
from manantial.meaning.queries.reviewing import remarks_in
from manantial.meaning.rules import (
    SECTIONS,
    Edit,
    Grounding,
    chapter_of,
    edits,
    grounding,
    paragraphs_of,
    plain_words,
)
from manantial.meaning.web.origins import page_of_note
from manantial.people.access import Request, address, find
from manantial.people.answers import today
from manantial.people.models import Person
from manantial.press.document import Document, Figure
from manantial.press.markdown import MarkdownRefused
from manantial.press.shelf import Shelf
from manantial.press.writers.html import write_html_part
from manantial.voices.rules import GROUP_WORDS

MOST_REMARKS = 20  # from outside, beside the text; the others stand on their page
LANGUAGES = {"es": gettext_noop("español"), "en": gettext_noop("inglés")}
EASE_WORDS = {
    Ease.VERY_HARD: (gettext_noop("Muy difícil de leer"), "bad"),
    Ease.HARD: (gettext_noop("Algo difícil de leer"), "warn"),
    Ease.NORMAL: (gettext_noop("Se lee normal"), "info"),
    Ease.EASY: (gettext_noop("Se lee bastante fácil"), "good"),
    Ease.VERY_EASY: (gettext_noop("Se lee muy fácil"), "good"),
}
CITE_WORDS = {
    ReferenceKind.FRAGMENT: gettext_noop("Fragmentos"),
    ReferenceKind.PICTURE: gettext_noop("Imágenes"),
    ReferenceKind.MILESTONE: gettext_noop("Hitos"),
    ReferenceKind.FINDING: gettext_noop("Hallazgos"),
    ReferenceKind.LESSON: gettext_noop("Aprendizajes"),
    ReferenceKind.FIGURE: gettext_noop("Cifras"),
    ReferenceKind.SOURCE: gettext_noop("Fuentes"),
    ReferenceKind.COUNTED: gettext_noop("Datos que se cuentan solos"),
}


class SectionForm(forms.Form):
    """The text of one section and the version it began from."""

    text = forms.CharField(
        label=gettext_lazy("Texto"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 18, "data-editor": "", "spellcheck": "true"}),
    )
    base = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)


@dataclass(frozen=True)
class Measure:
    """How long and how easy a text is, in words for who writes it."""

    reading: Reading
    ground: Grounding
    ease: str
    tone: str
    scale: str


def measure(text: str, language: str) -> Measure:
    """Count a text and say how easy it reads."""
    reading = read(plain_words(text), language)
    ease, tone = EASE_WORDS[reading.ease] if reading.ease else ("", "")
    scale = "Flesch" if language == "en" else "INFLESZ"
    return Measure(reading, grounding(paragraphs_of(text)), _(ease) if ease else "", tone, scale)


def language_of(request: Request) -> str:
    """The language somebody writes in: Spanish unless the address says otherwise."""
    asked = request.GET.get("idioma", "es")
    if asked not in LANGUAGES:
        raise Http404
    return asked


def section_title(paper: str, section: str) -> str:
    """The title of a section; 404 for one no paper has."""
    title = SECTIONS.get(paper, {}).get(section)
    if title is None:
        raise Http404
    return _(title)


def paper_title(paper: str) -> str:
    """The title of a written paper."""
    from manantial.meaning.papers import PAPERS

    return str(getattr(PAPERS[paper], "title", paper))


@address("meaning.edit")
@require_http_methods(["GET", "POST"])
def passage_write(request: Request, paper: str, section: str) -> HttpResponse:
    """Write one section; the earlier versions stay, and two people at once both keep their text."""
    title, language = section_title(paper, section), language_of(request)
    found = history_of(paper, section, language).first()
    first = {"text": found.text if found else "", "base": found.version if found else 0}
    form = SectionForm(request.POST or None, initial=first)
    preview: SafeString | None = None
    if request.method == "POST" and form.is_valid():
        if request.POST.get("hacer") == "vista":
            preview = _shown(request, paper, form.cleaned_data["text"], language)
        elif answer := _save(request, paper, section, language, form):
            return answer
    text = form["text"].value() or ""
    context = {
        "title": title,
        "form": form,
        "paper": paper,
        "paper_title": paper_title(paper),
        "section": section,
        "language": language,
        "chapter": _chapter(paper, section),
        "measure": measure(text, language),
        "preview": preview if preview is not None else _shown(request, paper, text, language),
        "found": found,
        "line": _line(request, text),
        "kinds": [(kind.value, _(word)) for kind, word in CITE_WORDS.items()],
        "groups": [(str(group), _(word)) for group, word in GROUP_WORDS.items()],
        "remarks": remarks_in(paper, section, language)[:MOST_REMARKS],
        **_beside(paper, section, language),
    }
    return render(request, "meaning/passage.html", context)


def _save(request: Request, paper: str, section: str, language: str, form: SectionForm) -> HttpResponse | None:
    data = form.cleaned_data
    base = data["base"] if data["base"] is not None else None
    try:
        done = write_passage(
            paper, section, text=data["text"], language=language, base=base, by=request.actor.person, now=timezone.now()
        )
    except MarkdownRefused as error:
        form.add_error("text", str(error))
        return None
    here = _here(paper, section, language)
    if not done.joined:
        messages.success(request, _("Se guardó. La versión anterior también se queda."))
        return redirect("meaning:review", paper=paper) if request.POST.get("hacer") == "revisar" else redirect(here)
    words = _(
        "Mientras usted escribía, otra persona guardó. Se juntaron los dos textos; revise que diga lo que quiere."
    )
    if done.clashes:
        words += " " + ngettext(
            "En %(count)s lugar los dos cambiaron lo mismo: ahí están las dos redacciones, una tras otra.",
            "En %(count)s lugares los dos cambiaron lo mismo: ahí están las dos redacciones, una tras otra.",
            done.clashes,
        ) % {"count": done.clashes}
    messages.warning(request, words)
    return redirect(here)


def _chapter(paper: str, section: str) -> str:
    """The chapter in which the method of the plan prints this section; empty when no method orders the paper."""
    home = chapter_of(chapters_of(paper), section)
    return _(home.title) if home else ""


def _here(paper: str, section: str, language: str) -> str:
    place = reverse("meaning:passage", args=[paper, section])
    return place if language == "es" else f"{place}?idioma={language}"


def _line(request: Request, text: str) -> tuple[int, str] | None:
    asked = request.GET.get("renglon", "")
    lines = text.replace("\r\n", "\n").split("\n")
    if not asked.isdigit() or not 0 < int(asked) <= len(lines):
        return None
    return int(asked), lines[int(asked) - 1]


def _beside(paper: str, section: str, language: str) -> dict[str, Any]:
    """The other language of the same section, and the sections before and after."""
    other = "en" if language == "es" else "es"
    keys = list(SECTIONS[paper])
    place = keys.index(section)
    around = [keys[n] if 0 <= n < len(keys) else "" for n in (place - 1, place + 1)]
    return {
        "other": other,
        "other_word": _(LANGUAGES[other]),
        "language_word": _(LANGUAGES[language]),
        "translation": history_of(paper, section, other).first(),
        "earlier": (around[0], _(SECTIONS[paper][around[0]])) if around[0] else None,
        "later": (around[1], _(SECTIONS[paper][around[1]])) if around[1] else None,
    }


@address("meaning.edit")
@require_POST
def passage_preview(request: Request, paper: str, section: str) -> HttpResponse:
    """Show a text as the paper will print it, saving nothing: the part of the page that changes while one types."""
    section_title(paper, section)
    language = language_of(request)
    text = request.POST.get("text", "")
    context = {"preview": _shown(request, paper, text, language), "measure": measure(text, language)}
    return render(request, "meaning/part_preview.html", context)


def _shown(request: Request, paper: str, text: str, language: str) -> SafeString:
    if not text.strip():
        return SafeString("")
    try:
        with override("en" if language == "en" else "es-mx"):
            document = section_preview(paper, text, language=language, on=today())
        pictures = _pictures(document)
        part = write_html_part(document, image=lambda name: pictures.get(name, ""), origins=page_of_note)
    except MarkdownRefused as error:
        return SafeString(render_refused(str(error)))
    return mark_safe(part)  # noqa: S308 - the writer escapes every word


def render_refused(words: str) -> str:
    """The preview of a text that cannot be printed: why."""
    from django.template.loader import render_to_string

    return render_to_string("meaning/part_refused.html", {"words": words})


def _pictures(document: Document) -> dict[str, str]:
    """The address at the desk of each picture, by the name the writer will ask for."""
    found = {}
    for block in document.every_block():
        if isinstance(block, Figure) and block.notes and block.notes[0].kind == "voice":
            name = Shelf().picture(block.picture).file
            found[name] = reverse("voices:thumbnail", args=[UUID(block.notes[0].id)])
    return found


@address("meaning.see")
@require_GET
def passage_history(request: Request, paper: str, section: str) -> HttpResponse:
    """Every version of a section: who wrote it, what changed, and a way back."""
    title, language = section_title(paper, section), language_of(request)
    versions = list(history_of(paper, section, language))
    asked = request.GET.get("version", "")
    chosen = next((row for row in versions if str(row.version) == asked), versions[0] if versions else None)
    before = next((row for row in versions if chosen and row.version < chosen.version), None)
    against = versions[0] if chosen and request.GET.get("contra") == "hoy" else before
    names = dict(Person.objects.filter(pk__in={row.written_by_id for row in versions}).values_list("pk", "name"))
    context = {
        "title": _("Versiones: %(title)s") % {"title": title},
        "paper": paper,
        "section": section,
        "language": language,
        "section_title": title,
        "versions": [(row, names.get(row.written_by_id) if row.written_by_id else None) for row in versions],
        "chosen": chosen,
        "newest": versions[0] if versions else None,
        "against": against,
        "changes": _changes(chosen, against),
    }
    return render(request, "meaning/history.html", context)


def _changes(chosen: Passage | None, against: Passage | None) -> list[Edit]:
    if chosen is None:
        return []
    if against is None:
        return edits("", chosen.text)
    first, last = sorted((chosen, against), key=lambda row: row.version)
    return edits(first.text, last.text)


@address("meaning.edit")
@require_POST
def passage_restore(request: Request, pk: UUID) -> HttpResponse:
    """Make an earlier version the present one; undoing it is restoring the one before."""
    row = find(request, "meaning.edit", Passage, pk)
    made = restore_passage(row, by=request.actor.person, now=timezone.now())
    words = _("La versión %(old)s es otra vez la presente, como versión %(new)s.")
    messages.success(request, words % {"old": row.version, "new": made.version})
    return redirect(_here(row.paper, row.section, row.language))
