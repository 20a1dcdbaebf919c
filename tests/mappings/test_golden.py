"""The shipped messages and the Bundles beside them: a change of the mapping is seen, and read, before it is taken.

`python -m conformance.derive.golden` writes the Bundles anew.
"""

from __future__ import annotations

import json

import pytest

from conformance.derive import golden

PAIRS = golden.bundles()


def test_the_shipped_messages_have_their_bundles_and_no_others() -> None:
    assert {file.name for file in golden.EXAMPLES.glob("*.json")} == set(PAIRS)


@pytest.mark.parametrize("name", PAIRS)
def test_a_shipped_message_gives_the_bundle_beside_it(name: str) -> None:
    expected = (golden.EXAMPLES / name).read_text(encoding="utf-8")
    assert json.loads(PAIRS[name]) == json.loads(expected)
    assert PAIRS[name] == expected
