"""Words by which the flow knows people, and the number by which orders are ranked."""

from uuid import UUID


def person_of(word: str) -> UUID | None:
    """Return the person that a flow's word `user:<id>` names, or None for any other word."""
    kind, _, name = word.partition(":")
    try:
        return UUID(name) if kind == "user" else None
    except ValueError:  # a rule took the name from a field that anybody may fill
        return None


def word_of(person: UUID) -> str:
    """Return the word by which the flow knows a person."""
    return f"user:{person}"


def priority_of(urgency: int, impact: int) -> int:
    """Return the priority, 1 (first) to 5, of an urgency (1-4) and an impact (1-3).

    The usual service-desk matrix: the two weigh alike, and only the most urgent work for
    many people comes first.
    """
    return min(5, max(1, urgency + impact - 1))
