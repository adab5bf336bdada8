"""What the cases of a project say of who speaks, as far as it has a place here. Names of cases are never taken."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from manantial.exchange.actions.report import Outcome, Status
from manantial.exchange.actions.research.taking import Taking
from manantial.exchange.qda.shapes import Case, Selection, Source
from manantial.kernel.text import fold
from manantial.territory.models import Community
from manantial.voices.models import Voice
from manantial.voices.rules import AGE_WORDS, GROUP_WORDS, LANGUAGE_WORDS

_SEX = {"m": "M", "mujer": "M", "f": "M", "female": "M", "femenino": "M", "woman": "M"}
_SEX |= {"h": "H", "hombre": "H", "male": "H", "masculino": "H", "man": "H"}
_FIELDS = {
    "sexo": "sex", "sex": "sex", "genero": "sex", "gender": "sex",
    "edad": "age_range", "age": "age_range", "grupo": "group", "group": "group",
    "idioma": "language", "lengua": "language", "language": "language",
    "comunidad": "community", "community": "community", "cargo": "role", "role": "role",
}  # fmt: skip
_UNDER = ((18, "0-17"), (30, "18-29"), (45, "30-44"), (60, "45-59"), (200, "60+"))


class Profiles:
    """The cases of a project by their sources, with the groups of sources that say as much («género: mujer»)."""

    def __init__(self, taking: Taking) -> None:
        project = taking.project
        self._taking = taking
        self._variables = {guid: name for guid, (name, _type) in project.variables.items()}
        self._cases: dict[str, list[Case]] = defaultdict(list)
        self._given = len(project.cases)
        self._used: set[str] = set()
        self._lost: Counter[str] = Counter()
        self._own = {source.guid: source.values for source in project.sources if source.values}
        homes = {one.guid: source.guid for source in project.sources for one in _selections(source)}
        for case in project.cases:
            for guid in case.sources or {homes[one] for one in case.selections if one in homes}:
                self._cases[guid].append(case)
        self._groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for group in project.sets:
            name, colon, value = group.name.partition(":")
            for guid in group.members if colon and value.strip() else ():
                self._groups[guid].append((name, value.strip()))
        here = self._given or self._groups
        self._communities = {fold(one.name): one for one in Community.objects.all()} if here else {}

    def describe(self, voice: Voice, source: str) -> None:
        """Write what its one case, its own variables and its groups say; a source of several cases is a group speaking.

        What has no place in a profile is told in a note on the voice.
        """
        cases = self._cases.get(source, [])
        self._used.update(case.guid for case in cases)
        voice.collective = len(cases) > 1
        values = {**(cases[0].values if len(cases) == 1 else {}), **self._own.get(source, {})}
        lines = [self._unwritten(voice, values, cases[0].description if len(cases) == 1 else "")]
        if voice.collective:
            lines += [self._said(case.values, case.description) for case in cases]
        for name, value in self._groups.get(source, ()):
            self._write(voice, _FIELDS.get(fold(name).strip(), ""), value)
        if (said := [line for line in lines if line]) and not self._taking.own:
            text = "\n".join([_("Datos que venían en «%(name)s»:") % {"name": self._taking.project.name}, "", *said])
            self._taking.values.append((f"values:{source}", voice.pk, text))

    def outcomes(self) -> Iterator[Outcome]:
        """What was taken of the cases and what was not."""
        if self._used:
            yield Outcome(Status.NOTE, _("casos"), _("sus datos quedaron en el perfil de su voz"), len(self._used))
        homeless = self._given - len({case.guid for cases in self._cases.values() for case in cases})
        if homeless:
            yield Outcome(Status.SKIPPED, _("casos"), _("no dicen de qué fuente son"), homeless)
        for name, count in sorted(self._lost.items()):
            reason, status = _("no tiene lugar en el perfil: quedó en una nota de cada voz"), Status.NOTE
            if self._taking.own:  # the permission that was given elsewhere
                reason, status = _("aquí se registra de nuevo, con cada voz"), Status.SKIPPED
            yield Outcome(status, _("variable «%(name)s»") % {"name": name}, reason, count)

    def _unwritten(self, voice: Voice, values: Mapping[str, str], about: str) -> str:
        """Write what has a place in the profile; return the rest in words."""
        fields = {guid: _FIELDS.get(fold(self._variables.get(guid, "")).strip(), "") for guid in values}
        rest = {guid: value for guid, value in values.items() if not self._write(voice, fields[guid], value)}
        return self._said(rest, about)

    def _said(self, values: Mapping[str, str], about: str) -> str:
        """Some variables and the description of a case in one line; its name is never said."""
        for guid in values:
            self._lost[self._variables.get(guid, "") or "?"] += 1
        said = "; ".join(f"{self._variables.get(guid, '') or '?'}: {value}" for guid, value in values.items())
        return f"- {'. '.join(filter(None, (said, about)))}" if said or about else ""

    def _write(self, voice: Voice, field: str, value: str) -> bool:
        said = fold(value).strip()
        if field == "community":
            found = self._communities.get(said)
            voice.community = found or voice.community
            return found is not None
        read = {
            "sex": _SEX.get(said, ""),
            "age_range": _age(said),
            "group": _key(GROUP_WORDS, value),
            "language": _key(LANGUAGE_WORDS, value),
            "role": value[:80],
        }.get(field, "")
        if read:
            setattr(voice, field, read)
        return bool(read)


def _selections(source: Source) -> Iterator[Selection]:
    yield from source.selections
    for words in source.transcripts:
        yield from words.selections


def _key(words: object, value: str) -> str:
    catalogue: dict[str, str] = {str(key): str(word) for key, word in words.items()}  # type: ignore[attr-defined]
    if value in catalogue:
        return value
    return next((key for key, word in catalogue.items() if fold(word) == fold(value)), "")


def _age(said: str) -> str:
    if said in AGE_WORDS:
        return said
    if not said.isdecimal():
        return next((key for key, word in AGE_WORDS.items() if fold(word) == said), "")
    return next((key for limit, key in _UNDER if int(said) < limit), "")
