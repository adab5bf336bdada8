"""What a project holds and we have no place for, kept as it was written and given back with the ids of the day.

A set, a link or a drawn map names other things by their id. When it leaves again, those of its things that leave too
are named by the ids under which they leave; the others are dropped, and with them what joined nothing any more.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element, fromstring, tostring

_MEMBERS = {"MemberCode", "MemberSource", "MemberNote", "NoteRef", "Vertex"}
#: The attributes that name another thing.
_NAMING = ("targetGUID", "originGUID", "representedGUID")


def plain_xml(element: Element) -> str:
    """An element as text, by local names."""
    return tostring(_local(element), encoding="unicode")


def references(xml: str) -> set[str]:
    """The ids that a kept element names, as all of them are compared."""
    return {_bare(one.get(name, "")) for one in fromstring(xml).iter() for name in _NAMING if one.get(name)}  # noqa: S314 - ours


def given_back(xml: str, ids: Mapping[str, str]) -> str:
    """The element with the ids under which its things leave; empty when nothing that it joined leaves."""
    element = fromstring(xml)  # noqa: S314 - written by plain_xml
    kind = element.tag
    if kind == "Link" and not all(_bare(element.get(name, "")) in ids for name in ("originGUID", "targetGUID")):
        return ""
    for child in list(element):
        named = _bare(child.get("targetGUID") or child.get("representedGUID") or "")
        alone = child.tag == "Vertex" and not named  # a word on the map: it stands for nothing else
        if child.tag in _MEMBERS and named not in ids and not alone:
            element.remove(child)
    vertices = {_bare(one.get("guid", "")) for one in element if one.tag == "Vertex"}
    for edge in [one for one in element if one.tag == "Edge"]:
        if not {_bare(edge.get("sourceVertex", "")), _bare(edge.get("targetVertex", ""))} <= vertices:
            element.remove(edge)
        elif _bare(edge.get("representedGUID", "")) not in ids:
            edge.attrib.pop("representedGUID", None)
    if kind in {"Set", "Graph"} and not any(one.tag.startswith("Member") or one.tag == "Vertex" for one in element):
        return ""
    for one in element.iter():
        for name in _NAMING:
            if one.get(name):
                one.set(name, ids[_bare(one.get(name, ""))])
    return tostring(element, encoding="unicode")


def _local(element: Element) -> Element:
    made = Element(element.tag.rpartition("}")[2], {key.rpartition("}")[2]: said for key, said in element.items()})
    made.text = (element.text or "").strip() or None
    made.extend([_local(child) for child in element])
    return made


def _bare(guid: str) -> str:
    return guid.strip().strip("{}").lower()
