"""Two doors: one as it stands open in production, and one that is small and impatient."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from adapter.edges.http.server import Patience
from adapter.edges.http.wiring import Limits
from tests.adapter.edges.http.door import Door, opened

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="package")
def door() -> Iterator[Door]:
    with opened() as found:
        yield found


@pytest.fixture(scope="package")
def narrow() -> Iterator[Door]:
    """Takes 1 000 bytes, within a fifth of a second, one message at a time; waits one second for a head."""
    with opened(Limits(1000, 0.2, 1), Patience(idle=1, stop=5)) as found:
        yield found
