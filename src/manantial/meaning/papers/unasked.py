"""Who and what nobody has asked yet: silent groups, targets not reached, communities, questions that were skipped."""

from __future__ import annotations

from django.utils.translation import gettext as _

from manantial.meaning.papers.basis import Basis, nameable
from manantial.meaning.papers.frame import escaped, group_word
from manantial.voices.queries import Hearing, hearing
from manantial.voices.queries.guides import interviews, question_counts

MOST_NAMES = 40


def unasked_lines(basis: Basis) -> list[str]:
    """What is missing, a line of restricted Markdown each; a paper for everybody names only communities that agreed."""
    found = hearing()
    return [*_silent(found), *_short(found), *_unheard(basis, found), *_skipped()]


def _silent(found: Hearing) -> list[str]:
    names = [group_word(row.group) for row in found.coverage.groups if not row.voices]
    words = _("Grupos de los que no hay ninguna voz: %(names)s.")
    return [words % {"names": escaped(", ".join(names))}] if names else []


def _short(found: Hearing) -> list[str]:
    words = _(
        "Meta de voces sin alcanzar: %(who)s, se quiere %(percent)s %% y va %(share)s %%; faltan %(needed)s voces."
    )
    return [
        words
        % {
            "who": escaped(found.name(one.target)),
            "percent": one.target.percent,
            "share": one.share,
            "needed": one.needed,
        }
        for one in found.short
    ]


def _unheard(basis: Basis, found: Hearing) -> list[str]:
    if not found.unheard:
        return []
    named = nameable()
    names = [place.name for place in found.unheard if basis.draft or place.pk in named]
    more = len(found.unheard) - len(names[:MOST_NAMES])
    told = escaped(", ".join(names[:MOST_NAMES]))
    if more:
        rest = _("otras %(count)s") % {"count": more}
        told = f"{told}; {rest}" if told else rest
    words = _("Comunidades de las que nadie ha hablado (%(count)s): %(names)s.")
    return [words % {"count": len(found.unheard), "names": told}]


def _skipped() -> list[str]:
    """The questions of the guides that more than half of the interviews left out."""
    words = _("Se saltó en %(skipped)s de %(all)s entrevistas («%(guide)s», versión %(version)s): %(text)s")
    return [
        words
        % {
            "skipped": count.skipped,
            "all": count.interviews,
            "guide": escaped(count.guide.title),
            "version": count.guide.version,
            "text": escaped(count.text),
        }
        for count in question_counts(interviews().filter(voice__state="accepted"))
        if count.skipped * 2 > count.interviews
    ]
