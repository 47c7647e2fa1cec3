"""`gongdan roster`: who works when, under the law, and where people are missing and why."""

from pathlib import Path
from typing import Final

import click
import msgspec

from gongdan.engines.rostering.checking import check
from gongdan.engines.rostering.model import DAY, Gap, Period, Relaxed, Roster
from gongdan.engines.rostering.sense import senseless
from gongdan.engines.rostering.solving import Effort, changed, solve
from gongdan.entrypoints.cli.told import Fault, as_json_option, tell

_LARGEST: Final = 20_000_000
_MOST_LINES: Final = 20
_WORDS: Final = {
    "skill": "nobody has the skill",
    "place": "work at another place",
    "no_shift": "may have no shift that covers it",
    "absent": "are absent",
    "on_duty": "are on duty that day already",
    "rest": "need their rest",
    "week_hours": "have their hours of the week",
    "days_in_row": "would work too many days without one off",
    "free": "could, but it would cost more than it brings",
}
_SENSE: Final = {
    "out_of_range": "is out of range",
    "too_many": "are too many",
    "other_length": "must have one number for each hour of the period",
    "twice": "has the same id twice",
    "unknown": "names a person or kind of shift that is not there",
}


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--seconds",
    type=click.FloatRange(0.1, 86_400),
    default=10.0,
    show_default=True,
    help="Seconds on the clock to search for.",
)
@click.option("--seed", default=0, show_default=True, help="Chance, to be repeated.")
@as_json_option
def roster(*, file: Path, seconds: float, seed: int, as_json: bool) -> None:
    """Roster the period in FILE (JSON: days, kinds, people, needs, rules, fixed, before).

    The law is never broken: what was asked for and is not possible within it is named, as few
    things as can be. Prints duties, gaps with what stands in the way, and the checker's findings.
    """
    period = _read(file)
    found = solve(period, Effort(seconds=seconds, seed=seed))
    wrong = check(period, found)
    gone, new = changed(period.before, found.duties) if period.before else ((), ())
    tell(
        {
            "duties": msgspec.to_builtins(found.duties),
            "gaps": [{**msgspec.to_builtins(gap), "says": _gap(gap)} for gap in found.gaps],
            "short_hours": _short(found),
            "needed_hours": sum(sum(need.hours) for need in period.needs),
            "relaxed": [
                {**msgspec.to_builtins(each), "says": _relaxed(each)} for each in found.relaxed
            ],
            "violations": len(wrong),
            "wrong": msgspec.to_builtins(wrong[:_MOST_LINES]),
            "bound": round(found.bound, 4),
            "changed": len(gone) + len(new),
        },
        _sentences(period, found, len(wrong)),
        as_json=as_json,
    )


def _read(file: Path) -> Period:
    if file.stat().st_size > _LARGEST:
        raise Fault(f"{file} is larger than {_LARGEST:,} bytes: that is no period of one house.")
    try:
        period = msgspec.json.decode(file.read_bytes(), type=Period)
    except msgspec.DecodeError as fault:
        raise Fault(f"{file} is no period: {fault}.") from None
    wrong = senseless(period)
    if wrong:
        said = "; ".join(f"{each.where} {_SENSE[each.why]}" for each in wrong[:5])
        raise Fault(f"{file} makes no sense: {said}.")
    return period


def _short(found: Roster) -> int:
    return sum((gap.need - gap.cover) * gap.hours for gap in found.gaps)


def _gap(gap: Gap) -> str:
    until = gap.begins + gap.hours
    reasons = ", ".join(
        _WORDS[why] if why == "skill" else f"{count} {_WORDS[why]}"
        for why, count in sorted(gap.blocked.items(), key=lambda each: -each[1])
    )
    return (
        f"Day {gap.day + 1}, {gap.begins:02}:00 to {until % DAY:02}:00, {gap.skill} at "
        f"{gap.place}: {gap.cover} of {gap.need}. {reasons}."
    )


def _relaxed(each: Relaxed) -> str:
    if each.what == "fixed":
        return f"The fixed duty of {each.person} on day {each.day + 1} can't be: {each.why}."
    if each.what == "least_hours":
        return f"{each.person} gets less than the hours owed in the week from day {each.day + 1}."
    return f"{each.skill} at {each.place} can't be covered as it must on day {each.day + 1}."


def _sentences(period: Period, found: Roster, wrong: int) -> str:
    head = (
        f"{len(found.duties)} duties of {len(period.people)} people in {period.days} days; "
        f"{_short(found)} person-hours short; {len(found.relaxed)} things given up; "
        f"{wrong} violations; at most {found.bound:.1%} from the best."
    )
    lines = [
        head,
        *(_relaxed(each) for each in found.relaxed),
        *(_gap(gap) for gap in found.gaps[:_MOST_LINES]),
    ]
    if len(found.gaps) > _MOST_LINES:
        lines.append(f"... and {len(found.gaps) - _MOST_LINES} gaps more (--json).")
    return "\n".join(lines)
