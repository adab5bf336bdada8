"""Walking a YAML file without losing the lines: every value knows where it stands and refuses what it is not.

The tree is walked instead of loaded, so that quoted text stays text, a date stays as typed, and an amount written as
a bare decimal is noticed before it becomes a binary fraction. Aliases and deep nesting, the two ways in which a small
file can grow without end, are refused.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass

import yaml
from django.utils.translation import gettext as _

from manantial.exchange.readers import Unreadable

_DEEPEST = 20
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL, _STR, _INT, _FLOAT, _BOOL, _TIME = (
    f"tag:yaml.org,2002:{name}" for name in ("null", "str", "int", "float", "bool", "timestamp")
)
_TRUE = {"true", "yes", "on", "y"}


def parse(text: str) -> Node:
    """Read one YAML document; Unreadable with the line where it breaks."""
    try:
        _refuse_growth(text)
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Unreadable(
            _("el archivo YAML está roto aquí o en la línea anterior. Revise sangría, dos puntos y comillas."),
            mark.line + 1 if mark else None,
        ) from error
    except yaml.YAMLError as error:
        raise Unreadable(_("El archivo tiene signos que YAML no admite.")) from error
    if root is None:
        raise Unreadable(_("El archivo está vacío."))
    return Node(root, "")


def _refuse_growth(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            message = _("el archivo repite partes con «*%(name)s»; escríbalas completas.") % {"name": event.anchor}
            raise Unreadable(message, _line(event))
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            raise Unreadable(_("el archivo tiene demasiados niveles."), _line(event))


def _line(part: yaml.Node | yaml.Event) -> int:
    return int(part.start_mark.line) + 1 if part.start_mark else 1


@dataclass(frozen=True)
class Node:
    """A value of the file with its path (`budget.categories[0].items[3].total`) and its line."""

    raw: yaml.Node
    path: str

    @property
    def line(self) -> int:
        """The line in the file, from 1."""
        return _line(self.raw)

    @property
    def is_null(self) -> bool:
        """True for `null`, `~` and nothing at all."""
        return self.raw.tag == _NULL

    def refuse(self, expected: str) -> Unreadable:
        """The error that says what was expected here and what was found."""
        return Unreadable(
            _("en «%(path)s» se esperaba %(expected)s y se encontró %(found)s.")
            % {"path": self.path or "/", "expected": expected, "found": self._found()},
            self.line,
        )

    def _found(self) -> str:
        if isinstance(self.raw, yaml.MappingNode):
            return _("un grupo de campos")
        if isinstance(self.raw, yaml.SequenceNode):
            return _("una lista")
        return _("nada") if self.is_null else f"«{str(self.raw.value)[:40]}»"

    def fields(self, *allowed: str) -> Fields:
        """The fields of a mapping; Unreadable for an unknown or repeated one, or when it is no mapping."""
        if not isinstance(self.raw, yaml.MappingNode):
            raise self.refuse(_("un grupo de campos"))
        found: dict[str, Node] = {}
        for key, value in self.raw.value:
            name, line = str(key.value), _line(key)
            if name in found:
                raise Unreadable(_("el campo «%(name)s» está dos veces.") % {"name": name}, line)
            if allowed and name not in allowed:
                raise Unreadable(_unknown(name, allowed), line)
            found[name] = Node(value, f"{self.path}.{name}" if self.path else name)
        return Fields(self, found)

    def items(self) -> Iterator[Node]:
        """The items of a list; nothing for null."""
        if self.is_null:
            return
        if not isinstance(self.raw, yaml.SequenceNode):
            raise self.refuse(_("una lista"))
        for place, item in enumerate(self.raw.value):
            yield Node(item, f"{self.path}[{place}]")

    def text(self) -> str:
        """Words, with the spaces of folded lines joined."""
        if self._scalar(_STR, _INT, _BOOL, _TIME):
            return str(self.raw.value).strip()
        raise self.refuse(_("un texto"))

    def whole(self) -> int:
        """A whole number."""
        if self._scalar(_INT) and str(self.raw.value).isdecimal():
            return int(self.raw.value)
        raise self.refuse(_("un número entero"))

    def flag(self) -> bool:
        """True or false."""
        if self._scalar(_BOOL):
            return str(self.raw.value).lower() in _TRUE
        raise self.refuse(_("true o false"))

    def exact(self) -> str:
        """An exact number as text: quoted, or a whole number. A bare decimal could lose cents and is refused."""
        if self.raw.tag == _FLOAT:
            raise Unreadable(
                _('en «%(path)s» escriba la cantidad entre comillas: "%(value)s". Sin comillas puede perder centavos.')
                % {"path": self.path, "value": self.raw.value},
                self.line,
            )
        if self._scalar(_STR, _INT):
            return str(self.raw.value).strip()
        raise self.refuse(_("una cantidad entre comillas"))

    def _scalar(self, *tags: str) -> bool:
        return isinstance(self.raw, yaml.ScalarNode) and self.raw.tag in tags


def _unknown(name: str, allowed: tuple[str, ...]) -> str:
    close = difflib.get_close_matches(name, allowed, n=1)
    if close:
        return _("no se conoce el campo «%(name)s». ¿Quiso decir «%(close)s»?") % {"name": name, "close": close[0]}
    return _("no se conoce el campo «%(name)s». Aquí van: %(allowed)s.") % {
        "name": name,
        "allowed": ", ".join(allowed),
    }


@dataclass(frozen=True)
class Fields:
    """The fields of one mapping; what is absent and what is null read the same: None or an empty list."""

    node: Node
    found: dict[str, Node]

    def get(self, name: str) -> Node | None:
        """The value, None when absent or null."""
        value = self.found.get(name)
        return None if value is None or value.is_null else value

    def need(self, name: str) -> Node:
        """The value; Unreadable when absent or null."""
        value = self.get(name)
        if value is None:
            raise Unreadable(
                _("falta «%(name)s» en «%(path)s».") % {"name": name, "path": self.node.path or "/"}, self.node.line
            )
        return value

    def items(self, name: str) -> list[Node]:
        """The items of a list field, none when absent or null."""
        value = self.get(name)
        return [] if value is None else list(value.items())

    def text(self, name: str) -> str | None:
        """Words or None."""
        value = self.get(name)
        return None if value is None else value.text() or None

    def whole(self, name: str) -> int | None:
        """A whole number or None; zero is a number."""
        value = self.get(name)
        return None if value is None else value.whole()

    def exact(self, name: str) -> str | None:
        """An exact number as text, or None."""
        value = self.get(name)
        return None if value is None else value.exact()

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of words."""
        return tuple(item.text() for item in self.items(name))
