"""Taking in a research project of another program (REFI-QDA): codes, sources, selections, codings and notes.

Nothing that comes in carries a permission: whoever spoke allowed somebody else, elsewhere. It may be studied by the
team and nothing more until a permission is recorded here. What was taken before is known by the id that it came with.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from manantial.exchange.actions.report import Outcome, Source, Status
from manantial.exchange.actions.research.codes import take_codes
from manantial.exchange.actions.research.notes import Memos, read_notes, take_notes
from manantial.exchange.actions.research.sources import take_sources
from manantial.exchange.actions.research.taking import Taking
from manantial.exchange.actions.research.ties import take_ties
from manantial.exchange.qda.archive import Archive, opened_archive
from manantial.exchange.qda.positions import Chooser, Units
from manantial.exchange.qda.reading import read_codebook, read_project, root_name
from manantial.exchange.qda.shapes import Project, SourceKind
from manantial.exchange.readers import Unreadable
from manantial.ledger.actions import record

__all__ = ["import_codebook", "import_project"]


def import_project(source: Source) -> Iterator[Outcome]:
    """Take in a `.qdpx`."""
    with opened_archive(source.path) as archive:
        if root_name(archive.xml()) != "Project":
            raise Unreadable(_("El archivo XML no es un proyecto REFI-QDA."))
        project = read_project(archive.xml())
        taking = Taking(source, project)
        read_notes(taking, archive)
        yield from _units(taking, archive)
        yield from take_codes(taking, project.codes, project.name)
        yield from take_sources(taking, archive)
        memos = Memos(taking)
        yield from take_notes(taking, memos)
        yield from take_ties(taking, memos)
        yield from memos.save()
        yield from _left(project)
    taking.close()
    facts = {"format": "refi-qda", "origin": project.origin[:60], **dict(taking.made)}
    record("research.received", None, by=source.by, now=source.now, facts=facts)


def import_codebook(source: Source) -> Iterator[Outcome]:
    """Take in a `.qdc`, or a bare `.qde` as far as its codes go."""
    with source.path.open("rb") as stream:
        name = root_name(stream)
    with source.path.open("rb") as stream:
        if name == "Project":
            project = read_project(stream)
            codes, without = project.codes, len(project.sources)
        else:
            project, codes, without = Project(name=source.name), read_codebook(stream), 0
    taking = Taking(source, project)
    yield from take_codes(taking, codes, project.name or source.name)
    taking.close()
    if without:
        reason = _("un .qde solo no trae los textos; exporte el proyecto completo (.qdpx)")
        yield Outcome(Status.SKIPPED, _("fuentes"), reason, without)
    record("research.received", None, by=source.by, now=source.now, facts={"format": "refi-qda", **dict(taking.made)})


def _units(taking: Taking, archive: Archive) -> Iterator[Outcome]:
    """Find out in what the program counted the letters, and say it."""
    if taking.own:
        taking.units = Units()
        return
    chooser = Chooser()
    for source in taking.project.sources:
        if source.kind not in {SourceKind.TEXT, SourceKind.PDF}:
            continue
        spans = [(one.start, one.end, one.name) for one in source.selections if one.start is not None]
        member = archive.member(source.words.plain) if spans and source.words.content is None else None
        raw = source.words.content if member is None else archive.text(member)
        if raw:
            chooser.see(
                raw, [(start, end, name) for start, end, name in spans if start is not None and end is not None]
            )
    choice = chooser.choice()
    taking.units = choice.units
    shares = ", ".join(f"{units} {share:.3f}" for units, share in choice.shares.items())
    if choice.decided:
        yield Outcome(Status.NOTE, _("Letras contadas como %(units)s") % {"units": choice.units}, shares)


def _left(project: Project) -> Iterator[Outcome]:
    if project.variables and not project.cases:
        yield Outcome(Status.SKIPPED, _("variables sin casos"), _("no dicen de quién son"), len(project.variables))
    if codes := sum(case.codes for case in project.cases):
        yield Outcome(Status.SKIPPED, _("códigos sobre casos"), _("aquí se codifican voces, no casos"), codes)
    for name, count in sorted(project.left.items()):
        yield Outcome(Status.SKIPPED, name, _("el estándar no lo conoce"), count)
