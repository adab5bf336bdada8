"""Pictures are looked at before they are opened, leave without secrets, and fit where they must."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from manantial.press.cards import landscape, landscapes, share_card
from manantial.press.illustrations import Subject, landscape_alt, landscape_svg
from manantial.press.images import NotImage, TooLarge, inspect, prepare, thumbnail


def noisy(width: int, height: int) -> Image.Image:
    return Image.effect_noise((width, height), 80).convert("RGB")


def saved(image: Image.Image, form: str = "JPEG", **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def phone_photo() -> bytes:
    """A photo lying on its side, with place, camera and comment inside."""
    image = Image.new("RGB", (400, 200), "white")
    image.paste((200, 0, 0), (0, 0, 200, 200))  # left half red; upright: top half red
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Telefono de Lupe"
    exif[0x8825] = {1: "N", 2: (16.0, 48.0, 0.0), 3: "W", 4: (93.0, 16.0, 0.0)}
    return saved(image, exif=exif, comment=b"frente a la casa de Lupe")


def claims(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is that large."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    body = zlib.compress(b"\x00" * 100)
    data = b"IDAT" + body
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", len(head)) + chunk + struct.pack(">I", zlib.crc32(chunk))
        + struct.pack(">I", len(body)) + data + struct.pack(">I", zlib.crc32(data))
    )  # fmt: skip


@pytest.mark.parametrize("size", [(30_000, 30_000), (12_000, 12_000), (40_000, 10)])
def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_opened(
    size: tuple[int, int], tmp_path: Path
) -> None:
    path = tmp_path / "bomba.png"
    path.write_bytes(claims(*size))
    for source in (path, path.read_bytes()):
        with pytest.raises(TooLarge, match="demasiados puntos"):
            inspect(source)
    with pytest.raises(TooLarge):
        prepare(path)


@pytest.mark.parametrize(
    "content",
    [b"", b"Querida asamblea", saved(Image.new("RGB", (9, 9)), "GIF"), saved(Image.new("RGB", (9, 9)), "BMP"), b"<svg xmlns='http://www.w3.org/2000/svg'/>"],
    ids=["empty", "text", "gif", "bmp", "svg"],
)  # fmt: skip
def test_only_photos_of_known_kinds_are_opened(content: bytes) -> None:
    with pytest.raises(NotImage, match="JPEG, PNG o WebP"):
        inspect(content)


def test_a_photo_cut_in_half_is_refused_with_words() -> None:
    whole = saved(noisy(400, 300))
    assert inspect(whole[: len(whole) // 2]).width == 400
    with pytest.raises(NotImage):
        prepare(whole[: len(whole) // 2])


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_what_is_kept_has_no_secrets_and_stands_upright(form: str) -> None:
    source = phone_photo()
    if form != "JPEG":
        with Image.open(io.BytesIO(source)) as image:
            source = saved(image, form, exif=image.getexif())
    made = prepare(source)
    image = opened(made.content)
    assert (made.width, made.height) == image.size == (200, 400)
    assert not dict(image.getexif())
    assert b"Lupe" not in made.content
    top, bottom = image.convert("RGB").getpixel((100, 50)), image.convert("RGB").getpixel((100, 350))
    assert top[0] > 150 > top[1]  # type: ignore[index,operator]
    assert min(bottom) > 200  # type: ignore[type-var,arg-type]


def test_a_large_photo_is_made_smaller_and_a_small_one_is_left() -> None:
    assert max(opened(prepare(saved(noisy(3000, 2000))).content).size) == 1600
    assert opened(prepare(saved(noisy(300, 200))).content).size == (300, 200)


def test_drawings_keep_what_is_clear() -> None:
    clear = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    made = prepare(saved(clear, "PNG"))
    assert made.media_type == "image/png"
    assert opened(made.content).getchannel("A").getextrema() == (0, 0)
    assert opened(thumbnail(saved(clear, "PNG"))).getpixel((20, 20)) == (255, 255, 255)


@pytest.mark.parametrize("source", [saved(noisy(2400, 1800), quality=95), saved(noisy(900, 1600), "PNG")])
def test_a_thumbnail_never_weighs_more_than_a_page_allows(source: bytes) -> None:
    small = thumbnail(source)
    assert len(small) <= 40_000
    assert opened(small).format == "JPEG"
    assert opened(small).width <= 480


def card() -> bytes:
    title = "Sistematización y memoria de la alianza público-comunitaria por el agua de San Miguel Tres Cruces y Anexas"
    return share_card(
        title * 2,
        numbers=(("40", "comunidades integradas"), ("36,796.10", "dólares"), ("19", "renglones"), ("2026", "cierre")),
        parts=((13905.54, "13,905.54 asegurado"), (22890.56, "22,890.56 falta")),
        footer="Organismo Comunitario de Agua",
        fictitious="Ejemplo: municipio inventado",
    )


def test_the_share_picture_is_right_for_messengers_with_the_longest_title() -> None:
    made = card()
    assert opened(made).size == (1200, 630)
    assert opened(made).format == "JPEG"
    assert len(made) < 300_000
    assert made == card()


def test_drawn_landscapes_are_equal_for_a_seed_and_say_that_they_are_drawn() -> None:
    wanted = [(f"{subject}", subject) for subject in Subject]
    made = landscapes(wanted, width=300)
    assert len(set(made)) == len(Subject)
    assert all(opened(one).size == (300, 200) for one in made)
    assert landscape("a", Subject.JAR, width=300) == landscape("a", Subject.JAR, width=300)
    assert landscape_svg("a") != landscape_svg("b")
    for subject in Subject:
        assert "Dibujo de ejemplo" in landscape_svg("a", subject)
        assert landscape_alt(subject).startswith("Dibujo")
