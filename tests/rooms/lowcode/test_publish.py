"""Draft, publish, retire, roll back: told as given, when, then."""

from functools import reduce

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from gongdan.kernel.messages import Accepted, Refused
from gongdan.rooms.lowcode.contract.publishing import (
    DefinitionPublished,
    DefinitionRetired,
    DraftSaved,
    PublishBody,
    PublishDraft,
    PublishingCommand,
    PublishingEvent,
    RetireDefinition,
    RollBack,
    SaveDraft,
)
from gongdan.rooms.lowcode.domain.publish import Shelf, decide, evolve

K = "five_step"


def given(*events: PublishingEvent) -> Shelf:
    return reduce(evolve, events, Shelf())


def when(shelf: Shelf, command: PublishingCommand) -> tuple[PublishingEvent, ...] | str:
    done = decide(shelf, command)
    return done.events if isinstance(done, Accepted) else done.code


def saved(edition: int, body: str = "a") -> DraftSaved:
    return DraftSaved(key=K, edition=edition, sha256=body)


def published(version: int, body: str = "a", **parts: object) -> DefinitionPublished:
    return DefinitionPublished(key=K, version=version, sha256=body, **parts)


def retired(version: int) -> DefinitionRetired:
    return DefinitionRetired(key=K, version=version)


TWO = (published(1, "a"), retired(1), published(2, "b"))


@pytest.mark.parametrize(
    ("events", "command", "then"),
    [
        ((), SaveDraft(key=K, sha256="a"), (saved(1),)),
        ((saved(1),), SaveDraft(key=K, sha256="b", edition=1), (saved(2, "b"),)),
        ((saved(1),), SaveDraft(key=K, sha256="a", edition=1), ()),
        ((saved(1),), SaveDraft(key=K, sha256="b"), "definition_draft_changed_meanwhile"),
        (
            (saved(3),),
            PublishDraft(key=K, edition=3, sha256="a"),
            (published(1, from_draft=True),),
        ),
        (
            (*TWO, saved(1, "c")),
            PublishDraft(key=K, edition=1, sha256="c"),
            (retired(2), published(3, "c", from_draft=True)),
        ),
        ((), PublishDraft(key=K, edition=1, sha256="a"), "definition_draft_missing"),
        (
            (saved(2),),
            PublishDraft(key=K, edition=1, sha256="a"),
            "definition_draft_changed_meanwhile",
        ),
        (
            (saved(1, "b"),),
            PublishDraft(key=K, edition=1, sha256="a"),
            "definition_draft_changed_meanwhile",
        ),
        (
            (*TWO, saved(1, "b")),
            PublishDraft(key=K, edition=1, sha256="b"),
            "definition_nothing_new",
        ),
        (TWO, RollBack(key=K, version=1), (retired(2), published(3, "a", body_of=1))),
        (TWO, RollBack(key=K, version=2), "definition_nothing_new"),
        (TWO, RollBack(key=K, version=9), "definition_version_unknown"),
        (TWO, RetireDefinition(key=K), (retired(2),)),
        ((), RetireDefinition(key=K), "definition_not_published"),
        ((), PublishBody(key=K, sha256="a"), (published(1),)),
        (TWO, PublishBody(key=K, sha256="a"), ()),
        (TWO, PublishBody(key=K, sha256="c"), (retired(2), published(3, "c"))),
    ],
)
def test_what_becomes_of_a_definition(
    events: tuple[PublishingEvent, ...],
    command: PublishingCommand,
    then: tuple[PublishingEvent, ...] | str,
) -> None:
    assert when(given(*events), command) == then


commands = st.one_of(
    st.builds(SaveDraft, key=st.just(K), sha256=st.sampled_from("abc"), edition=st.integers(0, 3)),
    st.builds(PublishDraft, key=st.just(K), edition=st.integers(1, 3), sha256=st.sampled_from("abc")),
    st.builds(PublishBody, key=st.just(K), sha256=st.sampled_from("abc")),
    st.builds(RollBack, key=st.just(K), version=st.integers(1, 5)),
    st.just(RetireDefinition(key=K)),
)  # fmt: skip


@drawn(st.lists(commands, max_size=30))
def test_versions_have_no_gaps_and_at_most_one_is_published(
    script: list[PublishingCommand],
) -> None:
    shelf = Shelf()
    for command in script:
        before = {version.version: version.sha256 for version in shelf.versions}
        done = decide(shelf, command)
        if not isinstance(done, Refused):
            shelf = reduce(evolve, done.events, shelf)
        assert [each.version for each in shelf.versions] == list(range(1, len(shelf.versions) + 1))
        assert sum(each.status == "published" for each in shelf.versions) <= 1
        after = {version.version: version.sha256 for version in shelf.versions}
        assert before.items() <= after.items()
