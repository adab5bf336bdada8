"""The pictures and sounds of one paper, each kept once under the name of its content, ready to be embedded.

Photos lose what they tell in secret (place, camera, date: EXIF and comments) and what no page can show (more than
2,000 pixels); everything that is not JPEG, PNG or SVG becomes one of them, because a Word file knows no other.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from PIL import Image as Raster
from PIL import ImageOps, UnidentifiedImageError

from manantial.kernel.digests import sha256_bytes
from manantial.press.document import Picture, Sound
from manantial.press.nodes import Image

LONGEST_SIDE = 2000
SVG = "image/svg+xml"
_EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png", SVG: "svg", "audio/mpeg": "mp3", "audio/ogg": "ogg"}
_AUDIO = {"audio/opus": "opus", "audio/mp4": "m4a", "audio/wav": "wav", "audio/x-wav": "wav", "audio/aac": "aac"}
_SECRET_SEGMENTS = {*range(0xE1, 0xF0), 0xFE} - {
    0xE2,
    0xEE,
}  # APPn and comments, but the colour profile and Adobe's mark


class PictureUnreadable(ValueError):
    """A file that should be a picture and is not; the message is for people."""


@dataclass(frozen=True, slots=True)
class Stored:
    """Bytes on the shelf; width and height in pixels (or SVG units), 0 for sound."""

    content: bytes
    media_type: str
    width: float = 0
    height: float = 0


@dataclass(slots=True)
class Shelf:
    """What one paper carries besides words."""

    pictures: dict[str, Stored] = field(default_factory=dict)
    sounds: dict[str, Stored] = field(default_factory=dict)

    def picture(self, picture: Picture) -> Image:
        """Keep a picture and say how it is placed. Raises PictureUnreadable."""
        stored = _prepared(picture)
        name = f"{sha256_bytes(stored.content)[:16]}.{_EXTENSIONS[stored.media_type]}"
        self.pictures[name] = stored
        alt = "" if picture.decorative else picture.alt
        return Image(name, alt, picture.width, stored.height / stored.width, picture.credit)

    def sound(self, sound: Sound) -> str:
        """Keep a sound and give its file name."""
        content = sound.data()
        extension = {**_EXTENSIONS, **_AUDIO}.get(sound.media_type, "bin")
        name = sound.name or f"{sha256_bytes(content)[:16]}.{extension}"
        self.sounds[name] = Stored(content, sound.media_type)
        return name


def _prepared(picture: Picture) -> Stored:
    content = picture.data()
    if picture.media_type == SVG:
        return Stored(content, SVG, *_drawing_size(content, picture.alt))
    try:
        return _photo(content)
    except (UnidentifiedImageError, OSError, Raster.DecompressionBombError) as error:
        raise PictureUnreadable(_("No se pudo leer la imagen «%(alt)s».") % {"alt": picture.alt}) from error


def _drawing_size(content: bytes, alt: str) -> tuple[float, float]:
    root = re.search(rb"<svg\b[^>]*>", content)
    box = root and re.search(rb"""\bviewBox=["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)""", root[0])
    if root and not box:
        box = re.search(rb"""\bwidth=["']([\d.]+)[^>]*\bheight=["']([\d.]+)""", root[0])
    if not box or not float(box[1]) or not float(box[2]):
        raise PictureUnreadable(_("El dibujo «%(alt)s» no dice su tamaño o no es SVG.") % {"alt": alt})
    return float(box[1]), float(box[2])


def _photo(content: bytes) -> Stored:
    with Raster.open(io.BytesIO(content)) as raster:
        turned = raster.getexif().get(0x0112, 1) != 1
        fits = max(raster.size) <= LONGEST_SIDE and not turned
        if fits and raster.format == "JPEG" and raster.mode in {"RGB", "L"}:
            return Stored(_without_secrets(content), "image/jpeg", *raster.size)
        if fits and raster.format == "PNG" and not set(raster.info) - {"dpi", "gamma", "transparency", "srgb"}:
            return Stored(content, "image/png", *raster.size)
        return _redrawn(raster)


def _redrawn(raster: Raster.Image) -> Stored:
    image = ImageOps.exif_transpose(raster)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Raster.Resampling.LANCZOS)
    clear = "A" in image.getbands() or "transparency" in image.info
    image = image.convert("RGBA" if clear else "RGB")
    out = io.BytesIO()
    if clear or raster.format in {"PNG", "GIF"}:
        image.info.clear()
        image.save(out, "PNG")
        return Stored(out.getvalue(), "image/png", *image.size)
    image.save(out, "JPEG", quality=85, optimize=True)
    return Stored(out.getvalue(), "image/jpeg", *image.size)


def _without_secrets(jpeg: bytes) -> bytes:
    """The same picture bit for bit without its EXIF, XMP, IPTC and comment segments (ISO 10918-1, annex B)."""
    kept, at = [jpeg[:2]], 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF and jpeg[at + 1] != 0xDA:
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if jpeg[at + 1] not in _SECRET_SEGMENTS:
            kept.append(jpeg[at:end])
        at = end
    return b"".join([*kept, jpeg[at:]])
