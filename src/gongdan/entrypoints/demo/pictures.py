"""The demo's photos and signatures, drawn here: nobody's work and nobody's hand."""

import hashlib
import io
from itertools import pairwise
from typing import Literal, TypeAlias

from PIL import Image, ImageDraw, ImageFilter

Scene: TypeAlias = Literal["leak", "rust", "bent"]
"""What a photo shows is wrong; the photo after the work shows it mended."""

_WIDE, _HIGH = 1280, 960
_WALL, _FLOOR, _STEEL, _DARK = (198, 204, 208), (132, 138, 140), (72, 110, 138), (38, 52, 62)
_WATER, _RUST, _GOOD = (104, 140, 164), (150, 84, 48), (46, 140, 96)


def photo(scene: Scene, label: Literal["before", "after"]) -> bytes:
    """Return a JPEG of a plant room, before the work or after it."""
    image = _room()
    draw = ImageDraw.Draw(image)
    mended = label == "after"
    if scene == "bent":
        _door(draw, mended=mended)
    else:
        _pump(draw, scene, mended=mended)
    if mended:
        draw.rounded_rectangle((980, 640, 1160, 760), 14, fill=(244, 246, 244))
        draw.line([(1020, 700), (1056, 732), (1124, 668)], fill=_GOOD, width=18, joint="curve")
    grain = Image.effect_noise((_WIDE, _HIGH), 22).convert("RGB")
    shot = Image.blend(image.filter(ImageFilter.GaussianBlur(1.4)), grain, 0.07)
    return _bytes(shot, "JPEG")


def signature(name: str) -> bytes:
    """Return a PNG of a drawn hand, the same for the same name."""
    image = Image.new("RGBA", (720, 240), (255, 255, 255, 0))
    sway = hashlib.shake_256(name.encode()).digest(20)
    points = [(60.0 + 30 * at, 60.0 + far / 2) for at, far in enumerate(sway)]
    ImageDraw.Draw(image).line(_smooth(points), fill=(16, 24, 40, 255), width=5, joint="curve")
    return _bytes(image, "PNG")


def _room() -> Image.Image:
    light = Image.linear_gradient("L").resize((_WIDE, _HIGH)).point(lambda value: 60 + value // 3)
    image = Image.new("RGB", (_WIDE, _HIGH), _WALL)
    draw = ImageDraw.Draw(image)
    draw.polygon([(0, 690), (_WIDE, 620), (_WIDE, _HIGH), (0, _HIGH)], fill=_FLOOR)
    for x in range(80, _WIDE, 240):
        draw.line([(x, 0), (x, 680 - x // 18)], fill=(186, 192, 196), width=3)
    return Image.composite(Image.new("RGB", image.size, _DARK), image, light.point(_shade))


def _shade(value: int) -> int:
    return max(0, value - 90)


def _pump(draw: ImageDraw.ImageDraw, scene: Scene, *, mended: bool) -> None:
    pipe = _STEEL if mended or scene != "rust" else _RUST
    draw.rectangle((560, 90, 640, 420), fill=pipe)
    draw.rectangle((536, 330, 664, 366), fill=_DARK)
    draw.rounded_rectangle((300, 420, 700, 700), 60, fill=_STEEL)
    draw.ellipse((420, 470, 620, 670), fill=(94, 136, 166), outline=_DARK, width=8)
    draw.rounded_rectangle((700, 480, 1000, 640), 26, fill=(60, 92, 116))
    for x in range(726, 990, 26):
        draw.line([(x, 494), (x, 626)], fill=_DARK, width=6)
    draw.rectangle((280, 700, 1020, 736), fill=_DARK)
    if not mended:
        stain = _RUST if scene == "rust" else _WATER
        draw.line([(612, 660), (600, 740), (640, 800)], fill=stain, width=16, joint="curve")
        draw.ellipse((470, 770, 860, 880), fill=stain)
        draw.ellipse((540, 790, 760, 850), fill=tuple(min(255, part + 34) for part in stain))


def _door(draw: ImageDraw.ImageDraw, *, mended: bool) -> None:
    bottom = 700 if mended else 470
    for y in range(110, bottom, 42):
        tilt = 0 if mended else (y - 110) // 14
        draw.polygon(
            [(300, y + tilt), (940, y), (940, y + 38), (300, y + 38 + tilt)], fill=(150, 160, 166)
        )
    draw.rectangle((250, 90, 300, 720), fill=_DARK)
    rail = [(950, 90), (950, 380), (1000, 470), (944, 560), (950, 720)]
    draw.line([(950, 90), (950, 720)] if mended else rail, fill=_DARK, width=48, joint="curve")


def _smooth(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Cut corners three times over (Chaikin): a line becomes a hand."""
    for _ in range(3):
        points = [
            (ax + part * (bx - ax), ay + part * (by - ay))
            for (ax, ay), (bx, by) in pairwise(points)
            for part in (0.25, 0.75)
        ]
    return points


def _bytes(image: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, quality=82)
    return out.getvalue()
