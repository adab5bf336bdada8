"""The fictitious municipality Agua Clara: three years of an alliance that never existed.

Every name, place, word and figure here is invented. The coordinates lie in the open sea, so that no map can put
any of it on a real village.
"""
