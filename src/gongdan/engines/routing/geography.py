"""Ways between places on the globe, without a road map.

As the crow flies (haversine, mean radius of the earth), at the speed that a town's roads leave of
it. Where a place is not known, the way to it is assumed.
"""

from collections.abc import Sequence
from typing import Final, TypeAlias

import numpy as np

from gongdan.engines.routing.model import Travel

Point: TypeAlias = tuple[float, float] | None
"""Latitude and longitude in degrees (WGS-84); None: nobody knows."""

SPEED: Final = 25.7 / 3.6
"""Metres of the crow's way in a second, as measured against a town's road network."""
ASSUMED_SECONDS: Final = 1_200
ASSUMED_METRES: Final = 8_500
_RADIUS: Final = 6_371_000.0


def travel_between(points: Sequence[Point]) -> Travel:
    """Return distances (m) and durations (s) between all points."""
    known = np.array([point is not None for point in points], dtype=bool)
    degrees = np.array([point or (0.0, 0.0) for point in points], dtype=np.float64).reshape(-1, 2)
    latitude, longitude = np.radians(degrees).T
    half = (
        np.sin((latitude[:, None] - latitude) / 2) ** 2
        + np.cos(latitude[:, None])
        * np.cos(latitude)
        * np.sin((longitude[:, None] - longitude) / 2) ** 2
    )
    metres = 2 * _RADIUS * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0)))
    both = known[:, None] & known
    distance = np.where(both, np.rint(metres), ASSUMED_METRES).astype(np.int64)
    duration = np.where(both, np.ceil(metres / SPEED), ASSUMED_SECONDS).astype(np.int64)
    np.fill_diagonal(distance, 0)
    np.fill_diagonal(duration, 0)
    return Travel(distance, duration)
