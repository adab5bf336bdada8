"""What the cases of a project say of who speaks, as far as it has a place here. Names of cases are never taken."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _

from manantial.exchange.actions.report import Outcome, Status
from manantial.exchange.actions.research.taking import Taking
from manantial.exchange.qda.shapes import Case
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
    """The cases of a project by their sources."""

    def __init__(self, taking: Taking) -> None:
        self._variables = {guid: fold(name).strip() for guid, (name, _type) in taking.project.variables.items()}
        self._cases: dict[str, list[Case]] = defaultdict(list)
        self._given = len(taking.project.cases)
        self._used: set[str] = set()
        self._lost: Counter[str] = Counter()
        self._communities = {fold(one.name): one for one in Community.objects.all()} if self._given else {}
        self._own = {source.guid: source.values for source in taking.project.sources if source.values}
        for case in taking.project.cases:
            for guid in case.sources:
                self._cases[guid].append(case)

    def describe(self, voice: Voice, source: str) -> None:
        """Write what its one case, or its own variables, say; a source of several cases is a group speaking."""
        cases = self._cases.get(source, [])
        self._used.update(case.guid for case in cases)
        values = {**(cases[0].values if len(cases) == 1 else {}), **self._own.get(source, {})}
        voice.collective = len(cases) > 1
        for guid, value in values.items():
            name = self._variables.get(guid, "")
            if not self._write(voice, _FIELDS.get(name, ""), value):
                self._lost[name or "?"] += 1

    def outcomes(self) -> Iterator[Outcome]:
        """What was taken of the cases and what was not."""
        if self._used:
            yield Outcome(Status.NOTE, _("casos"), _("sus datos quedaron en el perfil de su voz"), len(self._used))
        if self._given > len(self._used):
            yield Outcome(Status.SKIPPED, _("casos"), _("no dicen de qué fuente son"), self._given - len(self._used))
        for name, count in sorted(self._lost.items()):
            yield Outcome(Status.SKIPPED, _("variable «%(name)s»") % {"name": name}, _("no tiene lugar aquí"), count)

    def _write(self, voice: Voice, field: str, value: str) -> bool:
        said = fold(value).strip()
        if field == "community":
            voice.community = self._communities.get(said)
            return voice.community is not None
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
