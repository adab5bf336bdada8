"""The matrix of a permission: the usual answers in one touch, reading it from a row, and cutting what cannot be.

Nobody fills sixty-three boxes with a person waiting: a facilitator picks the closest usual answer and changes what the
person said differently.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from manantial.kernel.rulings import gettext_noop as _
from manantial.voices.rules.catalogues import CONTENT, Answer, Attribution, Use, What

# By their stored words: a page of voices reads sixty-three answers of each.
_WHATS: Mapping[str, What] = {str(what): what for what in What}
_USES: Mapping[str, Use] = {str(use): use for use in Use}
_ANSWERS: Mapping[str, Answer] = {str(answer): answer for answer in Answer}

_NEAR = (Use.ANALYSIS, Use.INTERNAL_REPORT, Use.RETURN)
_ALLIANCE = (*_NEAR, Use.PRINT, Use.RADIO)


class Preset(StrEnum):
    """Usual answers, from the narrowest to the widest."""

    ANALYSIS = "analysis"
    COMMUNITY = "community"
    WORDS = "words"
    ALLIANCE = "alliance"
    FIRST_NAME = "first_name"
    EVERYTHING = "everything"
    ASK = "ask"


@dataclass(frozen=True)
class PresetWords:
    """A preset as it is said to people, and the credit that goes with it."""

    title: str
    about: str
    attribution: Attribution
    alone: bool = True  # a member may choose it without anybody beside her


@dataclass(frozen=True)
class UsualAnswer:
    """A usual answer as this alliance says it today: shipped, rewritten or its own."""

    key: str
    title: str
    about: str
    scopes: Mapping[What, Mapping[Use, Answer]]
    attribution: Attribution
    offered: bool = True  # on forms and sheets
    alone: bool = False

    @property
    def names(self) -> bool:
        """Who chooses it wants a name to be said."""
        return self.attribution in {Attribution.FULL_NAME, Attribution.FIRST_NAME}


PRESETS: Mapping[Preset, PresetWords] = {
    Preset.ANALYSIS: PresetWords(
        _("Solo para estudiarlo"),
        _("El equipo lo oye y lo lee. No sale a ningún lado."),
        Attribution.ANONYMOUS,
        alone=False,
    ),
    Preset.COMMUNITY: PresetWords(
        _("Que regrese a mi comunidad"),
        _("Además se puede presentar en la comunidad y en informes internos."),
        Attribution.GROUP,
    ),
    Preset.WORDS: PresetWords(
        _("Mis palabras sí, mi voz no"),
        _("Se pueden imprimir y leer sus palabras en cualquier medio, sin su voz, su imagen ni su nombre."),
        Attribution.GROUP,
    ),
    Preset.ALLIANCE: PresetWords(
        _("Materiales de la alianza"),
        _("Voz, palabras e imagen en impresos y radio de aquí. En internet y fuera: preguntar antes."),
        Attribution.ROLE_COMMUNITY,
    ),
    Preset.FIRST_NAME: PresetWords(
        _("Papel y radio, con mi nombre de pila"),
        _("Voz, palabras e imagen en impresos y radio de aquí, con su nombre de pila. Fuera: preguntar antes."),
        Attribution.FIRST_NAME,
        alone=False,
    ),
    Preset.EVERYTHING: PresetWords(
        _("Todo, con mi nombre"), _("Cualquier medio, aquí y fuera, diciendo quién es."), Attribution.FULL_NAME
    ),
    Preset.ASK: PresetWords(
        _("Que me pregunten cada vez"),
        _("Se estudia en el equipo; para todo lo demás hay que preguntar."),
        Attribution.ANONYMOUS,
    ),
}


# (which parts, which uses, which answer), written one over the other on a matrix of noes.
_STROKES: Mapping[Preset, tuple[tuple[Iterable[What], Iterable[Use], Answer], ...]] = {
    Preset.ANALYSIS: ((CONTENT, (Use.ANALYSIS,), Answer.YES),),
    Preset.COMMUNITY: ((CONTENT, _NEAR, Answer.YES),),
    Preset.WORDS: ((CONTENT, (Use.ANALYSIS,), Answer.YES), ((What.QUOTE,), Use, Answer.YES)),
    Preset.ALLIANCE: (
        ((*CONTENT, What.COMMUNITY, What.ROLE), Use, Answer.ASK),
        ((*CONTENT, What.COMMUNITY, What.ROLE), _ALLIANCE, Answer.YES),
    ),
    Preset.FIRST_NAME: (
        ((*CONTENT, What.NAME, What.COMMUNITY), Use, Answer.ASK),
        ((*CONTENT, What.NAME, What.COMMUNITY), _ALLIANCE, Answer.YES),
    ),
    Preset.EVERYTHING: ((What, Use, Answer.YES),),
    Preset.ASK: ((What, Use, Answer.ASK), (CONTENT, (Use.ANALYSIS,), Answer.YES)),
}


def preset_scopes(preset: Preset) -> dict[What, dict[Use, Answer]]:
    """The whole matrix of a usual answer; every cell is written."""
    matrix = {what: dict.fromkeys(Use, Answer.NO) for what in What}
    for whats, uses, answer in _STROKES[preset]:
        for what in whats:
            matrix[what].update(dict.fromkeys(uses, answer))
    return matrix


def narrowed(
    scopes: Mapping[What, Mapping[Use, Answer]], closed: Callable[[What, Use], bool]
) -> dict[What, dict[Use, Answer]]:
    """A matrix with no in every cell that `closed` tells was taken back."""
    return {
        what: {use: Answer.NO if closed(what, use) else answer for use, answer in row.items()}
        for what, row in scopes.items()
    }


def read_scopes(stored: Mapping[str, Any]) -> dict[What, dict[Use, Answer]]:
    """A matrix from its stored form; words this version does not know are left out, so they allow nothing."""
    return {
        _WHATS[what]: {
            _USES[use]: _ANSWERS[answer] for use, answer in row.items() if use in _USES and answer in _ANSWERS
        }
        for what, row in stored.items()
        if what in _WHATS
    }


def store_scopes(scopes: Mapping[What, Mapping[Use, Answer]]) -> dict[str, dict[str, str]]:
    """The stored form of a matrix, in a fixed order."""
    return {
        str(what): {str(use): str(scopes[what][use]) for use in Use if use in scopes[what]}
        for what in What
        if what in scopes
    }


def preset_of(scopes: Mapping[What, Mapping[Use, Answer]]) -> Preset | None:
    """The usual answer that is exactly this matrix, to say it in four words instead of sixty-three."""
    return next((preset for preset in Preset if preset_scopes(preset) == scopes), None)
