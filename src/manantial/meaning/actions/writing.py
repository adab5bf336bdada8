"""Writing the sections of the reports: versions that stay, two people at once, going back to an earlier one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _
from manantial.ledger.actions import record
from manantial.meaning.actions.refusals import require
from manantial.meaning.models import Passage
from manantial.meaning.queries import ReferenceKind, Things, things_in
from manantial.meaning.queries.counted import CountedFact
from manantial.meaning.rules import SECTIONS, join_texts
from manantial.people.models import Person
from manantial.press.markdown import KnownReference, check_markdown, marks_in, references_in


@dataclass(frozen=True)
class Written:
    """What saving did: the version kept, and when somebody else had saved meanwhile, how both texts were joined."""

    passage: Passage
    joined: bool = False
    clashes: int = 0  # places where both had changed the same words: there both stand, one after the other


@transaction.atomic
def write_passage(
    paper: str,
    section: str,
    *,
    text: str,
    language: str = "es",
    base: int | None = None,
    by: Person | None,
    now: datetime,
) -> Written:
    """Write a new version of a section's own text in restricted Markdown; old versions stay.

    base: the version somebody began from. When a newer one was saved meanwhile, both texts are joined paragraph by
    paragraph and nothing of either is lost. A text equal to the newest version writes nothing.
    Raises MarkdownRefused for what paper cannot print or for a reference to nothing, and MeaningRefused for a section
    that no paper has.
    """
    if section not in SECTIONS.get(paper, {}):
        require(Ruling.no(_("«%(paper)s» no tiene una sección «%(section)s»."), paper=paper, section=section))
    check_references(text, now=now)
    rows = Passage.objects.filter(paper=paper, section=section, language=language).order_by("-version")
    last = rows.first()
    wanted, clashes = text.strip(), 0
    meanwhile = False
    if last is not None and base is not None and base < last.version:
        meanwhile = True
        begun = rows.filter(version=base).values_list("text", flat=True).first() or ""
        joined = join_texts(_unix(begun), _unix(wanted), _unix(last.text))
        wanted, clashes = joined.text, joined.clashes
    if last is not None and _unix(last.text) == _unix(wanted):
        return Written(last, joined=meanwhile)
    return Written(_keep(last, paper, section, wanted, language, by, now), joined=meanwhile, clashes=clashes)


@transaction.atomic
def restore_passage(passage: Passage, *, by: Person | None, now: datetime) -> Passage:
    """Make an earlier version the present one again, as a new version; those between stay in the history."""
    rows = Passage.objects.filter(paper=passage.paper, section=passage.section, language=passage.language)
    last = rows.order_by("-version").first()
    return _keep(last, passage.paper, passage.section, passage.text, passage.language, by, now)


def check_references(text: str, *, now: datetime) -> None:
    """Raise MarkdownRefused for what paper cannot print, and for a reference or note to something that is not there."""
    things = things_in([text], on=now.date())
    marks = [mark for mark, _line in marks_in(text) if things.noted(mark)]
    values = {one.address for one in references_in(text) if isinstance(things.get(one.kind, one.key), CountedFact)}
    check_markdown(text, marks=marks, known=_known(things), values=values)


def _known(things: Things) -> KnownReference:
    def known(kind: str, key: str) -> bool | None:
        return things.get(kind, key) is not None if kind in set(ReferenceKind) else None

    return known


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _keep(
    last: Passage | None, paper: str, section: str, text: str, language: str, by: Person | None, now: datetime
) -> Passage:
    passage = Passage(
        paper=paper,
        section=section,
        version=last.version + 1 if last else 1,
        text=_unix(text),
        language=language,
        written_by_id=by.pk if by else None,
        written_at=now,
    )
    passage.save()
    facts = {"paper": paper, "section": section, "version": passage.version}
    record("passage.written", passage, by=by, now=now, facts=facts)
    return passage
