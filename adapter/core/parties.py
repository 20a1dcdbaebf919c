"""The party table: who is who by HER-id and organisation number, and to whom a message is (decisions.md, "parties")."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from mappings.identifiers import comparable
from mappings.msghead.partial import at, identities

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adapter.core.caller import Caller
    from adapter.core.receipt import Addressee
    from mappings.msghead import mh


class Party(NamedTuple):
    """A row of the table. `parent` is the organisation number of the whole that a unit belongs to, empty for a whole.

    `kind` is `ke` or `unit`, `takes` says what it can be sent (`fhir`, `message`), `own` whether this installation
    receives for it, `municipality` is the municipality's number.
    """

    name: str
    org_nr: str
    her_id: str = ""
    parent: str = ""
    sector: str = ""
    municipality: str = ""
    kind: str = "unit"
    takes: tuple[str, ...] = ()
    own: bool = False


@dataclass(frozen=True, slots=True)
class Directory:
    """The whole table, looked up by either number. `generation` tells one load of it from the next."""

    generation: int = 0
    parties: tuple[Party, ...] = ()
    _by_her: dict[str, Party] = field(init=False, default_factory=dict)
    _by_org: dict[str, Party] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._by_her.update({party.her_id: party for party in self.parties if party.her_id})
        self._by_org.update({party.org_nr: party for party in reversed(self.parties)})

    def by_her(self, her_id: str) -> Party | None:
        """The party with a HER-id, in its comparable form."""
        return self._by_her.get(her_id)

    def org_nr(self, identity: str) -> str:
        """The organisation number of a party as messages state it (`HER:9000012`, `ENH:310030309`); empty if unknown."""
        kind, _, number = identity.partition(":")
        party = self._by_her.get(number) if kind == "HER" else None
        return party.org_nr if party else number * (kind == "ENH")

    def by_org(self, org_nr: str) -> Party | None:
        """The first party with an organisation number."""
        return self._by_org.get(org_nr)


class Address(NamedTuple):
    """The two HER-ids of a receiver (HIS 1153); empty where one is missing."""

    level1: str
    level2: str


def address(organisation: mh.Organisation | None) -> Address:
    """The two levels that an Organisation states; one HER-id on both levels where there is no unit inside."""
    outer = _her(organisation)
    inner, here = "", organisation
    while at(here, "Organisation") is not None:
        here = at(here, "Organisation")
        inner = _her(here) or inner
    inner = _her(at(here, "HealthcareProfessional")) or inner
    return Address(outer, inner)


def _her(owner: mh.Organisation | mh.HealthcareProfessional | None) -> str:
    found = (comparable("HER", one.value.strip()) for one in identities(owner) if one.kind.V == "HER")
    return next(found, "")


_ORDER: Final[tuple[Addressee, ...]] = ("own", "part-unknown", "elsewhere", "unknown")
"""Of several receivers the one that is most ours answers."""


def addressee(directory: Directory, to: Address) -> Addressee:
    """Whether an address is ours: both levels known and own; else which way it is not (HIS 80415, tests 17-22)."""
    first, second = directory.by_her(to.level1), directory.by_her(to.level2)
    known = [party for party in (first, second) if party is not None]
    if not known:
        return "unknown"
    if not any(party.own for party in known):
        return "elsewhere"
    return "own" if first is not None and second is not None and first.own and second.own else "part-unknown"


def recipient(directory: Directory, addresses: Iterable[Address]) -> tuple[int, Addressee]:
    """Which of the receivers (0: Receiver, n: the n-th OtherReceiver) answers, and how it is ours."""
    judged = [(number, addressee(directory, to)) for number, to in enumerate(addresses)]
    return min(judged, key=lambda one: (_ORDER.index(one[1]), one[0]), default=(0, "unknown"))


def sends_for(directory: Directory, caller: Caller, stated: str) -> bool:
    """Whether a caller may send as the stated innermost unit: it is that unit, or the whole it belongs to.

    A hospital's message service sends for its units (decisions.md, "parties"). `stated` is an identity, `HER:9000034`.
    """
    kind, _, number = stated.partition(":")
    party = directory.by_her(number) if kind == "HER" else directory.by_org(number) if kind == "ENH" else None
    own = party.org_nr if party is not None else number if kind == "ENH" else ""
    return bool(own) and caller.unit in {own, party.parent if party is not None else own} - {""}
