"""Decisions about meaning: how strong a finding is, what may enter a final text, what people see differently.

All pure. The reasons are Spanish sentences because people print them in acts. Sources: the five moments of Jara's
method, Cadena's principle of consensus and dissent, and the house rule that the state of the work is read from its
content.
"""

from manantial.meaning.rules.catalogues import (
    SECTIONS,
    WORDS,
    Addressee,
    Light,
    MilestoneKind,
    Outcome,
    Relation,
    ReturnMedium,
    StanceKind,
    Strength,
)
from manantial.meaning.rules.milestones import dates_differ, differ, may_agree_wording, milestone_span
from manantial.meaning.rules.moments import (
    MOMENT_WORDS,
    STATE_WORDS,
    Content,
    Missing,
    Moment,
    MomentStatus,
    State,
    every_moment,
    moment_status,
)
from manantial.meaning.rules.returns import Contribution, ReturnMetric, return_metric
from manantial.meaning.rules.strength import Ground, Support, ground
from manantial.meaning.rules.validation import (
    SMALL_GROUP,
    GroupVotes,
    Validated,
    awaits_decision,
    differences_may_be_empty,
    final_text_gate,
    light_of,
    may_enter_final_text,
    shown_breakdown,
)
from manantial.meaning.rules.writing import (
    Grounding,
    Joined,
    Paragraph,
    grounding,
    join_texts,
    paragraphs_of,
    plain_words,
)

__all__ = [
    "MOMENT_WORDS",
    "SECTIONS",
    "SMALL_GROUP",
    "STATE_WORDS",
    "WORDS",
    "Addressee",
    "Content",
    "Contribution",
    "Ground",
    "Grounding",
    "GroupVotes",
    "Joined",
    "Light",
    "MilestoneKind",
    "Missing",
    "Moment",
    "MomentStatus",
    "Outcome",
    "Paragraph",
    "Relation",
    "ReturnMedium",
    "ReturnMetric",
    "StanceKind",
    "State",
    "Strength",
    "Support",
    "Validated",
    "awaits_decision",
    "dates_differ",
    "differ",
    "differences_may_be_empty",
    "every_moment",
    "final_text_gate",
    "ground",
    "grounding",
    "join_texts",
    "light_of",
    "may_agree_wording",
    "may_enter_final_text",
    "milestone_span",
    "moment_status",
    "paragraphs_of",
    "plain_words",
    "return_metric",
    "shown_breakdown",
]
