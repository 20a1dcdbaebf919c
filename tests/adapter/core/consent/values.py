"""A person, some units, and the directives and facts between them: pools small enough that things often match."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from hypothesis import strategies as st

from adapter.core.caller import Caller
from adapter.core.consent.facts import Directive, Facts, Row

if TYPE_CHECKING:
    from collections.abc import Iterable

NOW = datetime(2026, 9, 1, 7, tzinfo=UTC)
SECOND = timedelta(seconds=1)
PERSON, SOMEBODY_ELSE = b"person", b"somebody else"
WHOLE, DOCTORS, HOME_CARE, KE = "310010103", "310080802", "310030309", "310020206"
CONSENT, ANOTHER = UUID(int=1), UUID(int=2)

ROW = Row("Observation", "o1", 1, "health", PERSON)
PERMIT = Directive(
    consent=CONSENT,
    version=1,
    person=PERSON,
    category="share",
    live=True,
    kind="permit",
    actor=DOCTORS,
    section="health",
    action="read",
)
DENY = PERMIT._replace(consent=ANOTHER, kind="deny", category="objection")


def params(rows: Iterable[tuple[Any, ...]]) -> list[Any]:
    """Rows of a table as parameters of a test, each by its name, which stands first."""
    return [pytest.param(*rest, id=name) for name, *rest in rows]


def caller(unit: str = DOCTORS, organisation: str = WHOLE) -> Caller:
    return Caller("client", organisation, unit, frozenset())


units = st.sampled_from((DOCTORS, HOME_CARE, WHOLE))
moments = st.sampled_from((None, NOW - SECOND, NOW, NOW + SECOND))
sections = st.sampled_from(("health", "goals"))
places = st.sampled_from(("", "Observation/o1", "Observation/o2"))
callers = st.builds(caller, st.one_of(units, st.just("")), st.just(WHOLE))
rows = st.builds(
    Row,
    st.sampled_from(("Observation", "Consent", "CodeSystem")),
    st.sampled_from(("o1", "o2")),
    st.just(1),
    st.one_of(sections, st.none(), st.just("")),
    st.sampled_from((PERSON, SOMEBODY_ELSE, None)),
    st.one_of(units, st.just("")),
)
permits = st.builds(
    Directive,
    st.sampled_from((CONSENT, ANOTHER)),
    st.just(1),
    st.sampled_from((PERSON, PERSON, SOMEBODY_ELSE)),
    st.sampled_from(("share", "share", "transfer")),
    st.booleans(),
    st.just("permit"),
    st.one_of(units, st.just("")),
    st.one_of(sections, st.just("")),
    st.sampled_from(("read", "read", "contribute", "")),
    moments,
    moments,
    places,
)
denies = st.builds(
    Directive._replace,
    permits,
    kind=st.just("deny"),
    category=st.sampled_from(("share", "objection")),
)
directives = st.lists(st.one_of(permits, permits, denies), max_size=4).map(tuple)
facts = st.builds(Facts, st.just(NOW), st.frozensets(units, max_size=2), directives)
