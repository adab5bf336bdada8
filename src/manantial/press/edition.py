"""From a Document to the tree every writer spells: here notes, figures and chapters get their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import override

from manantial.kernel.dates import say_day
from manantial.kernel.money import Money
from manantial.press import document as doc
from manantial.press import nodes
from manantial.press.markdown import Reference, parse_markdown
from manantial.press.nodes import Call, Inline, Inlines, Line, Link, Node, Para, Text, Title
from manantial.press.shelf import Shelf
from manantial.press.values import say, say_minute, shared_currency
from manantial.press.words import Words, callout_word, words_now


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered note: its words, and the place under /origen/ (`voice/<id>`) or the address it points to."""

    number: int
    inside: Inlines
    place: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """A document ready to be written in any format."""

    document: doc.Document
    body: tuple[Node, ...]
    notes: tuple[Note, ...]
    shelf: Shelf
    words: Words
    titles: tuple[Title, ...]
    date: str
    as_of: str
    cover: nodes.Image | None
    logos: tuple[nodes.Image, ...]
    code: nodes.Image | None


def edit(document: doc.Document) -> Edition:
    """Resolve a document. Raises MarkdownRefused, PictureUnreadable, or TypeError for a value without printed form."""
    with override(document.language):
        desk = _Desk(document)
        flow = desk.flow(document.blocks)
        body = tuple(desk.sources() if isinstance(node, nodes.Sources) else node for node in flow)
        cover = document.cover or doc.Cover()
        as_of = say_day(document.as_of, document.language, weekday=False) if document.as_of else ""
        return Edition(
            document=document,
            body=body,
            notes=tuple(desk.notes),
            shelf=desk.shelf,
            words=desk.words,
            titles=tuple(desk.titles),
            date=say_day(document.date, document.language, weekday=False),
            as_of=as_of,
            cover=desk.shelf.picture(cover.picture) if cover.picture else None,
            logos=tuple(map(desk.shelf.picture, cover.logos)),
            code=desk.shelf.picture(document.code.picture) if document.code else None,
        )


@dataclass(slots=True)
class _Desk:
    """The counters of one document while it is read from front to back."""

    document: doc.Document
    shelf: Shelf = field(default_factory=Shelf)
    words: Words = field(default_factory=words_now)
    notes: list[Note] = field(default_factory=list)
    titles: list[Title] = field(default_factory=list)
    chapter: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    figures: int = 0
    tables: int = 0

    def flow(self, blocks: Iterable[doc.Block]) -> tuple[Node, ...]:
        return tuple(node for block in blocks for node in self.block(block))

    def block(self, block: doc.Block) -> Sequence[Node]:
        match block:
            case doc.Heading():
                inside = (Text(block.text),)
                return [self.title(block.level, inside, block.anchor, block.about, numbered=block.numbered)]
            case doc.Prose():
                return self.prose(block.markdown, block)
            case doc.Quote():
                return [self.quote(block)]
            case doc.Figure():
                return [self.illustration(block.picture, block.caption, block.notes)]
            case doc.Chart():
                data = self.table(block.data, labelled=False) if block.data else None
                return [self.illustration(block.picture, block.caption, block.notes, data)]
            case doc.Gallery():
                parts = tuple(self.illustration(one.picture, one.caption, one.notes) for one in block.figures)
                return [nodes.Grid(block.across, parts)]
            case doc.Table():
                return [self.table(block)]
            case doc.Callout():
                word = block.title or callout_word(block.kind)
                return [nodes.Frame(block.kind, word, tuple(self.prose(block.markdown, block)))]
            case doc.Origins():
                heading = block.title or self.words.origins
                return [self.title(1, (Text(heading),), "origenes", numbered=False), nodes.Sources(())]
            case doc.Columns():
                return [nodes.Aside(tuple(map(self.flow, block.parts)))]
        return [self.furniture(block)]

    def furniture(self, block: doc.Block) -> Node:
        match block:
            case doc.FactList():
                return nodes.Facts(
                    block.title, tuple((one.label, self.value(one.value, one.notes)) for one in block.facts)
                )
            case doc.Signatures():
                return nodes.Signing(block.title, block.across, block.signers)
            case doc.Checklist():
                return nodes.Ticks(block.title, block.items)
            case doc.BlankForm():
                return _form(block)
            case doc.Contents():
                return nodes.Toc(block.title or self.words.contents, block.depth)
            case doc.PageBreak():
                return nodes.NewPage()
        raise TypeError(f"not a block: {type(block).__name__}")

    def title(self, level: int, inside: Inlines, anchor: str, about: str = "", *, numbered: bool = True) -> Title:
        if not 1 <= level <= 4:
            raise ValueError(f"a heading has level 1 to 4, not {level}")
        level = min(level, self.titles[-1].level + 1) if self.titles else 1  # PDF/UA lets no level be skipped
        number = ""
        if self.document.numbered and numbered:
            self.chapter[level - 1] += 1
            self.chapter[level:] = [0] * (4 - level)
            number = ".".join(str(count) for count in self.chapter[:level])
        place = anchor or f"t{len(self.titles) + 1}"
        if any(title.anchor == place for title in self.titles):
            place = f"{place}-{len(self.titles) + 1}"
        made = Title(level, inside, number, place, about)
        self.titles.append(made)
        return made

    def prose(self, markdown: str, block: doc.Prose | doc.Callout) -> list[Node]:
        waiting = {note.mark: note for note in block.notes if note.mark}
        silent = block.silent if isinstance(block, doc.Prose) else {}
        called: set[str] = set()

        def call(mark: str, definition: Inlines | None) -> Inline | None:
            if mark in waiting:
                called.add(mark)
                return self.call(waiting[mark])
            if mark in silent:
                return Text(silent[mark])
            return self.note(definition) if definition is not None else None

        def figure(key: str, alt: str) -> Node | None:
            found = block.figures.get(key) if isinstance(block, doc.Prose) else None
            return self.illustration(found.picture, found.caption or alt, found.notes) if found else None

        def reference(found: Reference) -> tuple[Node, ...] | None:
            brought = block.inserts.get(found.address) if isinstance(block, doc.Prose) else None
            return None if brought is None else self.flow(brought)

        told: set[str] = set()

        def value(found: Reference) -> Inlines | None:
            known = block.values.get(found.address) if isinstance(block, doc.Prose) else None
            if known is None:
                return None
            first, said = found.address not in told, (Text(known.text),)
            told.add(found.address)
            return (*said, self.call(known.origin)) if first and known.origin else said

        tree = parse_markdown(markdown, call=call, figure=figure, reference=reference, value=value)
        parsed = [self.anchored(node) for node in tree]
        rest = tuple(self.call(note) for note in block.notes if note.mark not in called)
        made = _with_calls(parsed, rest)
        if isinstance(block, doc.Prose) and block.about:
            made = _reaching(made, block.about)
        if isinstance(block, doc.Prose) and block.lead:
            made = [Para(node.inside, lead=True) if isinstance(node, Para) else node for node in made]
        return made

    def anchored(self, node: Node) -> Node:
        return self.title(node.level, node.inside, "") if isinstance(node, Title) else node

    def quote(self, block: doc.Quote) -> Node:
        origins = (block.origin, *block.notes) if block.origin else block.notes
        sound = block.sound
        listen = ""
        if sound:
            place = {"title": sound.title, "minute": say_minute(sound.start)}
            listen = _("Escuche: %(title)s, %(minute)s") % place if sound.start else _("Escuche: %(title)s") % place
        name = self.shelf.sound(sound) if sound else ""
        return nodes.Voice(
            paragraphs=_paragraphs(block.text),
            attribution=(Text(block.attribution), *map(self.call, origins)),
            language=block.language,
            translation=_paragraphs(block.translation),
            listen=listen,
            sound=name,
            start=sound.start if sound else 0.0,
            end=sound.end if sound else None,
            weight=_weight(self.shelf, name, _length(sound)) if sound else "",
        )

    def illustration(
        self, picture: doc.Picture, caption: str, notes: doc.Notes, data: nodes.Sheet | None = None
    ) -> nodes.Illustration:
        self.figures += 1
        label = f"{self.words.figure} {self.figures}"
        return nodes.Illustration(self.shelf.picture(picture), label, self.value(caption, notes), data)

    def table(self, block: doc.Table, *, labelled: bool = True) -> nodes.Sheet:
        rows = [row if isinstance(row, doc.Row) else doc.Row(tuple(row)) for row in block.rows]
        everything = [row.cells for row in rows] + ([block.total] if block.total else [])
        currencies = [shared_currency([cells[place] for cells in everything]) for place in range(len(block.columns))]
        caption = self.value(block.caption, block.notes) if block.caption else ()
        lines = tuple(self.line(row.cells, currencies, row.strong, row.notes) for row in rows)
        said: Inlines = (Text(block.note),) if block.note else ()
        note = said if caption else (*said, *map(self.call, block.notes))
        label = ""
        if labelled and block.caption:
            self.tables += 1
            label = f"{self.words.table} {self.tables}"
        heads = tuple(_head(column, code) for column, code in zip(block.columns, currencies, strict=True))
        total = ["" if cell is None else cell for cell in block.total or ()]
        closing = self.line(total, currencies, True, ()) if total else None
        return nodes.Sheet(heads, lines, label, caption, closing, note, small=block.small)

    def line(self, cells: Sequence[object], currencies: Sequence[str], strong: bool, notes: doc.Notes) -> Line:
        said = [
            cell.plain if code and isinstance(cell, Money) else say(cell, self.document.language)
            for cell, code in zip(cells, currencies, strict=True)
        ]
        first: Inlines = (Text(said[0]), *map(self.call, notes))
        return Line((first, *((Text(text),) for text in said[1:])), strong)

    def value(self, value: object, notes: doc.Notes) -> Inlines:
        return (Text(say(value, self.document.language)), *map(self.call, notes))

    def call(self, origin: doc.Provenance) -> Call:
        label = origin.label
        if origin.seconds is not None:
            label = f"{label}, {say_minute(origin.seconds)}"
        place = "" if origin.url else f"{origin.kind}/{origin.id}"
        return self.note((Text(label),), place, origin.url)

    def note(self, inside: Inlines, place: str = "", url: str = "") -> Call:
        number = len(self.notes) + 1
        self.notes.append(Note(number, inside, place, url))
        return Call(number)

    def sources(self) -> nodes.Sources:
        """Every provenance of the document once, as first called, with the numbers of the notes that call it."""
        seen: dict[tuple[str, str], tuple[Inlines, list[int]]] = {}
        for note in self.notes:
            if note.place or note.url:
                inside: Inlines = (Link(note.url, note.inside),) if note.url else note.inside
                seen.setdefault((note.place or note.url, nodes.bare(note.inside)), (inside, []))[1].append(note.number)
        return nodes.Sources(tuple((inside, tuple(calls)) for inside, calls in seen.values()))


def _length(sound: doc.Sound) -> float:
    """The seconds that are heard of a sound; 0 when nobody knows."""
    return sound.end - sound.start if sound.end is not None else max(sound.length - sound.start, 0)


def _weight(shelf: Shelf, name: str, length: float) -> str:
    """How long a sound is and how much it weighs: «12 s, 85 kB»."""
    size = len(shelf.sounds[name].content)
    said = f"{size / 1e6:.1f}\u00a0MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))}\u00a0kB"
    return f"{max(1, round(length))}\u00a0s, {said}" if length else said


def _head(column: doc.Column, currency: str) -> nodes.Head:
    aligned = "right" if column.kind in {doc.ColumnKind.NUMBER, doc.ColumnKind.MONEY} else "left"
    named = not currency or currency in column.title
    return nodes.Head(column.title if named else f"{column.title} ({currency})", aligned, column.share, column.marked)


def _form(block: doc.BlankForm) -> Node:
    made = (
        nodes.Blank(number, one.label, one.hint, one.lines, one.choices, one.value, one.half)
        for number, one in enumerate(block.fields, 1)
    )
    return nodes.Form(block.title, tuple(made))


def _paragraphs(text: str) -> tuple[Inlines, ...]:
    return tuple(_lines(part) for part in text.replace("\r\n", "\n").split("\n\n") if part.strip())


def _lines(text: str) -> Inlines:
    parts: list[nodes.Inline] = []
    for line in text.strip().split("\n"):
        parts += [*([nodes.Br()] if parts else []), Text(line.strip())]
    return tuple(parts)


def _reaching(body: list[Node], place: str) -> list[Node]:
    """The text with the marks of its place in its first and its last paragraph; one without paragraphs bears none."""
    paragraphs = [number for number, node in enumerate(body) if isinstance(node, Para)]
    if not paragraphs:
        return body
    made = list(body)
    for number, before in ((paragraphs[0], True), (paragraphs[-1], False)):
        para = made[number]
        assert isinstance(para, Para)
        mark = nodes.Mark(place, ends=not before)
        made[number] = Para((mark, *para.inside) if before else (*para.inside, mark), para.lead)
    return made


def _with_calls(body: list[Node], calls: tuple[Call, ...]) -> list[Node]:
    """The text with calls that name no place put at its very end."""
    if not calls:
        return body
    if body and isinstance(body[-1], Para):
        return [*body[:-1], Para((*body[-1].inside, *calls), body[-1].lead)]
    if body and isinstance(body[-1], nodes.Items):
        items = body[-1].items
        last = tuple(_with_calls(list(items[-1]), calls))
        return [*body[:-1], nodes.Items(body[-1].ordered, body[-1].start, (*items[:-1], last))]
    return [*body, Para(calls)]
