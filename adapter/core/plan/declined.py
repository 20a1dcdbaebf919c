"""A no to a plan or a coordinator: it is kept, respected, and not asked about again and again (R-071, R-073, R-074)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from adapter.core.consent import shape
from adapter.core.consent.kinds import DECLINED
from adapter.core.consent.moments import span
from adapter.core.consent.references import stated

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, timedelta

    from mappings import fhir


def may_ask(
    consents: Iterable[fhir.Consent],
    category: Literal["plan", "coordinator"],
    now: datetime,
    pause: timedelta,
    *,
    prompted: bool = False,
) -> bool:
    """Whether a person may be asked for a consent of a category again; `consents` are all that they gave or declined.

    Not within the pause after a no, unless they brought it up themselves or their need changed (`prompted`). A no without
    a time that can be told is held to be recent. What is given already is not asked for.
    """
    own = [one for one in consents if shape.category(one) == category]
    if any(map(shape.is_live, own)):
        return False
    latest = [_declined(one) for one in own if one.status in DECLINED]
    return prompted or all(at is not None and at + pause <= now for at in latest)


def _declined(consent: fhir.Consent) -> datetime | None:
    """The last instant at which the no can have been said."""
    dated = [one.valueDateTime for one in stated(consent, "ip-consent-status-date")]
    said = next(filter(None, dated), consent.dateTime)
    found = span(said) if said else None
    return found[1] if found else None
