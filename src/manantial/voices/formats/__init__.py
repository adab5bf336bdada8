"""The ten workshop formats, as data that a facilitator copies into a plan and changes there.

T-1 to T-5 gather the memory and think about it; T-6 to T-10 tell it to others. Minutes, materials for any number of
people, the pocket script and the questions are here; what was said belongs to the workshop.
"""

from manantial.voices.formats.campaign import DESIGN, POSTER, PRETEST, RADIO, SPEAKING
from manantial.voices.formats.memory import CIRCLE, RIVER, START, VALIDATION, WHY
from manantial.voices.formats.shape import GROUP_SIZE, Block, Format, Supply

FORMATS: dict[str, Format] = {
    made.key: made for made in (START, RIVER, CIRCLE, WHY, VALIDATION, PRETEST, DESIGN, RADIO, POSTER, SPEAKING)
}

__all__ = ["FORMATS", "GROUP_SIZE", "Block", "Format", "Supply"]
