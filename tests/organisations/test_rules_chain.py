"""The journal's chain shows the first entry that was changed, removed, added or cut."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisations.rules.chain import (
    GENESIS,
    ChainedEntry,
    canonical_json,
    entry_hash,
    first_broken,
)
from tests.rules_tables import table

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(codec="utf-8")), inner, max_size=3)
    ),
    max_leaves=8,
)
payloads = st.dictionaries(st.text(st.characters(codec="utf-8")), values, max_size=4)


def chained(contents: list[dict[str, object]]) -> list[ChainedEntry]:
    """Build a sound chain of these payloads."""
    entries, previous = [], GENESIS
    for number, payload in enumerate(contents, start=1):
        own = entry_hash(previous, payload)
        entries.append(ChainedEntry(number, previous, payload, own))
        previous = own
    return entries


def five() -> list[ChainedEntry]:
    return chained([{"action": "vote", "number": number} for number in range(1, 6)])


def test_a_hash_can_be_computed_again_by_hand() -> None:
    text = '{"payload":{"acte":"créé","n":1},"previous":"' + "0" * 64 + '"}'
    by_hand = hashlib.sha256(text.encode("utf-8")).hexdigest()
    assert entry_hash(GENESIS, {"n": 1, "acte": "créé"}) == by_hand


def test_the_chain_of_the_page_holds() -> None:
    previous = GENESIS
    for row in table("chain"):
        assert entry_hash(previous, json.loads(row["payload"])) == row["hash"], row["number"]
        previous = row["hash"]


def test_the_order_of_keys_changes_nothing() -> None:
    assert canonical_json({"b": 1, "a": [True, None]}) == '{"a":[true,null],"b":1}'


def test_a_number_that_json_cannot_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        entry_hash(GENESIS, {"n": float("nan")})


@given(st.lists(payloads, max_size=6))
def test_a_sound_chain_holds(contents: list[dict[str, object]]) -> None:
    entries = chained(contents)
    head = (len(entries), entries[-1].hash if entries else GENESIS)
    assert first_broken(entries) is None
    assert first_broken(entries, head) is None


@given(st.lists(payloads, min_size=1, max_size=6), st.data())
def test_any_changed_entry_is_named(contents: list[dict[str, object]], data: st.DataObject) -> None:
    entries = chained(contents)
    at = data.draw(st.integers(0, len(entries) - 1))
    other = data.draw(payloads.filter(lambda payload: payload != contents[at]))
    entries[at] = replace(entries[at], payload=other)
    assert first_broken(entries) == at + 1


def test_an_entry_rewritten_with_its_hash_breaks_the_next() -> None:
    entries = five()
    forged = {"action": "vote", "number": 99}
    entries[1] = replace(entries[1], payload=forged, hash=entry_hash(entries[0].hash, forged))
    assert first_broken(entries) == 3


def test_an_entry_that_names_another_predecessor_is_broken() -> None:
    entries = five()
    entries[3] = replace(entries[3], previous=entries[0].hash)
    assert first_broken(entries) == 4


def test_a_head_that_was_never_at_the_start_breaks_an_empty_journal_at_one() -> None:
    assert first_broken([], (0, "f" * 64)) == 1


def test_a_removed_entry_is_named_by_its_own_number() -> None:
    entries = five()
    del entries[2]
    assert first_broken(entries) == 3


def test_an_entry_shown_twice_is_named() -> None:
    entries = five()
    assert first_broken([*entries[:3], entries[2], *entries[3:]]) == 3


def test_a_chain_that_does_not_start_at_the_beginning_is_broken_at_one() -> None:
    assert first_broken(five()[1:]) == 1


@pytest.mark.parametrize("kept", range(5))
def test_a_cut_tail_is_seen_by_the_head_kept_apart(kept: int) -> None:
    entries = five()
    head = (5, entries[-1].hash)
    assert first_broken(entries[:kept]) is None
    assert first_broken(entries[:kept], head) == kept + 1


def test_an_entry_after_the_head_is_named() -> None:
    entries = five()
    assert first_broken(entries, (3, entries[2].hash)) == 4


def test_a_rewritten_last_entry_is_seen_by_the_head() -> None:
    entries = five()
    forged = {"action": "vote", "number": 99}
    last = replace(entries[4], payload=forged, hash=entry_hash(entries[3].hash, forged))
    assert first_broken([*entries[:4], last]) is None
    assert first_broken([*entries[:4], last], (5, entries[4].hash)) == 5


def test_reading_stops_at_the_first_broken_entry() -> None:
    read: list[int] = []

    def stream() -> Iterator[ChainedEntry]:
        for entry in five():
            read.append(entry.sequence)
            yield replace(entry, hash="f" * 64) if entry.sequence == 2 else entry

    assert first_broken(stream()) == 2
    assert read == [1, 2]
