"""The usual answers of permission as this alliance has them: those that are shipped, rewritten ones, and its own."""

from __future__ import annotations

from django.utils.translation import gettext

from manantial.voices.models import AnswerWording, Consent
from manantial.voices.rules import PRESETS, Attribution, Preset, UsualAnswer, preset_of, preset_scopes, read_scopes


def usual_answers() -> dict[str, UsualAnswer]:
    """All usual answers in the language of the moment, the shipped ones first, in one question.

    One that is not offered any more is among them: who reads asks `offered`.
    """
    rows = {row.key: row for row in AnswerWording.objects.all()}  # the last one of each key stands
    found = {str(key): shipped_answer(key) for key in Preset}
    written = {row.key: _made_of(row) for row in rows.values() if not row.shipped}
    own = sorted(written.keys() - found.keys(), key=lambda key: (len(key), key))
    return {key: written.get(key, answer) for key, answer in found.items()} | {key: written[key] for key in own}


def offered_answers() -> list[UsualAnswer]:
    """Those that forms and sheets offer."""
    return [answer for answer in usual_answers().values() if answer.offered]


def shipped_answer(key: Preset) -> UsualAnswer:
    """A usual answer as it is shipped, in the language of the moment."""
    words = PRESETS[key]
    return UsualAnswer(
        str(key), gettext(words.title), gettext(words.about), preset_scopes(key), words.attribution, alone=words.alone
    )


def answer_words(consent: Consent) -> tuple[str, str] | None:
    """Title and explanation of the answer somebody gave, in the words of that day; None when it was cell by cell."""
    if consent.answer:
        return consent.answer, consent.answer_about
    preset = preset_of(read_scopes(consent.scopes))
    return (gettext(PRESETS[preset].title), gettext(PRESETS[preset].about)) if preset else None


def _made_of(row: AnswerWording) -> UsualAnswer:
    known = row.attribution in set(Attribution)
    attribution = Attribution(row.attribution) if known else Attribution.ANONYMOUS
    return UsualAnswer(
        row.key, row.title, row.about, read_scopes(row.scopes), attribution, offered=row.offered, alone=row.alone
    )
