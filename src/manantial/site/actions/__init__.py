"""The verbs of the site: its index and drafts, and what people tell."""

from manantial.site.actions.indexing import drop_draft, keep_draft, rebuild_search, refresh_search
from manantial.site.actions.telling import (
    ToldPhoto,
    close_box,
    follow_by_key,
    give_key,
    open_box,
    refuse_many_stories,
    tell_story,
)

__all__ = [
    "ToldPhoto",
    "close_box",
    "drop_draft",
    "follow_by_key",
    "give_key",
    "keep_draft",
    "open_box",
    "rebuild_search",
    "refresh_search",
    "refuse_many_stories",
    "tell_story",
]
