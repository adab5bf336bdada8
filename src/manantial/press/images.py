"""Photos and drawings on their way in and out: looked at before they are opened, upright, small, without secrets.

A picture says its size in its first bytes; one that would fill the memory is refused before it is decoded. What is kept
or shown has lost its EXIF (place, camera, date, comments).
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from manantial.kernel.rulings import SaidNo

Source = Path | bytes
FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 60_000_000
LONGEST_SIDE = 16_000
THUMBNAIL_LIMIT = 40_000  # bytes: look.md's budget of a picture on a page
_PATCHES = 6  # a side: of a face remain thirty-six colours
_PNG_LIMIT = 600_000  # bytes above which a drawing without transparency goes as JPEG


class NotImage(SaidNo, ValueError):
    """The file is not a picture we can open; the message is for people."""


class TooLarge(NotImage):
    """The picture says it has more pixels than we shall open."""


@dataclass(frozen=True, slots=True)
class ImageFacts:
    """Size in pixels as stored (before turning upright) and format: JPEG, PNG or WEBP."""

    width: int
    height: int
    format: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """A picture ready to be kept or shown: upright, no EXIF, JPEG or PNG."""

    content: bytes
    media_type: str
    width: int
    height: int


def inspect(source: Source) -> ImageFacts:
    """What the picture says of itself, read from its first bytes. Raises NotImage, TooLarge."""
    with _opened(source) as image:
        return ImageFacts(image.width, image.height, image.format or "")


def prepare(source: Source, *, longest: int = 1600) -> Prepared:
    """The picture upright, at most `longest` pixels on its long side, without secrets. Raises NotImage, TooLarge."""
    with _opened(source) as image:
        drawn = image.format == "PNG"
        upright = _upright(image, longest)
    clear = "A" in upright.getbands()
    if drawn or clear:
        content = _saved(upright, "PNG", optimize=True)
        if clear or len(content) <= _PNG_LIMIT:
            return Prepared(content, "image/png", *upright.size)
    upright = upright.convert("RGB")
    return Prepared(_saved(upright, "JPEG", quality=82, optimize=True), "image/jpeg", *upright.size)


def crop(source: Source, region: tuple[int, int, int, int]) -> Prepared:
    """A part of the picture as JPEG: left, top, right, bottom in thousandths. Raises NotImage, TooLarge."""
    with _opened(source) as image:
        whole = _flat(_upright(image, max(image.size)))
    left, top, right, bottom = (
        round(side * length / 1000) for side, length in zip(region, (whole.width, whole.height) * 2, strict=True)
    )
    part = whole.crop((left, top, max(left + 1, right), max(top + 1, bottom)))
    return Prepared(_saved(part, "JPEG", quality=85, optimize=True), "image/jpeg", *part.size)


def hide(source: Source, regions: Sequence[tuple[int, int, int, int]]) -> Prepared:
    """The picture as JPEG with those parts (thousandths, as `crop`) made unrecognisable for good.

    Each part is drawn anew from six patches of colour a side, so that nothing can be sharpened back. Raises
    NotImage, TooLarge.
    """
    with _opened(source) as image:
        whole = _flat(_upright(image, max(image.size)))
    for region in regions:
        left, top, right, bottom = (
            round(side * length / 1000) for side, length in zip(region, (whole.width, whole.height) * 2, strict=True)
        )
        box = (left, top, max(left + 1, right), max(top + 1, bottom))
        part = whole.crop(box)
        few = part.resize((min(_PATCHES, part.width), min(_PATCHES, part.height)), Image.Resampling.BOX)
        whole.paste(few.resize(part.size, Image.Resampling.BILINEAR), box)
    return Prepared(_saved(whole, "JPEG", quality=85, optimize=True), "image/jpeg", *whole.size)


def thumbnail(source: Source, *, width: int = 480, limit: int = THUMBNAIL_LIMIT) -> bytes:
    """A JPEG of at most that width and that many bytes, on white where it is clear. Raises NotImage, TooLarge."""
    with _opened(source) as image:
        small = _flat(_upright(image, max(width * 3, width), width=width))
    return squeezed(small, limit)


def squeezed(image: Image.Image, limit: int) -> bytes:
    """The JPEG of best quality that fits in `limit` bytes; smaller in pixels when quality alone is not enough."""
    while True:
        for quality in (82, 74, 66, 58, 50, 42):
            content = _saved(image, "JPEG", quality=quality, optimize=True)
            if len(content) <= limit:
                return content
        image = image.resize((max(16, image.width * 4 // 5), max(16, image.height * 4 // 5)), Image.Resampling.LANCZOS)
        if image.width <= 16:
            return content


def png_to_jpeg(content: bytes, *, limit: int) -> bytes:
    """A drawing of ours as JPEG of at most that many bytes."""
    with Image.open(io.BytesIO(content)) as image:
        return squeezed(_flat(image), limit)


@contextmanager
def _opened(source: Source) -> Iterator[Image.Image]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(source) if isinstance(source, bytes) else source, formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise TooLarge(_too_large()) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise NotImage(_heic() if _is_heic(source) else _not_image()) from error
    with image:
        if image.width * image.height > MOST_PIXELS or max(image.size) > LONGEST_SIDE:
            raise TooLarge(_too_large())
        try:
            yield image
        except (OSError, SyntaxError, EOFError) as error:  # cut or damaged further on
            raise NotImage(_not_image()) from error


def _upright(image: Image.Image, longest: int, *, width: int = 0) -> Image.Image:
    image.draft("RGB", (longest, longest))
    turned = ImageOps.exif_transpose(image)
    wide = min(width or turned.width, turned.width)
    scale = min(1.0, longest / max(turned.size), wide / turned.width)
    size = (max(1, round(turned.width * scale)), max(1, round(turned.height * scale)))
    clear = "A" in turned.getbands() or "transparency" in turned.info
    drawn = turned.convert("RGBA" if clear else "RGB")
    return drawn if size == drawn.size else drawn.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _flat(image: Image.Image) -> Image.Image:
    if "A" not in image.getbands():
        return image.convert("RGB")
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def _saved(image: Image.Image, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    profile = image.info.get("icc_profile")  # how its colours are meant; tells nothing of who or where
    image.info = {}
    image.save(out, form, icc_profile=profile, **options)
    if profile:
        image.info["icc_profile"] = profile
    return out.getvalue()


def _not_image() -> str:
    return _("El archivo no es una foto que se pueda abrir. Guárdela como JPEG, PNG o WebP y vuelva a subirla.")


def _is_heic(source: Source) -> bool:
    if isinstance(source, bytes):
        head = source[:16]
    else:
        with source.open("rb") as file:
            head = file.read(16)
    return head[4:8] == b"ftyp" and head[8:12] in {b"heic", b"heix", b"hevc", b"mif1", b"msf1"}


def _heic() -> str:
    return _(
        "La foto está en HEIC, de un iPhone, y aquí no se puede abrir. En el teléfono: Configuración, Cámara, "
        "Formatos, «El más compatible». O mándela por mensaje: llega como JPEG."
    )


def _too_large() -> str:
    return _("La foto tiene demasiados puntos para abrirla. Mándela más chica: hasta %(most)d millones de puntos.") % {
        "most": MOST_PIXELS // 1_000_000
    }


def greyed(photo: bytes) -> bytes:
    """A photo as a photocopier keeps it best: grey, with its darkest and lightest places stretched."""
    with Image.open(io.BytesIO(photo)) as image:
        out, form = io.BytesIO(), image.format
        ImageOps.autocontrast(image.convert("L"), cutoff=1).save(out, form, quality=85)
    return out.getvalue()
