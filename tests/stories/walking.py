"""Walking the pages as a person without JavaScript does: read a page, follow its links, fill its forms, send them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from lxml import html


class Walker:
    """A person at a page. `page` is what is on the screen, `path` is its address."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.path = ""
        self.answer: Any = None
        self.page: Any = None

    def open(self, path: str, *, status: int = 200) -> Walker:
        """Go to an address."""
        return self._arrive(self.client.get(path, follow=True), path, status)

    def follow(self, words: str) -> Walker:
        """Press a link that says this."""
        for link in self.page.iter("a"):
            if words.lower() in " ".join(link.itertext()).lower() and link.get("href"):
                return self.open(self._absolute(link.get("href")))
        raise AssertionError(f"no link says «{words}» on {self.path}")

    def send(self, button: str, *, status: int = 200, **values: Any) -> Walker:
        """Fill the form whose button says this, and press it. What is not filled keeps what the page wrote there.

        Double underscores stand for the hyphens of prefixed names (`permiso__preset`).
        """
        form, pressed = self._form(button)
        data: dict[str, Any] = {}
        for field in form.inputs:
            if field.name is not None and not (field.tag == "input" and field.type in {"submit", "file", "button"}):
                data |= _written(field)
        for name, value in values.items():
            key = name.replace("__", "-")
            assert key in form.inputs, f"no field «{key}» in the form of «{button}» on {self.path}"
            data[key] = value
        if pressed.get("name"):
            data[pressed.get("name")] = pressed.get("value") or ""
        target = self._absolute(pressed.get("formaction") or form.get("action") or "")
        assert (form.get("method") or "get").lower() == "post", f"«{button}» does not send anything"
        return self._arrive(self.client.post(target, data, follow=True), target, status)

    @property
    def text(self) -> str:
        """What can be read on the page."""
        return " ".join(" ".join(self.page.body.itertext()).split())

    @property
    def links(self) -> set[str]:
        """Where the links and sounds of the page lead."""
        found = {self._absolute(one.get("href")) for one in self.page.iter("a") if one.get("href")}
        return found | {self._absolute(one.get("src")) for one in self.page.iter("audio", "source") if one.get("src")}

    def leads_to(self, part: str) -> str:
        """The first link that holds this; the test fails when there is none."""
        found = sorted(link for link in self.links if part in link)
        assert found, f"nothing on {self.path} leads to {part}"
        return found[0]

    @property
    def pk(self) -> str:
        """The id in the address of the page."""
        return next(part for part in reversed(self.path.split("/")) if part.count("-") == 4)

    def _arrive(self, answer: Any, path: str, status: int) -> Walker:
        moved: list[tuple[str, int]] = getattr(answer, "redirect_chain", [])
        self.path = moved[-1][0] if moved else path
        assert answer.status_code == status, f"{self.path}: {answer.status_code}"
        self.answer, self.page = answer, html.fromstring(answer.content.decode())
        errors = (
            [" ".join(one.itertext()).strip() for one in self.page.find_class("errorlist")] if status == 200 else []
        )
        assert not errors, f"{self.path}: {errors}"
        return self

    def _form(self, button: str) -> tuple[Any, Any]:
        for form in self.page.forms:
            for pressed in form.iter("button", "input"):
                said = " ".join(pressed.itertext()) or pressed.get("value") or ""
                if pressed.get("type", "submit") == "submit" and button.lower() in said.lower():
                    return form, pressed
        buttons = [" ".join(b.itertext()).strip() for form in self.page.forms for b in form.iter("button")]
        raise AssertionError(f"no button says «{button}» on {self.path}: {buttons}")

    def _absolute(self, link: str) -> str:
        return urljoin(self.path, link)


def _written(field: Any) -> dict[str, Any]:
    """What a field of a page holds before anybody touches it, as a browser would send it."""
    if field.tag == "input" and field.type in {"checkbox", "radio"}:
        return {field.name: field.get("value", "on")} if field.checked else {}
    if field.tag == "select" and field.multiple:
        return {field.name: list(field.value)} if field.value else {}
    return {field.name: field.value or ""}


def recording(content: bytes, name: str = "grabacion.wav") -> SimpleUploadedFile:
    """A sound as a phone sends it."""
    return SimpleUploadedFile(name, content, content_type="audio/wav")


def read(answer: HttpResponse) -> str:
    """The words of an answer."""
    return answer.content.decode()
