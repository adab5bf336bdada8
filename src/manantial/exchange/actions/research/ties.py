"""Sets, links and drawn maps of a project: told to the team as memos, kept as they came, given back when it leaves.

The house groups with codes and filters and draws its own maps, so none of them gets a table. A link is a memo on both
of its ends; sets and maps are one memo on the plan. Things are named by their folio: a memo must not say words that
may not leave.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manantial.exchange.actions.report import Outcome, Status
from manantial.exchange.actions.research.notes import Memos
from manantial.exchange.actions.research.taking import Taking
from manantial.exchange.models import Kept
from manantial.exchange.qda.kept import references
from manantial.exchange.qda.shapes import Graph, Link, Set
from manantial.meaning.models import Code
from manantial.voices.models import Fragment, Voice

_MOST_NAMED = 40  # things of a set that are named one by one


@dataclass(frozen=True)
class End:
    """A thing of ours at the end of a link or in a set, as people call it."""

    kind: str
    pk: UUID
    said: str


def take_ties(taking: Taking, memos: Memos) -> Iterator[Outcome]:
    """Keep and tell what of a project joins its things; what was kept before stays."""
    work = _Ties(taking, memos)
    links = [one for one in taking.project.links if not {one.origin, one.target} & taking.notes.keys()]
    yield from work.links(links)
    lines = [*work.sets(taking.project.sets), *work.graphs(taking.project.graphs)]
    yield from work.save(lines)


class _Ties:
    def __init__(self, taking: Taking, memos: Memos) -> None:
        self._taking, self._memos = taking, memos
        self._ends = _ends(taking)
        self._rows: list[Kept] = []
        self._told: list[Outcome] = []
        self._before = 0

    def links(self, links: Sequence[Link]) -> Iterator[Outcome]:
        """A memo on both ends of each link."""
        joined, open_ended = 0, 0
        for link in links:
            ends = [self._ends.get(guid) for guid in (link.origin, link.target)]
            if not self._keep("Link", link.guid, link.name, link.raw):
                continue
            origin, target = ends
            if origin is None or target is None:
                open_ended += 1
                continue
            joined += 1
            arrow = "→" if link.one_way else "↔"
            name = link.name or _("sin nombre")
            text = _("Enlace «%(name)s»: %(ends)s") % {"name": name, "ends": f"{origin.said} {arrow} {target.said}"}
            for end in dict.fromkeys((origin, target)):
                self._memos.put(f"{link.guid}:{end.pk}", end.kind, end.pk, text)
        if joined:
            yield Outcome(Status.NEW, _("enlaces"), _("quedaron como nota en sus dos extremos"), joined)
        if open_ended:
            reason = _("uno de sus extremos no venía; quedan guardados")
            yield Outcome(Status.NOTE, _("enlaces"), reason, open_ended)

    def sets(self, sets: Sequence[Set]) -> Iterator[str]:
        """A line for each set that did not come before."""
        for one in sets:
            if not self._keep("Set", one.guid, one.name, one.raw):
                continue
            self._told.append(Outcome(Status.NOTE, _("conjunto «%(name)s»") % {"name": one.name}, self._where))
            yield f"- «{one.name}»: {self._listed(one.members)}"

    def graphs(self, graphs: Sequence[Graph]) -> Iterator[str]:
        """A line for each drawn map that did not come before: what it joins."""
        for one in graphs:
            if not self._keep("Graph", one.guid, one.name, one.raw):
                continue
            self._told.append(Outcome(Status.NOTE, _("mapa dibujado «%(name)s»") % {"name": one.name}, self._where))
            pairs = [self._edge(one, *edge) for edge in one.edges]
            yield _("- Mapa «%(name)s»: %(what)s") % {"name": one.name, "what": "; ".join(pairs) or "—"}

    def save(self, lines: Sequence[str]) -> Iterator[Outcome]:
        """Write down what is kept, and one memo that tells of it."""
        Kept.objects.bulk_create(self._rows, batch_size=500)
        if lines and self._memos.plan is not None:
            project = self._taking.project
            told = {"name": project.name or self._taking.source.name, "origin": project.origin or "?"}
            head = _("Conjuntos y mapas que venían en «%(name)s» (%(origin)s):") % told
            first = next(row.foreign for row in self._rows if row.element != "Link")
            self._memos.put(f"ties:{first}"[:80], "plan", self._memos.plan, "\n".join([head, "", *lines]))
        yield from self._told
        if self._before:
            yield Outcome(Status.UNCHANGED, _("conjuntos, enlaces y mapas"), count=self._before)

    @property
    def _where(self) -> str:
        if self._memos.plan is None:
            return _("queda guardado y regresa al sacar la investigación")
        return _("queda en una nota del plan y regresa al sacar la investigación")

    def _keep(self, element: str, guid: str, name: str, raw: str) -> bool:
        """Keep an element; False when it is here already, also under another id."""
        named = references(raw)
        things = {ref: [end.kind, str(end.pk)] for ref in named if (end := self._ends.get(ref))}
        things |= {ref: ["memo", str(memo)] for ref in named if (memo := self._taking.memos.get(ref))}
        if self._taking.is_kept(element, guid, name, things):
            self._before += 1
            return False
        self._rows.append(self._taking.keep(element, guid, name, raw, things))
        return True

    def _listed(self, members: Sequence[str]) -> str:
        known = [self._ends[guid].said for guid in members if guid in self._ends]
        notes = sum(guid in self._taking.notes for guid in members)
        more, missing = max(0, len(known) - _MOST_NAMED), len(members) - len(known) - notes
        said = [", ".join(known[:_MOST_NAMED])]
        said += [ngettext("y %(n)d más", "y %(n)d más", more) % {"n": more}] if more else []
        said += [ngettext("%(n)d nota", "%(n)d notas", notes) % {"n": notes}] if notes else []
        said += [ngettext("%(n)d que no venía", "%(n)d que no venían", missing) % {"n": missing}] if missing else []
        return " · ".join(filter(None, said)) or "—"

    def _edge(self, graph: Graph, origin: str, target: str, name: str, one_way: bool) -> str:
        ends = f"{self._corner(graph, origin)} {'→' if one_way else '↔'} {self._corner(graph, target)}"
        return f"{ends} ({name})" if name else ends

    def _corner(self, graph: Graph, guid: str) -> str:
        name, stands_for = graph.vertices.get(guid, ("?", ""))
        end = self._ends.get(stands_for)
        return end.said if end else name or "?"


def _ends(taking: Taking) -> dict[str, End]:
    """The things of ours that the sets, links and maps of the project name, by the id they have there."""
    project = taking.project
    wanted = {guid for one in project.links for guid in (one.origin, one.target)}
    wanted |= {guid for one in project.sets for guid in one.members}
    wanted |= {stands_for for one in project.graphs for _name, stands_for in one.vertices.values()}
    of_case = {case.guid: case.sources[0] for case in project.cases if len(case.sources) == 1}
    found: dict[str, tuple[str, UUID]] = {}
    for guid in wanted:
        for kind in ("code", "voice", "fragment"):
            pk = taking.known(kind, of_case.get(guid, guid))
            if pk is not None:
                found[guid] = (kind, pk)
                break
    names = _names(found.values())
    return {guid: End(kind, pk, names[pk]) for guid, (kind, pk) in found.items() if pk in names}


def _names(things: Iterable[tuple[str, UUID]]) -> dict[UUID, str]:
    found: dict[UUID, str] = {}
    fields: tuple[tuple[str, Any, str], ...] = (
        ("code", Code, "name"), ("voice", Voice, "folio"), ("fragment", Fragment, "folio"),
    )  # fmt: skip
    listed = list(things)
    for kind, model, field in fields:
        wanted = [pk for one, pk in listed if one == kind]
        for start in range(0, len(wanted), 500):
            rows = model.objects.filter(pk__in=wanted[start : start + 500]).values_list("pk", field)
            found.update({pk: f"«{said}»" if kind == "code" else said for pk, said in rows})
    return found
