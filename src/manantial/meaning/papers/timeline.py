"""The timeline as a picture and as a strip for the wall, and the table of reasons of a decisive milestone.

Both hang where everybody sees them: they say only what may be printed and given back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manantial.kernel.dates import PartialDate
from manantial.meaning.models import Milestone
from manantial.meaning.papers.frame import PaperRefused, group_word, titled
from manantial.meaning.papers.speech import PRINTED_LEVELS, Speech
from manantial.meaning.queries import MilestoneView, milestone_rows, milestone_view, open_to, timeline, voices_of
from manantial.meaning.rules import dates_differ
from manantial.press.charts import Drawing, Lane, Telling, Tone, spans
from manantial.press.compile import Pdf
from manantial.press.posters import DoesNotFit, Quarters, Reason, Strip, StripCard, Told, quarters, strip
from manantial.territory.papers import imprint
from manantial.voices.rules import Use

FOR_WALLS = (Use.PRINT, Use.RETURN)
SAME, APART, AGREED = Tone.FIELD, Tone.CLAY, Tone.WATER


def timeline_drawing(views: Sequence[MilestoneView], *, links: bool = False, language: str = "es") -> Drawing:
    """Draw milestones over the years: every version by its group, what differs marked, what was agreed."""
    lanes = [_lane(view, links, language) for view in views]
    legend = [(_("Así lo cuenta un grupo"), SAME), (_("Difiere en la fecha"), APART), (_("Redacción acordada"), AGREED)]
    legend.append((_("Sin fecha de un lado"), Tone.EMPTY))
    heads = (_("Hito"), _("Quién lo cuenta"), _("Cuándo"))
    return spans(_("Línea del tiempo"), lanes, heads=heads, legend=legend)


def _lane(view: MilestoneView, links: bool, language: str) -> Lane:
    tellings = [
        _telling(group_word(version.group), version.when, APART if view.differs_in_date else SAME, language)
        for version in view.versions
    ]
    if view.agreed and not view.agreed.when.is_unknown:
        tellings.append(_telling(_("Redacción acordada"), view.agreed.when, AGREED, language))
    href = reverse("meaning:milestone", args=[view.milestone.pk]) if links else ""
    return Lane(view.milestone.title, tuple(tellings), _("difieren") if view.differs else "", href)


def _telling(who: str, when: PartialDate, tone: Tone, language: str) -> Telling:
    return Telling(who, when.earliest, when.latest, when.said(language) or _("sin fecha"), tone)


def wall_strip(language: str, on: date, wanted: Sequence[UUID] | None = None) -> Pdf:
    """Build the strip of the timeline (of these milestones), as far as it may be shown. Raises DoesNotFit."""
    rows = milestone_rows().filter(visibility__in=PRINTED_LEVELS)
    views = timeline(rows if wanted is None else rows.filter(pk__in=wanted))
    speech = _asked(views, on)
    content = Strip(
        _("Línea del tiempo"),
        _("Cada quien cuenta lo que vivió. Si las fechas no coinciden, aquí están todas. ¿Qué falta?"),
        [_card(sayable(view, speech), language) for view in views],
        imprint("I-04", language=language, on=on),
    )
    return strip(content)


@titled(gettext_lazy("Línea del tiempo para la pared (tira de una hoja de alto)"))
def timeline_strip(language: str, on: date) -> Pdf:
    """Build the strip of the whole timeline. Raises PaperRefused when a milestone is too long for it."""
    return _fitting(lambda: wall_strip(language, on))


@titled(gettext_lazy("Cartel «¿Por qué pasó?» de un hito (tabloide)"))
def why_poster_of(language: str, on: date, *, folio: str) -> Pdf:
    """Build the table of reasons of a milestone by its folio. Raises PaperRefused for one that is not for everybody."""
    found = milestone_rows().filter(visibility__in=PRINTED_LEVELS, folio__iexact=folio).first()
    if found is None:
        raise PaperRefused(_("No hay un hito con el folio «%(folio)s».") % {"folio": folio})
    return _fitting(lambda: why_poster(language, on, found))


def _fitting(make: Callable[[], Pdf]) -> Pdf:
    try:
        return make()
    except DoesNotFit as error:
        raise PaperRefused(str(error)) from error


def _asked(views: Sequence[MilestoneView], on: date) -> Speech:
    causes = [cause.fragment for view in views for cause in view.causes if cause.fragment]
    return Speech.ask(causes, voices_of(views), uses=FOR_WALLS, on=on)


def sayable(view: MilestoneView, speech: Speech) -> MilestoneView:
    """The milestone without the versions and notes that may not be told in this use."""
    return open_to(view, {voice.pk for voice in voices_of([view]) if speech.may(voice)})


def _card(view: MilestoneView, language: str) -> StripCard:
    told = view.versions
    place = view.milestone.place or (view.milestone.community.name if view.milestone.community else "")
    first = told[0].when if told else None
    return StripCard(
        when=view.when.said(language) or _("¿Cuándo?"),
        title=view.milestone.title,
        place=place,
        tag=_("Difieren") if view.differs else "",
        tellings=[
            Told(
                group_word(v.group),
                v.when.said(language),
                v.text,
                first is not None and dates_differ([first, v.when]),
            )
            for v in told
        ],
        agreed=view.agreed.text if view.agreed else "",
        notes=[Told(group_word(note.group), "", note.text) for note in view.notes],
    )


def why_poster(language: str, on: date, milestone: Milestone) -> Pdf:
    """Build the table «¿por qué pasó?» of a milestone for a wall; empty boxes have lines to write on.

    Raises DoesNotFit. A factor that rests on words without permission is left out.
    """
    speech = _asked([milestone_view(milestone)], on)
    view = sayable(milestone_view(milestone), speech)
    titles = {
        (True, True): _("Ayudó, y era nuestro"),
        (True, False): _("Ayudó, y vino de fuera"),
        (False, True): _("Frenó, y era nuestro"),
        (False, False): _("Frenó, y vino de fuera"),
    }
    boxes = [
        (
            title,
            [
                Reason(cause.text, cause.fragment.folio if cause.fragment else "")
                for cause in view.causes
                if (cause.helped, cause.internal) == key and (cause.fragment is None or speech.may(cause.fragment))
            ],
        )
        for key, title in titles.items()
    ]
    dress = imprint(milestone.folio, language=language, on=on)
    return quarters(Quarters(_("¿Por qué pasó?"), milestone.title, view.when.said(language), boxes, dress))
