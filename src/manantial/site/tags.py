"""Template tags of every page: icons, states, dates, money, lengths, links that keep the address's questions.

They are builtins: no page has to load them. Each gives words beside the picture, and says "sin dato" instead of zero.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import template
from django.core.paginator import Page
from django.http import HttpRequest
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from manantial.alliance.fields import RememberedDateField
from manantial.governance.rules import explain
from manantial.kernel.dates import PartialDate, say_day
from manantial.kernel.money import Money
from manantial.kernel.rulings import Ruling
from manantial.meaning.queries import anchors
from manantial.meaning.queries.memos import may_be_studied, memos_of, subject
from manantial.meaning.queries.reviewing import remarks_on
from manantial.people.access import can
from manantial.site.verbs import FORM_WORDS, THING_WORDS, said_verb
from manantial.territory.rules import LANGUAGE_WORDS

register = template.Library()

#: The icon of each tone: a state is never told by colour alone.
TONE_ICONS = {"good": "check", "warn": "warn", "bad": "stop", "none": "unknown", "info": "info"}
TONE_WORDS = {
    "good": _("Funciona"),
    "warn": _("Funciona con problemas"),
    "bad": _("No funciona"),
    "none": _("Sin dato"),
    "info": _("Para saber"),
}


def language() -> str:
    """Return the two letters of the language of this page."""
    return (get_language() or "es")[:2]


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """Draw a pictogram of the sprite; without `label` it is an ornament beside a word."""
    address = f"{static('manantial/icons.svg')}#{name}"
    classes = f"icon {css}".strip()
    if label:
        return format_html('<svg class="{}" role="img" aria-label="{}"><use href="{}"/></svg>', classes, label, address)
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}"/></svg>', classes, address)


@register.simple_tag
def remembered_dates(form: Any) -> SafeString:
    """Offer ways of saying a date by a change of administration, when a form asks for a date as people remember it."""
    if not any(isinstance(field, RememberedDateField) for field in form.fields.values()):
        return mark_safe("")
    options = format_html_join("", '<option value="{}"></option>', ((words,) for words in anchors()))
    return format_html('<datalist id="anclas">{}</datalist>', options)


@register.simple_tag(takes_context=True)
def memos(context: Context, kind: str, pk: UUID) -> SafeString:
    """Show what the team has noted on a thing and people outside wrote on it; nothing of what may not be studied."""
    request = context["request"]
    thing = subject(request.actor, kind, pk) if can(request.actor, "meaning.see") else None
    if thing is None or not may_be_studied(thing, on=timezone.localdate()):
        return SafeString("")
    told = {"kind": kind, "pk": pk, "views": memos_of(kind, pk), "remarks": remarks_on(kind, pk)}
    told["can_edit"] = can(request.actor, "meaning.edit")
    return SafeString(render_to_string("meaning/memos_part.html", told, request))


@register.simple_tag
def dot(colour: str) -> SafeString:
    """Draw the colour of a code, beside its name."""
    drawn = '<svg class="dot" viewBox="0 0 8 8" aria-hidden="true"><circle cx="4" cy="4" r="4" fill="{}"/></svg>'
    return format_html(drawn, colour)


@register.simple_tag
def state(tone: str, word: str = "", picture: str = "") -> SafeString:
    """Show a state as icon, word and colour. Tones: good, warn, bad, none, info."""
    drawn = icon(picture or TONE_ICONS[tone])
    return format_html('<span class="state {}">{}{}</span>', tone, drawn, word or TONE_WORDS[tone])


@register.filter
def raw(value: object) -> str:
    """Write a number for a machine or a year for a person: no separators (`2021`, `12.5`)."""
    return str(value)


@register.simple_tag
def no_data() -> SafeString:
    """Say that nobody has told us: it is not zero."""
    return format_html('<span class="quiet">{}</span>', gettext("sin dato"))


@register.simple_tag
def money(amount: Money | None, *, code: bool = True) -> SafeString:
    """Write an amount with its currency code, or that it is not known."""
    if amount is None:
        return no_data()
    return format_html('<span class="nowrap">{}</span>', str(amount) if code else amount.plain)


@register.simple_tag
def number(amount: Any, decimals: int = 0) -> SafeString:
    """Write a number as in Mexico (1,925.19), or that it is not known."""
    if amount is None or amount == "":
        return no_data()
    return format_html('<span class="nowrap">{}</span>', f"{amount:,.{decimals}f}")


@register.simple_tag
def percent(share: Any, decimals: int = 0) -> SafeString:
    """Write a share of one (0.378) as a percentage, or that it is not known."""
    if share is None:
        return no_data()
    return format_html('<span class="nowrap">{} %</span>', f"{share * 100:,.{decimals}f}")


@register.simple_tag
def partial_date(moment: PartialDate | None, *, weekday: bool = False) -> str | SafeString:
    """Write a date as it is remembered: bounds and words."""
    if moment is None or (moment.is_unknown and not moment.words):
        return no_data()
    return moment.say(language(), weekday)


@register.simple_tag
def when(moment: date | datetime | None, *, weekday: bool = True, hour: bool = True) -> SafeString:
    """Write a day, and the hour when there is one, in words: `domingo 24 de noviembre de 2024, 10:00`."""
    if moment is None:
        return no_data()
    if not isinstance(moment, datetime):
        return format_html('<time datetime="{}">{}</time>', moment, say_day(moment, language(), weekday=weekday))
    local = timezone.localtime(moment)
    said = say_day(local.date(), language(), weekday=weekday)
    said = f"{said}, {local:%H:%M}" if hour else said
    return format_html('<time datetime="{}">{}</time>', f"{local:%Y-%m-%dT%H:%M%z}", said)


@register.simple_tag
def clock(seconds: float | None) -> str | SafeString:
    """Write a length or a place in a sound: `1:05`, `1:02:09`."""
    if seconds is None:
        return no_data()
    hours, rest = divmod(int(seconds), 3600)
    minutes, second = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{second:02d}" if hours else f"{minutes}:{second:02d}"


@register.simple_tag
def milliseconds(count: int | None) -> str | SafeString:
    """Write a length that is kept in thousandths of a second: `1:05`."""
    return clock(None if count is None else count / 1000)


@register.simple_tag
def size(count: int | None) -> str | SafeString:
    """Write the weight of a file: `640 kB`, `1.2 MB`."""
    if count is None:
        return no_data()
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} kB"
    return f"{count / 1_000_000:,.1f} MB"


@register.simple_tag
def language_name(code: str) -> str:
    """Name a language of a community by its code."""
    return gettext(LANGUAGE_WORDS[code]) if code in LANGUAGE_WORDS else code


@register.simple_tag
def file_form(form: str) -> str:
    """Say what kind of file it is, for somebody who will download it."""
    return str(FORM_WORDS.get(form, form.upper()))


@register.simple_tag
def thing_word(kind: str) -> str:
    """Name a kind of thing of the ledger."""
    return str(THING_WORDS.get(kind, kind))


@register.simple_tag
def verb_word(verb: str) -> str:
    """Say in words what a verb of the ledger or a job does."""
    return said_verb(verb)


@register.simple_tag(takes_context=True)
def may(context: Context, permission: str, thing: Any = None) -> bool:
    """Tell whether the reader holds a permission: `{% may "voices.edit" voice as can_edit %}`."""
    request: Any = context["request"]
    return can(request.actor, permission, thing)


@register.simple_tag
def origin(kind: str, pk: object) -> SafeString:
    """Link to the page that shows where a thing comes from and where it went."""
    address = reverse("site:origin", args=[kind, pk])
    return format_html('<a class="btn small" href="{}">{}{}</a>', address, icon("river"), gettext("De dónde viene"))


@register.simple_tag(takes_context=True)
def keep_query(context: Context, **changes: Any) -> str:
    """Return the present questions of the address with some changed: `?estado=rojo&page=2`. None removes one."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    for key, value in changes.items():
        query.pop(key, None)
        if value is not None:
            query[key] = str(value)
    return f"?{query.urlencode()}"


@register.simple_tag
def page_numbers(page: Page[Any]) -> list[int | str]:
    """The pages one can go to from here: the first, the neighbours, the last; `…` where some are left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.simple_tag(takes_context=True)
def turned(context: Context, page: Page[Any], number: int) -> str:
    """Return the present questions of the address turned to another page of this list."""
    return keep_query(context, **{getattr(page.paginator, "key", "page"): number})


@register.simple_tag(takes_context=True)
def sort_head(context: Context, key: str, label: str, css: str = "") -> SafeString:
    """Write the head of a column that sorts the list by `?orden=key` (`-key` is downwards)."""
    request: HttpRequest = context["request"]
    order = {key: "ascending", f"-{key}": "descending"}.get(request.GET.get("orden", ""), "none")
    return format_html('<th scope="col" class="{}" aria-sort="{}">{}</th>', css, order, sort_link(context, key, label))


@register.simple_tag(takes_context=True)
def sort_link(context: Context, key: str, label: str) -> SafeString:
    """Write a link that sorts a list without columns by `?orden=key`, or the other way round when it is so already."""
    request: HttpRequest = context["request"]
    present = request.GET.get("orden", "")
    mark = {key: "up", f"-{key}": "down"}.get(present, "")
    link = keep_query(context, orden=f"-{key}" if present == key else key, page=None)
    arrow = icon(mark) if mark else ""
    return format_html('<a href="{}" aria-current="{}">{}{}</a>', link, "true" if mark else "false", label, arrow)


@register.simple_tag
def ruling(told: Ruling) -> str:
    """Say what a rule decided and why, in the reader's language; the facts that are words are translated too."""
    return explain(told, gettext)
