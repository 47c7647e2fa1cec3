"""Who could do a visit at all, whatever else the day holds."""

from itertools import pairwise

from gongdan.engines.routing.model import Day, Technician, Visit, WhyNot


def fits(day: Day, who: Technician, visit: Visit) -> bool:
    """Tell whether the technician alone could do the visit, from home, by a store if need be."""
    return why_not(day, who, visit) is None


def why_not(day: Day, who: Technician, visit: Visit) -> WhyNot | None:
    """Return the first reason why the technician can't do the visit (None: he can)."""
    if visit.only and who.id not in visit.only:
        return "reserved"
    if not visit.skills <= who.skills:
        return "skills"
    equipped = visit.tools <= who.tools
    supplied = has_parts(who.parts, visit.parts)
    if not day.stores and not equipped:
        return "tools"
    if not day.stores and not supplied:
        return "parts"
    ways: list[tuple[int, ...]] = [(who.home, store, visit.place) for store in day.stores]
    if equipped and supplied:
        ways = [(who.home, visit.place)]
    return None if any(_in_time(day, who, visit, way) for way in ways) else "hours"


def why_nobody(day: Day, visit: Visit) -> WhyNot:
    """Return why nobody does a visit: the reason that came closest to being none."""
    found = {why_not(day, who, visit) for who in day.technicians}
    if None in found:
        return "no_room"
    nearest: tuple[WhyNot, ...] = ("hours", "parts", "tools")
    for reason in nearest:
        if reason in found:
            return reason
    return "reserved" if visit.only else "skills"


def has_parts(stock: tuple[int, ...], needed: tuple[int, ...]) -> bool:
    """Tell whether a stock, by kind, has what is needed; kinds it does not name it has not."""
    return all(
        need <= (stock[kind] if kind < len(stock) else 0) for kind, need in enumerate(needed)
    )


def _in_time(day: Day, who: Technician, visit: Visit, way: tuple[int, ...]) -> bool:
    duration = day.travel.duration
    there = who.starts + sum(int(duration[a, b]) for a, b in pairwise(way))
    begins = max(there, visit.opens)
    back = begins + visit.work + int(duration[visit.place, who.ends])
    return begins <= visit.closes and back <= who.stops
