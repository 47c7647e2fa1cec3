"""The vault over both of its tables: knows persons again, seals, opens, erases, rotates."""

import asyncio
from uuid import UUID

import pytest

from gongdan.adapters.file_keys import FileKeys
from gongdan.kernel.ids import new_id
from gongdan.rooms.privacy.contract import (
    BlindKind,
    Envelope,
    KeyUnavailableError,
    Place,
    SealBrokenError,
    SubjectDestroyedError,
    row_place,
)
from gongdan.rooms.privacy.handlers.vault import SubjectVault
from gongdan.rooms.privacy.jobs import rewrap_keys
from gongdan.rooms.privacy.ports import SubjectKeys

CONTACT = {"name": "王小明", "phone": "13812345678", "email": "w@example.com"}


async def test_the_same_number_leads_to_the_same_person(vault: SubjectVault, tenant: UUID) -> None:
    first = await vault.subject_for(tenant, phone="13812345678")
    assert await vault.subject_for(tenant, phone="+86 138 1234 5678") == first
    assert await vault.known_subject(tenant, phone="138-1234-5678") == first
    assert await vault.subject_for(tenant, phone="13812345679") != first


async def test_only_looking_makes_nobody(vault: SubjectVault, tenant: UUID) -> None:
    assert await vault.known_subject(tenant, phone="13812345678") is None
    assert await vault.known_subject(tenant, phone="not a number") is None
    assert await vault.known_subject(tenant) is None


async def test_a_mail_learnt_beside_a_known_number_leads_there_too(
    vault: SubjectVault, tenant: UUID
) -> None:
    person = await vault.subject_for(tenant, phone="13812345678")
    assert await vault.subject_for(tenant, phone="13812345678", email="w@example.com") == person
    assert await vault.known_subject(tenant, email="W@Example.com") == person


async def test_the_number_decides_where_number_and_mail_disagree(
    vault: SubjectVault, tenant: UUID
) -> None:
    one = await vault.subject_for(tenant, phone="13812345678")
    two = await vault.subject_for(tenant, email="w@example.com")
    assert await vault.subject_for(tenant, phone="13812345678", email="w@example.com") == one
    assert await vault.known_subject(tenant, email="w@example.com") == two


async def test_people_without_number_or_mail_are_each_somebody_new(
    vault: SubjectVault, tenant: UUID
) -> None:
    assert await vault.subject_for(tenant) != await vault.subject_for(tenant, phone="-")


async def test_calls_at_the_same_moment_find_one_person(vault: SubjectVault, tenant: UUID) -> None:
    calls = [vault.subject_for(tenant, phone="13812345678", email="a@b.cn") for _ in range(8)]
    persons = await asyncio.gather(*calls)
    assert len(set(persons)) == 1
    assert await vault.known_subject(tenant, email="a@b.cn") == persons[0]
    place = row_place(new_id())
    sealed = await vault.seal(tenant, persons[0], place, CONTACT)
    assert await vault.open(tenant, place.stream, sealed) == CONTACT


async def test_what_was_sealed_opens_for_another_process(
    vault: SubjectVault, keys: SubjectKeys, encryption: FileKeys, tenant: UUID
) -> None:
    subject, place = new_id(), Place(new_id(), new_id())
    sealed = await vault.seal(tenant, subject, place, CONTACT)
    assert not any(value.encode() in sealed[field].c for field, value in CONTACT.items())
    other = SubjectVault(keys, encryption)
    assert await other.open(tenant, place.stream, sealed, event=place.event) == CONTACT


async def test_a_value_moved_to_another_order_event_field_or_tenant_is_refused(
    vault: SubjectVault, tenant: UUID
) -> None:
    place = Place(new_id(), new_id())
    sealed = await vault.seal(tenant, new_id(), place, CONTACT)
    with pytest.raises(SealBrokenError):
        await vault.open(tenant, new_id(), sealed)
    with pytest.raises(SealBrokenError):
        await vault.open(tenant, place.stream, sealed, event=new_id())
    with pytest.raises(SealBrokenError):
        await vault.open(tenant, place.stream, {"name": sealed["phone"]})
    # another tenant has no key of that subject: to it the person never was
    assert await vault.open(new_id(), place.stream, sealed) == {}


async def test_many_orders_open_at_once_and_only_the_erased_is_missing(
    vault: SubjectVault, tenant: UUID
) -> None:
    places = [Place(new_id(), new_id()) for _ in range(3)]
    subjects = [new_id() for _ in places]
    envelopes = [
        Envelope(place.stream, await vault.seal(tenant, subject, place, CONTACT), place.event)
        for place, subject in zip(places, subjects, strict=True)
    ]
    await vault.destroy(tenant, subjects[1])
    assert await vault.open_all(tenant, envelopes) == [CONTACT, {}, CONTACT]


async def test_an_erased_person_is_unreadable_unknown_and_never_sealed_for_again(
    vault: SubjectVault, keys: SubjectKeys, encryption: FileKeys, tenant: UUID
) -> None:
    place = row_place(new_id())
    subject = await vault.subject_for(tenant, phone="13812345678", email="w@example.com")
    sealed = await vault.seal(tenant, subject, place, CONTACT)
    await vault.destroy(tenant, subject)
    for reader in (vault, SubjectVault(keys, encryption)):
        assert await reader.open(tenant, place.stream, sealed) == {}
        assert await reader.known_subject(tenant, phone="13812345678") is None
        assert await reader.known_subject(tenant, email="w@example.com") is None
        with pytest.raises(SubjectDestroyedError):
            await reader.seal(tenant, subject, place, CONTACT)
    assert await vault.subject_for(tenant, phone="13812345678") != subject


async def test_erasing_somebody_never_sealed_for_holds_too(
    vault: SubjectVault, tenant: UUID
) -> None:
    subject = new_id()
    await vault.destroy(tenant, subject)
    await vault.destroy(tenant, subject)
    with pytest.raises(SubjectDestroyedError):
        await vault.seal(tenant, subject, row_place(new_id()), CONTACT)


async def test_a_digest_is_the_same_in_each_process_and_differs_by_tenant(
    vault: SubjectVault, keys: SubjectKeys, encryption: FileKeys, tenant: UUID
) -> None:
    digest = await vault.blind(tenant, BlindKind.PHONE, "138 1234 5678")
    other = SubjectVault(keys, encryption)
    assert await other.blind(tenant, BlindKind.PHONE, "+8613812345678") == digest


async def test_keys_rotate_while_people_read_and_the_old_master_opens_nothing_after(
    vault: SubjectVault, keys: SubjectKeys, encryption: FileKeys, tenant: UUID
) -> None:
    sealed = {}
    for number in range(20):
        place = row_place(new_id())
        subject = await vault.subject_for(tenant, phone=f"138000000{number:02}")
        sealed[place.stream] = await vault.seal(tenant, subject, place, CONTACT)
    before = {each["phone"].c for each in sealed.values()}
    rotated = asyncio.Event()
    reads = 0

    async def keep_reading() -> None:
        nonlocal reads
        while reads < 40 or not rotated.is_set():
            fresh = SubjectVault(keys, encryption)
            for stream, values in sealed.items():
                assert await fresh.open(tenant, stream, values) == CONTACT
                reads += 1

    reader = asyncio.create_task(keep_reading())
    encryption.add_version()
    moved = await rewrap_keys(tenant, keys, encryption)
    rotated.set()
    await reader
    assert moved == 21  # twenty people and the tenant's blinding key
    assert reads >= 40
    assert await rewrap_keys(tenant, keys, encryption) == 0

    old = FileKeys({1: encryption._masters[1]})
    encryption.retire(1)
    fresh = SubjectVault(keys, encryption)
    for stream, values in sealed.items():
        assert await fresh.open(tenant, stream, values) == CONTACT
    assert await fresh.known_subject(tenant, phone="13800000007") is not None
    assert {each["phone"].c for each in sealed.values()} == before
    stolen = SubjectVault(keys, old)
    with pytest.raises(KeyUnavailableError):
        await stolen.open(tenant, stream, values)


async def test_rotation_brings_no_destroyed_key_back(
    vault: SubjectVault, keys: SubjectKeys, tenant: UUID
) -> None:
    subject = await vault.subject_for(tenant, phone="13812345678")
    before = list(await keys.of(tenant, [subject]))
    await vault.destroy(tenant, subject)
    await keys.rewrapped(tenant, before)  # a rotation that had read just before
    assert [key.key for key in await keys.of(tenant, [subject])] == [None]
