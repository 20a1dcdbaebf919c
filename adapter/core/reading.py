"""A letter as read: everything that its bytes tell, before the store is asked anything."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from adapter.core import synthetic
from mappings.apprec import ar
from mappings.apprec import stated as of_receipt
from mappings.engine.layer import Root
from mappings.message import LAYER, sheet_of
from mappings.msghead import mh
from mappings.msghead.stated import Stated, stated
from mappings.result import Issue, Refusal

if TYPE_CHECKING:
    from adapter.core.letter import Action
    from adapter.core.synthetic import Numbers
    from mappings.engine.layer import Examined
    from mappings.felles.sheet import Sheet


class Reading(NamedTuple):
    """What a letter is. `sheet` has its resources, None where a fault stops it; `issues` are all faults and remarks."""

    examined: Examined
    stated: Stated
    sheet: Sheet | None
    issues: tuple[Issue, ...]

    @property
    def head(self) -> mh.MsgHead | None:
        """The head, which may have holes; None for a receipt and for what is no message."""
        return self.examined.value if isinstance(self.examined.value, mh.MsgHead) else None

    @property
    def receipt(self) -> ar.AppRec | None:
        """The receipt that this is, None for all else."""
        return self.examined.value if isinstance(self.examined.value, ar.AppRec) else None

    @property
    def action(self) -> Action:
        """What the message does to its conversation; empty for what is not taken in."""
        if self.sheet is None:
            return ""
        facts = self.sheet.facts
        if facts.cancelled:
            return "cancel"
        if not facts.changes:
            return ""
        return "change" if facts.replaces else "new"

    @property
    def sent(self) -> datetime | None:
        """GenDate, where it can be told."""
        said = self.sheet.facts.sent if self.sheet is not None else ""
        return datetime.fromisoformat(said) if said else None


def read(data: bytes, numbers: Numbers) -> Reading:
    """Read a letter; never raises for what it says."""
    examined = LAYER.examine(data)
    sheet, issues = _sheet(examined, data)
    if sheet is not None:
        wrong = dict.fromkeys(synthetic.faults((resource for _, resource in sheet.entries), numbers))
        if wrong:
            sheet, issues = None, (*issues, *wrong)
    return Reading(examined, _stated(examined), sheet, issues)


def _sheet(examined: Examined, data: bytes) -> tuple[Sheet | None, tuple[Issue, ...]]:
    tag, value, version, issues = examined
    if value is None or version is None or issues:
        return None, issues
    try:
        sheet = sheet_of(Root(tag, value, version), data)
    except Refusal as refusal:
        return None, refusal.issues
    return sheet, tuple(dict.fromkeys(sheet.issues))


def _stated(examined: Examined) -> Stated:
    if isinstance(examined.value, ar.AppRec) and not examined.issues:
        return of_receipt.stated(examined.value)
    return stated(examined.value if isinstance(examined.value, mh.MsgHead) else None)
