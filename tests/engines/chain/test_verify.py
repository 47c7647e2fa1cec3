"""The check of a database: silent on what is whole, and precise about what is not."""

from dataclasses import replace
from random import Random
from uuid import UUID

import pytest

from gongdan.engines.chain.checkpoint import Checkpoint, EpochOpened, origin_of, sign
from gongdan.engines.chain.merkle import frontier_at, root
from gongdan.engines.chain.report import Filed, Finding, HeadRow, Kind, Report
from tests.engines.chain.forest import Forest
from tests.engines.chain.ledger import KEY, Tenant, check, grow, hashed, sample

S = UUID(int=(1 << 64) + 1)
OTHER = UUID(int=(1 << 64) + 2)


@pytest.fixture
def tenant() -> Tenant:
    """One stream of six events and one of two, in a signed log with a witness."""
    made = Tenant(UUID(int=1 << 64))
    for number in range(6):
        made.append(S, b'{"n":%d}' % number, UUID(int=number), 1000 + number)
    for number in range(2):
        made.append(OTHER, b"{}", UUID(int=50 + number), 2000 + number)
    made.place()
    made.sign()
    return made


def only(report: Report) -> Finding:
    assert not report.intact
    (finding,) = (found for found in report.findings if not found.is_note)
    return finding


def first(report: Report) -> tuple[Kind, UUID | None, int | None]:
    found = report.findings[0]
    assert not report.intact
    return found.kind, found.stream, found.seq


def swap(tenant: Tenant, one: int, two: int) -> None:
    rows = tenant.streams[S]
    rows[one - 1], rows[two - 1] = rows[two - 1]._replace(seq=one), rows[one - 1]._replace(seq=two)


def test_what_is_whole_is_reported_whole(tenant: Tenant) -> None:
    report = check(tenant, sample(Random(1), 2))
    assert report.intact
    assert report.findings == ()
    assert (report.tenants, report.streams, report.signed) == (2, 10, report.signed)
    assert 8 < report.signed <= report.events


def test_nothing_at_all_is_whole() -> None:
    assert check() == Report(0, 0, 0, 0, intact=True, findings=())


def test_a_changed_body_is_named_with_its_place(tenant: Tenant) -> None:
    tenant.streams[S][2] = tenant.streams[S][2]._replace(body=b'{"n":9}')
    found = only(check(tenant))
    assert (found.kind, found.tenant, found.stream) == (Kind.BODY_CHANGED, tenant.id, S)
    assert (found.seq, found.position) == (3, 2)


@pytest.mark.parametrize("seq", [1, 3, 6])
def test_a_changed_time_or_id_is_a_changed_event(tenant: Tenant, seq: int) -> None:
    rows = tenant.streams[S]
    rows[seq - 1] = rows[seq - 1]._replace(recorded_at_us=999)
    assert first(check(tenant)) == (Kind.BODY_CHANGED, S, seq)


COMMAND, OTHER_COMMAND = UUID(int=7), UUID(int=8)


@pytest.mark.parametrize(
    ("filed", "seq"),
    [
        ((("A", COMMAND), ("B", None), ("C", None)), None),
        ((("X", COMMAND), ("B", None), ("C", None)), 1),
        ((("A", None), ("B", None), ("C", None)), 1),
        ((("A", COMMAND), ("B", COMMAND), ("C", None)), 2),
        ((("A", COMMAND), ("B", None), ("C", OTHER_COMMAND)), 3),
    ],
)
def test_a_row_filed_under_another_type_or_command_than_its_body_names_is_found(
    filed: tuple[tuple[str, UUID | None], ...], seq: int | None
) -> None:
    tenant = Tenant(UUID(int=1 << 64))
    said = (b'{"type":"A","command_id":"%s"}', b'{"type":"B","command_id":"%s"}', b'{"type":"C"}')
    for number, body in enumerate(said):
        text = body.replace(b"%s", str(COMMAND).encode())
        tenant.append(S, text, UUID(int=number), 1000 + number)
    rows = tenant.streams[S]
    tenant.streams[S] = [
        row._replace(filed=Filed(*of)) for row, of in zip(rows, filed, strict=True)
    ]
    report = check(tenant)
    assert report.intact is (seq is None)
    if seq is not None:
        assert first(report) == (Kind.MALFORMED, S, seq)


@pytest.mark.parametrize("seq", [1, 3, 6])
def test_a_changed_hash_is_told_from_a_changed_body(tenant: Tenant, seq: int) -> None:
    tenant.streams[S][seq - 1] = tenant.streams[S][seq - 1]._replace(hash=b"\x00" * 32)
    assert first(check(tenant)) == (Kind.HASH_BROKEN, S, seq)


def test_a_deleted_event_leaves_a_gap(tenant: Tenant) -> None:
    del tenant.streams[S][2]
    found = only(check(tenant))
    assert (found.kind, found.seq, found.position) == (Kind.GAP, 3, 2)


def test_an_event_that_is_there_twice_was_inserted(tenant: Tenant) -> None:
    tenant.streams[S].insert(2, tenant.streams[S][2])
    assert first(check(tenant)) == (Kind.INSERTED, S, 3)


def test_an_event_put_between_others_was_inserted(tenant: Tenant) -> None:
    rows = tenant.streams[S]
    rows[2:] = [rows[2]._replace(body=b"{}"), *(r._replace(seq=r.seq + 1) for r in rows[2:])]
    assert first(check(tenant)) == (Kind.INSERTED, S, 3)


@pytest.mark.parametrize(("one", "two"), [(1, 2), (3, 4), (2, 5), (1, 6), (5, 6)])
def test_events_that_changed_places_were_reordered(tenant: Tenant, one: int, two: int) -> None:
    swap(tenant, one, two)
    assert first(check(tenant)) == (Kind.REORDERED, S, one)


def test_a_cut_tail_is_missed_by_the_head(tenant: Tenant) -> None:
    del tenant.streams[S][4:]
    found = only(check(tenant))
    assert (found.kind, found.stream, found.seq) == (Kind.DELETED_TAIL, S, 5)


def test_a_cut_tail_with_a_mended_head_is_missed_by_the_log(tenant: Tenant) -> None:
    del tenant.streams[S][4:]
    tenant.heads[S] = HeadRow(tenant.id, S, 4, tenant.streams[S][-1].hash)
    found = only(check(tenant))
    assert (found.kind, found.seq, found.position) == (Kind.DELETED_TAIL, 5, 4)


def test_a_stream_that_vanished_is_missed_by_the_log(tenant: Tenant) -> None:
    del tenant.streams[S], tenant.heads[S]
    assert first(check(tenant)) == (Kind.DELETED_TAIL, S, 1)


def test_an_event_beyond_the_head_was_inserted(tenant: Tenant) -> None:
    head = tenant.heads[S]
    tenant.append(S, b"{}", UUID(int=9), 9000)
    tenant.heads[S] = head
    assert first(check(tenant)) == (Kind.INSERTED, S, 7)


def test_a_changed_or_missing_head_is_seen(tenant: Tenant) -> None:
    tenant.heads[S] = tenant.heads[S]._replace(hash=bytes(32))
    assert first(check(tenant)) == (Kind.HASH_BROKEN, S, 6)
    del tenant.heads[S]
    assert first(check(tenant)) == (Kind.HASH_BROKEN, S, 6)


def test_a_clock_that_ran_back_is_seen_although_the_hash_holds() -> None:
    tenant = Tenant(UUID(int=1 << 64))
    for at in (1000, 1001, 1001):
        tenant.append(S, b"{}", UUID(int=at), at)
    assert first(check(tenant)) == (Kind.CLOCK_BACKWARDS, S, 3)


def test_a_stream_hashed_anew_is_missed_by_the_tree(tenant: Tenant) -> None:
    rows = tenant.streams[S]
    rows[3] = rows[3]._replace(body=b'{"forged":1}')
    for at in range(3, 6):
        rows[at] = hashed(rows[at - 1].hash, rows[at])
    tenant.heads[S] = HeadRow(tenant.id, S, 6, rows[5].hash)
    found = only(check(tenant))
    assert (found.kind, found.stream, found.seq, found.position) == (Kind.LOG_MISMATCH, S, 4, 3)


def test_a_stream_hashed_anew_is_missed_by_the_tree_before_its_checkpoint(tenant: Tenant) -> None:
    tenant.append(S, b"{}", UUID(int=9), 9000)
    tenant.place()
    assert check(tenant).signed == 8
    tenant.streams[S][6] = hashed(
        tenant.streams[S][5].hash, tenant.streams[S][6]._replace(body=b"[]")
    )
    tenant.heads[S] = HeadRow(tenant.id, S, 7, tenant.streams[S][6].hash)
    assert first(check(tenant)) == (Kind.LOG_MISMATCH, S, 7)


def test_a_removed_log_entry_is_traced_to_its_event(tenant: Tenant) -> None:
    del tenant.entries[S, 6]
    found = only(check(tenant))
    assert (found.kind, found.stream, found.seq, found.position) == (Kind.LOG_MISMATCH, S, 6, 5)


def test_a_cut_tail_with_head_and_entry_leaves_a_hole_in_the_log(tenant: Tenant) -> None:
    del tenant.streams[S][5:], tenant.entries[S, 6]
    tenant.heads[S] = HeadRow(tenant.id, S, 5, tenant.streams[S][-1].hash)
    found = only(check(tenant))
    assert (found.kind, found.stream, found.position) == (Kind.LOG_MISMATCH, None, 5)


@pytest.mark.parametrize(
    "change", [{(S, 3): 3, (S, 4): 2}, {(S, 3): 6, (OTHER, 1): 2}, {(S, 3): 0}]
)
def test_places_that_were_exchanged_are_seen(
    tenant: Tenant, change: dict[tuple[UUID, int], int]
) -> None:
    tenant.entries |= change
    report = check(tenant)
    assert not report.intact
    assert (Kind.LOG_MISMATCH, S) in {(found.kind, found.stream) for found in report.findings}


@pytest.fixture
def unsigned(tenant: Tenant) -> Tenant:
    """The same rows with places but no tree: only the order of the places can be checked."""
    tenant.notes.clear()
    tenant.witness.clear()
    tenant.forest = Forest()
    return tenant


def test_places_against_the_order_of_a_stream_are_seen_without_a_tree(unsigned: Tenant) -> None:
    assert check(unsigned).intact
    unsigned.entries |= {(S, 3): 3, (S, 4): 2}
    assert only(check(unsigned)).seq == 4


def test_a_place_left_out_inside_a_stream_is_seen_without_a_tree(unsigned: Tenant) -> None:
    del unsigned.entries[S, 3]
    assert first(check(unsigned)) == (Kind.LOG_MISMATCH, S, 3)


def test_an_older_checkpoint_must_be_of_the_same_tree(tenant: Tenant) -> None:
    forked = Checkpoint(origin_of(tenant.id, 1), 5, bytes(32))
    tenant.notes.append(sign(forked, KEY))
    assert only(check(tenant)).kind == Kind.ROOT_MISMATCH


def test_a_torn_or_changed_tile_is_named(tenant: Tenant) -> None:
    tenant.forest.stored[0, 0] = tenant.forest.stored[0, 0][:-32]
    assert Kind.ROOT_MISMATCH in {found.kind for found in check(tenant).findings}


def test_a_changed_leaf_in_a_full_tile_is_missed_by_the_tile_above() -> None:
    tenant = Tenant(UUID(int=1 << 64))
    grow(tenant, Random(7), 600)
    tenant.place()
    tenant.sign()
    assert check(tenant).intact
    data = bytearray(tenant.forest.stored[0, 1])
    data[40] ^= 1
    tenant.forest.stored[0, 1] = bytes(data)
    kinds = {(found.kind, found.position) for found in check(tenant).findings}
    assert kinds == {(Kind.ROOT_MISMATCH, 256), (Kind.LOG_MISMATCH, 257)}


def test_a_checkpoint_that_nobody_signed_is_refused(tenant: Tenant) -> None:
    tenant.notes[0] = tenant.notes[0].replace("\n8\n", "\n7\n")
    assert Kind.CHECKPOINT_SIGNATURE in {found.kind for found in check(tenant).findings}


def test_a_checkpoint_of_another_tenant_is_refused(tenant: Tenant) -> None:
    other = sample(Random(3), 2)
    tenant.notes.append(other.notes[-1])
    assert only(check(tenant)).kind == Kind.CHECKPOINT_SIGNATURE


def test_an_old_copy_is_found_by_the_witness_and_only_by_it() -> None:
    old = sample(Random(4), 2)
    new = sample(Random(4), 2)
    grow(new, Random(5), 10)
    new.place()
    old.witness.append(new.sign())
    found = only(check(old))
    assert (found.kind, found.tenant) == (Kind.ROLLED_BACK, old.id)
    old.witness.clear()
    report = check(old)
    assert report.intact
    assert [found.kind for found in report.findings] == [Kind.NO_WITNESS]


def test_an_old_copy_that_went_on_is_found_by_the_witness() -> None:
    rolled, seen = sample(Random(4), 2), sample(Random(4), 2)
    grow(seen, Random(5), 10)
    seen.place()
    rolled.witness.append(seen.sign())
    grow(rolled, Random(6), 30)
    rolled.place()
    rolled.sign(tell=False)
    assert only(check(rolled)).kind == Kind.ROOT_MISMATCH


def restored(lost_until: int) -> Tenant:
    """An old copy whose operator opened a new epoch, with a witness of the lost end."""
    kept, lost = sample(Random(4), 2), sample(Random(4), 2)
    trusted = kept.forest.edge.size
    trusted_root = root(frontier_at(kept.forest.read, trusted))
    grow(lost, Random(5), 10)
    lost.place()
    kept.witness.append(lost.sign())
    record = EpochOpened(2, 1, trusted, trusted_root, lost_until or lost.forest.edge.size)
    grow(kept, Random(6), 30)
    kept.place()
    kept.epoch = 2
    kept.sign()
    kept.log = kept.log.__class__(epochs=(record,))
    return kept


def test_a_restore_that_says_what_it_lost_is_no_fault() -> None:
    assert check(restored(0)).findings == ()


def test_a_restore_that_lost_more_than_it_says_is_rolled_back() -> None:
    assert only(check(restored(1))).kind == Kind.ROLLED_BACK


def test_a_restore_must_name_the_root_that_it_trusts() -> None:
    tenant = restored(0)
    (record,) = tenant.log.epochs
    tenant.log = tenant.log.__class__(epochs=(replace(record, trusted_root=bytes(32)),))
    assert only(check(tenant)).kind == Kind.ROOT_MISMATCH


def test_a_new_epoch_without_a_record_is_rolled_back() -> None:
    tenant = restored(0)
    tenant.log = tenant.log.__class__()
    assert {found.kind for found in check(tenant).findings} >= {Kind.ROLLED_BACK}


def test_a_log_without_a_checkpoint_is_said_to_be_unsigned(tenant: Tenant) -> None:
    tenant.notes.clear()
    tenant.witness.clear()
    report = check(tenant)
    assert report.intact
    assert [found.kind for found in report.findings] == [Kind.NOT_SIGNED, Kind.NO_WITNESS]
