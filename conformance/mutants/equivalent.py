"""Mutants that are the same program: what they change cannot be told from outside, and why."""

from __future__ import annotations

from typing import Final

_LITERAL: Final = "what has no literal reference is refused before it is read; said for the types"
_NO_PLACE: Final = "neither an empty text nor this one is a reference"
_NO_CODE: Final = "neither no code, nor an empty one, nor this one is a code of the list; said for the types"

_NO_STATE: Final = (
    "no state, an empty one and this one are none that a resource may be in; said for the types"
)
_NOT_TOLD: Final = "where it stands is not told here"
_NOT_TRUE: Final = "neither is true, and nothing else is asked"
_NOT_THERE: Final = "what names nothing is not at hand; said for the types"
_NO_SYSTEM: Final = "both references are named in the same way"
_CUT_ALREADY: Final = "a cut at the beginning or the end is there already"
_SAME_INSTANT: Final = "it ends at the same instant, written in one way or the other"
_READABLE: Final = "the moment is one of ours and can be read; said for the types"
_ANY_NAME: Final = "any of its names tells a participant from the others"

_STATUS: Final = 'status = str(team.status or "")'
_STATE: Final = 'state = str(goal.lifecycleStatus or "")'
_PLAN_STATE: Final = 'return str(self.care_plan.status or "")'
_PART: Final = 'return Part(place, name or "", found) if found is not None else None'
_AT_HAND: Final = 'found = at_hand.get(reference.reference or "") if reference is not None else None'
_TYPE: Final = 'return (type_named(reference) or "") if reference is not None else ""'
_KEYS: Final = (
    "return frozenset(filter(None, (reference.reference, f\"{identifier.system or ''}|{identifier.value}\")))"
)
_NUMBER: Final = 'return organisation(reference) or self.numbers.get(reference.reference or "", "")'
_CUTS: Final = "cuts = sorted({since, until, *(change for change in changes if since < change < until)})"
_BEGUN: Final = "has_begun = start is None or end is None or start[0] <= end[1]"

_INSTANCE: Final = 'next((data.reference.reference or "" for data in provision.data), ""),'
_MEANT: Final = (
    'references = [one.reference.reference or "" for one in provision.data if one.meaning == "instance"]'
)
_KNOWN: Final = (
    'and any(kodeverk.known(_REPRESENTATIONS, code or "") for code in codes(basis.coding, system_))'
)

EQUIVALENT: Final[dict[tuple[str, str, str, str], str]] = {
    (
        "consent.provisions",
        _INSTANCE,
        "data.reference.reference or ''",
        "data.reference.reference",
    ): _LITERAL,
    ("consent.provisions", _INSTANCE, "''", "'x'"): _LITERAL,
    ("consent.provisions", _MEANT, "''", "'x'"): _NO_PLACE,
    ("consent.shape", _KNOWN, "code or ''", "code"): _NO_CODE,
    ("consent.shape", _KNOWN, "''", "'x'"): _NO_CODE,
    ("plan.appointment", _STATUS, "team.status or ''", "team.status"): _NO_STATE,
    ("plan.appointment", _STATUS, "''", "'x'"): _NO_STATE,
    ("plan.goals", _STATE, "goal.lifecycleStatus or ''", "goal.lifecycleStatus"): _NO_STATE,
    ("plan.goals", _STATE, "''", "'x'"): _NO_STATE,
    ("plan.parts", _PLAN_STATE, "self.care_plan.status or ''", "self.care_plan.status"): _NO_STATE,
    ("plan.parts", _PLAN_STATE, "''", "'x'"): _NO_STATE,
    (
        "plan.points",
        'stated = extensions("CarePlan", plan.care_plan.extension, names.WANTED_COOPERATION)',
        "'CarePlan'",
        "'xCarePlan'",
    ): _NOT_TOLD,
    (
        "plan.rules",
        'stated = extensions("CarePlan", plan.care_plan.extension, names.NEXT_REVISION)',
        "'CarePlan'",
        "'xCarePlan'",
    ): _NOT_TOLD,
    (
        "plan.goals",
        'for _, one in extensions("Goal", goal.extension, names.GOAL_ACCEPTANCE):',
        "'Goal'",
        "'xGoal'",
    ): _NOT_TOLD,
    ("plan.goals", "return False", "return False", "return None"): _NOT_TRUE,
    ("plan.consents", "return False", "return False", "return None"): _NOT_TRUE,
    (
        "plan.consents",
        "yield place, part.resource if part is not None and rests else None",
        "part is not None and rests",
        "rests",
    ): "what is not there supports nothing; said for the types",
    (
        "plan.rules",
        'if is_municipal and facts.municipalities.get(author, "") != municipality:',
        "''",
        "'x'",
    ): "neither is a municipality's number",
    (
        "plan.rules",
        'found.add("municipal")',
        "'municipal'",
        "'xmunicipal'",
    ): "asked is only whether there is something beside the hospital",
    ("plan.coordinator", _CUTS, "since < change < until", "since <= change < until"): _CUT_ALREADY,
    ("plan.coordinator", _CUTS, "since < change < until", "since < change <= until"): _CUT_ALREADY,
    (
        "plan.coordinator",
        'return min(keys(member), default=f"participant {number}")',
        "min(keys(member), default=f'participant {number}')",
        "max(keys(member), default=f'participant {number}')",
    ): _ANY_NAME,
    ("plan.parts", _PART, "name or ''", "name"): _NOT_THERE,
    ("plan.parts", _PART, "''", "'x'"): _NOT_THERE,
    ("plan.parts", _AT_HAND, "reference.reference or ''", "reference.reference"): _NOT_THERE,
    ("plan.parts", _AT_HAND, "''", "'x'"): _NOT_THERE,
    ("plan.parts", _TYPE, "type_named(reference) or ''", "type_named(reference)"): _NOT_THERE,
    ("plan.parts", _TYPE, "''", "'x'"): _NOT_THERE,
    ("plan.parts", _KEYS, "identifier.system or ''", "identifier.system"): _NO_SYSTEM,
    ("plan.parts", _KEYS, "''", "'x'"): _NO_SYSTEM,
    ("plan.facts", _NUMBER, "reference.reference or ''", "reference.reference"): _NOT_THERE,
    ("plan.facts", _NUMBER, "''", "'x'"): _NOT_THERE,
    (
        "plan.withdrawal",
        _BEGUN,
        _BEGUN.removeprefix("has_begun = "),
        "start is None or start[0] <= end[1]",
    ): _READABLE,
    ("plan.withdrawal", _BEGUN, "start[0] <= end[1]", "start[0] < end[1]"): _SAME_INSTANT,
}
"""(module in its room, line, was, now) -> why it is the same."""
