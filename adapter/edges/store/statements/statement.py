"""SQL with named parameters and parts that several statements share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_PARTS: Final = {
    "answer": """
        coalesce(letter.answer_status, first.answer_status) as answer_status,
        coalesce(letter.answer_media, first.answer_media) as answer_media""",
    "note": """
        insert into audit (id, at, event, actor, letter, rule, reason, client, organisation, action, subject)
        select :audit_id::uuid, :audit_at::timestamptz, :audit_event::text, :audit_actor::text, :audit_letter::uuid,
            :audit_rule::text, :audit_reason::text, :audit_client::text, :audit_organisation::text,
            :audit_action::text, :audit_subject::text""",
    "note_all": """
        insert into audit (id, at, event, actor, letter, rule, reason, client, organisation, action, subject)
        select one.id, one.at, one.event, one.actor, one.letter, one.rule, one.reason, one.client, one.organisation,
            one.action, one.subject
        from unnest(
            :audit_id::uuid[], :audit_at::timestamptz[], :audit_event::text[], :audit_actor::text[],
            :audit_letter::uuid[], :audit_rule::text[], :audit_reason::text[], :audit_client::text[],
            :audit_organisation::text[], :audit_action::text[], :audit_subject::text[]
        ) with ordinality as one (
            id, at, event, actor, letter, rule, reason, client, organisation, action, subject, place
        )""",
    "leave": """
        insert into outgoing (id, letter, channel, address, due, deadline)
        select one.id, one.letter, one.channel, one.address, one.due, one.deadline
        from unnest(
            :outgoing_id::uuid[], :outgoing_letter::uuid[], :outgoing_channel::text[], :outgoing_address::bytea[],
            :outgoing_due::timestamptz[], :outgoing_deadline::timestamptz[], :outgoing_place::integer[]
        ) as one (id, letter, channel, address, due, deadline, place)""",
    "leave_again": """
        on conflict (letter, channel, address) do update set
            state = 'due', due = excluded.due, until = null, deadline = excluded.deadline, tries = 0, fault = '',
            alarmed = false, settled_at = null
        where outgoing.state <> 'due'""",
}
"""What several statements say, as `{name}`."""

_PARAMETER: Final = re.compile(r"(?<!:):([a-z][a-z_]*)")


class Statement:
    """SQL with numbered parameters, made from SQL with named ones and parts. `names` are theirs, in order.

    `parts` are more of them, which only a few statements say; a part may say others.
    """

    __slots__ = ("name", "names", "sql")

    def __init__(self, name: str, text: str, **parts: str) -> None:
        self.name = name
        whole = text
        while "{" in whole:
            whole = whole.format_map({**_PARTS, **parts})
        self.names = tuple(dict.fromkeys(_PARAMETER.findall(whole)))
        number = {parameter: f"${place}" for place, parameter in enumerate(self.names, 1)}
        self.sql = _PARAMETER.sub(lambda found: number[found[1]], whole)

    def arguments(self, values: Mapping[str, object]) -> list[object]:
        """The values in the order of the parameters."""
        return [values[name] for name in self.names]
