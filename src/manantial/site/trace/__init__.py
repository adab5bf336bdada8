"""The river walked both ways: from anything to the voices it rests on, and to every copy that carries it."""

from manantial.site.trace.graph import KINDS, Chain, Node, Thing
from manantial.site.trace.walk import chain_of, find_thing

__all__ = ["KINDS", "Chain", "Node", "Thing", "chain_of", "find_thing"]
