"""How often this process looks for garbage in cycles: seldom, as what a message makes is in none and goes by itself."""

from __future__ import annotations

import gc
from typing import Final

COLLECTED: Final = 50_000
"""Objects between two looks: a message makes some thousands, and several are under way."""


def look_seldom() -> None:
    """For every command, before it works: each look would go through the message that is being read."""
    gc.set_threshold(COLLECTED)


def spare_what_stays() -> None:
    """For a server that is ready: what was made so far lives as long as the process, and is looked at no more."""
    gc.collect()
    gc.freeze()
