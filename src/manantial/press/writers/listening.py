"""Chapters read aloud beside a page: the part of the page that plays them, their files in order, and play lists.

The files are numbered in the order in which they are heard, so that a player that knows no lists plays them rightly
too. `escuchar.m3u8` plays all of them; where there are several languages each has a list of its own. The page works
without its script, which only begins the next chapter when one ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import groupby
from pathlib import Path

from django.utils.translation import gettext as _

from manantial.kernel.text import slug_name
from manantial.press.document import Narration
from manantial.press.writers.markup import esc, wrap

LIST = "escuchar.m3u8"
SCRIPT = "escuchar.js"
_NEXT = """"use strict";
const all = [...document.querySelectorAll(".heard audio")];
all.forEach((one, place) => {
  one.addEventListener("play", () => all.forEach((other) => other !== one && other.pause()));
  one.addEventListener("ended", () => all[place + 1]?.play());
});
"""


def section(narrations: Sequence[Narration], anchors: Set[str]) -> str:
    """The part of a page that plays the chapters in order; empty without any. anchors: the places the page has."""
    if not narrations:
        return ""
    named = dict(zip(narrations, _names(narrations), strict=True))
    parts = [wrap("h2", esc(_("Para oír, en orden")), id="oir"), wrap("p", esc(_how(narrations)))]
    for (group, _language), found in groupby(narrations, key=lambda one: (one.group, one.language)):
        listed = list(found)
        title = " · ".join(filter(None, (group, listed[0].spoken)))
        items = "".join(_item(one, named[one], anchors) for one in listed)
        parts += [wrap("h3", esc(title)), wrap("ol", items)]
    return wrap("section", "\n".join(parts), class_="heard", aria_labelledby="oir") + "\n"


def script_tag(narrations: Sequence[Narration]) -> str:
    """What the head of the page names when there is something to play in order."""
    return f'\n<script defer="defer" src="{SCRIPT}"></script>' if narrations else ""


def files(narrations: Sequence[Narration], title: str) -> dict[str, bytes | Path]:
    """The files beside the page by name: the sounds, the lists, the script."""
    if not narrations:
        return {}
    names = _names(narrations)
    made: dict[str, bytes | Path] = {name: one.source for name, one in zip(names, narrations, strict=True)}
    tracks = list(zip(names, narrations, strict=True))
    made[LIST] = play_list(title, ((name, _track(one), one.length) for name, one in tracks))
    languages = list(dict.fromkeys(one.language for one in narrations))
    for language in languages if len(languages) > 1 else ():
        own = [(name, _track(one), one.length) for name, one in tracks if one.language == language]
        made[f"escuchar-{slug_name(language)}.m3u8"] = play_list(title, own)
    return {**made, SCRIPT: _NEXT.encode()}


def play_list(title: str, tracks: Iterable[tuple[str, str, float]]) -> bytes:
    """A list that ordinary players open (extended M3U in UTF-8): path, what is heard, seconds (0: nobody knows)."""
    lines = ["#EXTM3U", f"#PLAYLIST:{_flat(title)}"]
    for path, words, seconds in tracks:
        lines += [f"#EXTINF:{round(seconds) or -1},{_flat(words)}", path]
    return ("\n".join(lines) + "\n").encode()


def _names(narrations: Iterable[Narration]) -> list[str]:
    return [f"audio/{n:02}_{slug_name(one.title, 50)}_{slug_name(one.language)}.mp3" for n, one in _counted(narrations)]


def _counted(narrations: Iterable[Narration]) -> Iterator[tuple[int, Narration]]:
    return enumerate(narrations, 1)


def _item(one: Narration, name: str, anchors: Set[str]) -> str:
    facts = " · ".join(filter(None, (one.credit, _length(one), f"{max(0.1, one.size / 1e6):.1f} MB")))
    title = wrap("a", esc(one.title), href=f"#{one.anchor}") if one.anchor in anchors else esc(one.title)
    label = esc(f"{one.title}, {one.spoken}")
    player = f'<audio controls="controls" preload="none" src="{esc(name)}" aria-label="{label}"></audio>'
    return wrap("li", wrap("p", f"<strong>{title}</strong>") + wrap("p", esc(facts), class_="note") + player)


def _how(narrations: Sequence[Narration]) -> str:
    words = _("Toque ▶ en la primera parte; al terminar una empieza la que sigue. Con el teclado: Tab y Espacio.")
    also = _("Su reproductor de música abre %(list)s y las toca en orden.") % {"list": LIST}
    return f"{words} {also}"


def _track(one: Narration) -> str:
    return " · ".join(filter(None, (one.group, one.title, one.spoken)))


def _length(one: Narration) -> str:
    seconds = round(one.length)
    return f"{seconds // 60}:{seconds % 60:02} min" if seconds else ""


def _flat(words: str) -> str:
    return " ".join(words.split())
