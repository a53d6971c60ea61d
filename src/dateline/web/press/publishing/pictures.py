"""Pictures: drawn anew from their points, so that nothing else of a file comes along."""

from __future__ import annotations

import io
from contextlib import suppress
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageOps

from dateline.domain.errors import MediaRefused

MOST_POINTS = 60_000_000
"""Points of a picture as it comes: unpacked, each takes four bytes of the server's memory."""
LONGEST_SIDE = 2560
"""Points of the longer side as it is kept: twice the width of a page's widest column, for sharp screens."""

_READ = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
_LOSSLESS = {"PNG", "GIF"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture as it is kept."""

    body: bytes
    media_type: str
    ending: str
    width: int
    height: int


def drawn_anew(body: bytes) -> Picture:
    """A picture, upright, in sRGB, no larger than a page needs, and without what a camera writes in.

    Of one that moves, the first is kept. Drawings (PNG, GIF) stay without loss; all others become JPEG, or
    WebP where something shines through.

    Raises:
        MediaRefused: It is no picture that is read here, or it is damaged, or has too many points.
    """
    try:
        with Image.open(io.BytesIO(body), formats=_READ) as opened:
            if opened.width * opened.height > MOST_POINTS:
                raise MediaRefused(
                    f"it has {opened.width:,} by {opened.height:,} points", "Make it smaller first."
                )
            lossless = opened.format in _LOSSLESS
            opened.load()
            return _written(_upright(opened), lossless=lossless)
    except Image.DecompressionBombError as error:  # so many that Pillow does not even look
        raise MediaRefused("it has too many points", "Make it smaller first.") from error
    except (OSError, SyntaxError, ValueError, ArithmeticError, RuntimeError) as error:
        raise MediaRefused(
            "it is no picture that browsers show, or it is damaged", "Choose a JPEG, PNG, WebP, AVIF or GIF."
        ) from error


def _upright(opened: Image.Image) -> Image.Image:
    """The picture the right way up, in sRGB, at its final size, as points alone."""
    turned = ImageOps.exif_transpose(opened)
    clear = turned.has_transparency_data
    plain = _in_srgb(turned, "RGBA" if clear else "RGB")
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    return bare


def _in_srgb(image: Image.Image, mode: str) -> Image.Image:
    profile = image.info.get("icc_profile")
    if profile and image.mode in {"RGB", "RGBA", "CMYK"}:
        with suppress(ImageCms.PyCMSError, OSError):  # a profile that cannot be read is none
            turned = ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode=mode if image.mode != "CMYK" else "RGB",
            )
            if turned is not None:
                image = turned
    return image.convert(mode)


def _written(image: Image.Image, *, lossless: bool) -> Picture:
    out = io.BytesIO()
    if lossless:
        kind, ending = "png", "png"
        image.save(out, "PNG", optimize=True)
    elif image.mode == "RGBA":
        kind, ending = "webp", "webp"
        image.save(out, "WEBP", quality=85)
    else:
        kind, ending = "jpeg", "jpg"
        image.save(out, "JPEG", quality=85, optimize=True, progressive=True)
    return Picture(
        body=out.getvalue(),
        media_type=f"image/{kind}",
        ending=ending,
        width=image.width,
        height=image.height,
    )
