"""What leaves for other programs and other hands: the one gate is asked first, then it is written.

A thing that was put aside for care is in no file but the whole copy, which a facilitator takes under their name. What
somebody took back is in none.
"""

from manantial.exchange.leaving.choice import NEAR, Leave, Parts, parts_of_voices, preview

__all__ = ["NEAR", "Leave", "Parts", "parts_of_voices", "preview"]
