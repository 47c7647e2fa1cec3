"""A model as bytes and back: no pickle, nothing that runs, checked before it is believed.

`MAGIC`, SHA-256 of the rest, then one msgpack map of numbers, texts and plain arrays (little
endian; weights take two bytes each). The same model gives the same bytes.
"""

import hashlib
from typing import Final, Literal

import msgspec
import numpy as np
from msgspec import Struct

from gongdan.engines.triage.calibration import Against, Calibration
from gongdan.engines.triage.grams import BUCKETS
from gongdan.engines.triage.model import Model, Origin
from gongdan.engines.triage.vocabulary import FRESH, Vocabulary

MAGIC: Final = b"gongdan-triage 1\n"
_DIGEST: Final = 32
_NEVER: Final = 1e9


class Unreadable(Struct, frozen=True):
    """Why bytes are no model that this version reads."""

    reason: Literal["not_a_model", "damaged", "inconsistent"]


class _Stored(Struct, frozen=True):
    labels: tuple[str, ...]
    pieces: bool
    strangers: float
    sharpness: float
    route_from: float
    in_scope_from: float
    origin: Origin
    texts: int
    buckets: bytes
    idf: bytes
    weights: bytes
    fresh: bytes
    bias: bytes
    shares: bytes
    confidences: bytes
    opening: bool = False
    against: Against = "all"


def store(model: Model) -> bytes:
    """Return a model as bytes; fresh columns that learned nothing take no room."""
    weights = model.weights.astype("<f2")
    fresh = weights[model.known.size :]
    body = msgspec.msgpack.encode(
        _Stored(
            labels=model.labels,
            pieces=model.known.pieces,
            strangers=model.known.strangers,
            sharpness=model.calibration.sharpness,
            route_from=model.route_from,
            in_scope_from=max(model.in_scope_from, -_NEVER),
            origin=model.origin,
            texts=model.texts,
            buckets=model.known.buckets.astype("<i4").tobytes(),
            idf=model.known.weights.astype("<f4").tobytes(),
            weights=weights[: model.known.size].tobytes(),
            fresh=fresh.tobytes() if fresh.any() else b"",
            bias=model.bias.astype("<f4").tobytes(),
            shares=model.calibration.shares.astype("<f8").tobytes(),
            confidences=model.calibration.confidences.astype("<f8").tobytes(),
            opening=model.known.opening,
            against=model.calibration.against,
        )
    )
    return MAGIC + hashlib.sha256(body).digest() + body


def load(stored: bytes) -> Model | Unreadable:
    """Return the model that bytes hold, or why they hold none."""
    start = len(MAGIC) + _DIGEST
    if not stored.startswith(MAGIC) or len(stored) < start:
        return Unreadable("not_a_model")
    body = stored[start:]
    if hashlib.sha256(body).digest() != stored[len(MAGIC) : start]:
        return Unreadable("damaged")
    try:
        model = _unpack(msgspec.msgpack.decode(body, type=_Stored))
    except msgspec.MsgspecError:
        return Unreadable("damaged")
    except ValueError:  # an array of another length than labels and grams ask for
        return Unreadable("inconsistent")
    return model if _sane(model) else Unreadable("inconsistent")


def _unpack(kept: _Stored) -> Model:
    labels = len(kept.labels)
    buckets = np.frombuffer(kept.buckets, "<i4").astype(np.int32)
    known = np.frombuffer(kept.weights, "<f2").reshape(len(buckets), labels)
    fresh = kept.fresh or bytes(2 * FRESH * labels)
    weights = np.vstack([known, np.frombuffer(fresh, "<f2").reshape(FRESH, labels)])
    idf = np.frombuffer(kept.idf, "<f4").astype(np.float32)
    shares = np.frombuffer(kept.shares, "<f8").astype(np.float64)
    return Model(
        labels=kept.labels,
        known=Vocabulary(
            buckets, idf.reshape(len(buckets)), kept.pieces, kept.strangers, kept.opening
        ),
        weights=weights.astype(np.float32),
        bias=np.frombuffer(kept.bias, "<f4").astype(np.float32).reshape(labels),
        calibration=Calibration(
            kept.sharpness,
            shares,
            np.frombuffer(kept.confidences, "<f8").astype(np.float64).reshape(len(shares)),
            kept.against,
        ),
        route_from=kept.route_from,
        in_scope_from=kept.in_scope_from,
        origin=kept.origin,
        texts=kept.texts,
    )


def _sane(model: Model) -> bool:
    """Tell whether grams are in order, something is there to answer, and numbers are numbers."""
    buckets, curve = model.known.buckets, model.calibration
    numbers = (model.weights, model.bias, model.known.weights, curve.shares, curve.confidences)
    return (
        len(model.labels) > 0
        and len(curve.shares) > 0
        and bool(np.all(np.diff(curve.shares) >= 0))
        and bool(np.all(np.diff(buckets) > 0))
        and (len(buckets) == 0 or bool(buckets[0] >= 0 and buckets[-1] < BUCKETS))
        and all(bool(np.isfinite(each).all()) for each in numbers)
    )
