"""Who records a person's consent (decisions.md, "who records consent"; domain.md 2.4): judged anew at each version.

Everything is a fact of the store, nothing the caller's word: who supplied which address, whom the party table has as the
coordinating unit (KE), who recorded the Consent and whom it names. The plan's managing organisation and the coordinator's
unit come in with plans and teams.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from adapter.core.consent.answers import Deny, Permit
from adapter.core.consent.narrowing import narrows

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from adapter.core.caller import Caller
    from adapter.core.consent.answers import Decision
    from adapter.core.consent.facts import Address, Directive, Standing
    from adapter.core.consent.kinds import Category

    Recorder: TypeAlias = Callable[[Caller, "Change", Standing], str]


class Change(NamedTuple):
    """A version that is to be recorded: its directives, and those of the version that it replaces.

    `holder` is the organisation number of Consent.organization, empty where it is not stated by number.
    """

    category: Category
    holder: str
    after: tuple[Directive, ...]
    before: tuple[Directive, ...] = ()


def may_record(caller: Caller, change: Change, standing: Standing) -> Decision:
    """Whether this caller may record this version; a new Consent and a change alike. A no is answered with 404.

    What opens nothing (declining, narrowing, withdrawing) may also be recorded by whom the Consent names and by who
    recorded it: withdrawing is as easy as giving.
    """
    if not caller.unit:
        return Deny("", "no-unit")
    if not standing.known:
        return Deny("record-consent", "person-unknown")
    if narrows(change.after, change.before) and _is_of_it(caller, change, standing):
        return Permit("record-consent")
    reason = RECORDERS[change.category](caller, change, standing)
    return Deny("record-consent", reason) if reason else Permit("record-consent")


def recipients(directives: tuple[Directive, ...]) -> frozenset[str]:
    """The units that something is or would be opened to."""
    return frozenset(one.actor for one in directives if one.kind == "permit")


def _is_of_it(caller: Caller, change: Change, standing: Standing) -> bool:
    """Whether the Consent as it stands names the caller or was recorded by it.

    A new one has nobody yet: then it is whom it names, if the store knows that unit and person have to do with each
    other. Else the answer would tell that a person is known here.
    """
    if standing.recorded_by:
        return caller.unit == standing.recorded_by or caller.unit in standing.recipients
    return caller.unit in standing.units and any(one.actor == caller.unit for one in change.after)


# --- who may open: a reason why not, or nothing ------------------------------------------------------------------------


def _key_unit(caller: Caller, change: Change, standing: Standing) -> str:
    """The coordinating unit of the person's municipality, never a recipient of the Consent as it is or would be."""
    if caller.unit in recipients(change.after) | standing.recipients:
        return "recipient"
    return _of_home(caller, standing)


def _named_unit(caller: Caller, change: Change, standing: Standing) -> str:
    """The one unit that a consent to plan or coordinator names, which has to do with the person.

    What another unit recorded is not for this one to take over.
    """
    if recipients(change.after) != {caller.unit}:
        return "not-named"
    if standing.recorded_by not in ("", caller.unit):
        return "not-recorder"
    return "" if caller.unit in standing.units else _of_home(caller, standing)


def _sending_unit(caller: Caller, change: Change, standing: Standing) -> str:
    """The unit that is to send a notice: the one that holds the consent, and has to do with the person."""
    if caller.unit != change.holder:
        return "not-sender"
    if standing.recorded_by not in ("", caller.unit):
        return "not-recorder"
    return "" if caller.unit in standing.units else "no-relation"


RECORDERS: Final[dict[Category, Recorder]] = {
    "plan": _named_unit,
    "coordinator": _named_unit,
    "notice": _sending_unit,
    "share": _key_unit,
    "transfer": _key_unit,
    "dialog": _key_unit,
    "objection": _key_unit,
}
"""Category -> who may record what opens something. Lifting an objection opens; making one any recipient named may."""


def _of_home(caller: Caller, standing: Standing) -> str:
    """Why the caller is not the coordinating unit where the person lives; empty where it is."""
    if any(address.protected for address in standing.addresses):
        return "protected"
    home = municipality(caller, standing.addresses)
    if not home:
        return "municipality-unknown"
    return "" if (home, caller.unit) in standing.keys else "not-key"


def municipality(caller: Caller, addresses: tuple[Address, ...]) -> str:
    """The municipality that records of others tell; empty where none does, or they disagree.

    What the caller, or the organisation that it is a unit of, supplied does not count: nobody makes itself responsible.
    """
    own = (caller.unit, caller.organisation)
    told = {one.municipality for one in addresses if one.supplier not in own and one.municipality}
    return told.pop() if len(told) == 1 else ""
