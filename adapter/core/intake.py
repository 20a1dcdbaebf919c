"""What becomes of a letter: everything read and known goes in, one `Commit` comes out. Pure; times and ids are arguments."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from adapter.core import answering, receipt
from adapter.core.conversation import Incoming, effects
from adapter.core.letter import APPREC, Audit, Commit, Key, Letter, Message, Outgoing, Question
from adapter.core.parties import address, recipient
from adapter.core.storing import versions
from adapter.events import Event
from mappings.msghead.partial import at

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from uuid import UUID

    from adapter.core.caller import Caller
    from adapter.core.letter import Answer, Facts, Verdict
    from adapter.core.linking import LinkKey
    from adapter.core.parties import Directory
    from adapter.core.reading import Reading
    from adapter.core.receipt import Decision, Policy

REPLY: dict[str, str] = {"folder": "folder"}
"""Transport -> channel of its receipts, for transports that have no answer of their own."""


class Moment(NamedTuple):
    """Time and new ids, as a commit needs them."""

    now: datetime
    new_id: Callable[[], UUID]


class Rules(NamedTuple):
    """What an installation decides by."""

    policy: Policy
    key: LinkKey
    repeat: bool = True
    """Whether a repeated message is answered once more where its transport has no answer of its own."""


class Judged(NamedTuple):
    """Whether a letter is accepted, and which of its receivers answers (0: Receiver)."""

    decision: Decision
    recipient: int = 0


def judge(reading: Reading, directory: Directory, policy: Policy, now: datetime) -> Judged:
    """Whether the message is accepted; to whom it is, is told by the party table."""
    to = [at(reading.head, "MsgInfo", "Receiver", "Organisation")]
    to += [other.Organisation for other in at(reading.head, "MsgInfo", "OtherReceiver") or []]
    number, addressee = recipient(directory, map(address, to))
    sent = reading.sent
    hours = (now - sent) / timedelta(hours=1) if sent is not None else 0
    facts = receipt.Facts(reading.examined.tag, reading.head, reading.issues, addressee, hours)
    return Judged(receipt.decide(facts, policy), number)


def question(reading: Reading, judged: Judged) -> Question | None:
    """What the store is to be asked; None for a letter that is neither answered nor taken in."""
    stated = reading.stated
    if isinstance(judged.decision, receipt.NoReceipt) and reading.receipt is None:
        return None
    if not (stated.msg_id and stated.sender):
        return None
    key = Key(
        stated.receivers[min(judged.recipient, len(stated.receivers) - 1)], stated.sender, stated.msg_id
    )
    if reading.action == "" or isinstance(judged.decision, receipt.Reject) or reading.sheet is None:
        return Question(key)
    ids = tuple(_split(reference) for reference, _ in reading.sheet.entries)
    return Question(key, reading.sheet.facts.conversation, ids, whole=reading.action != "new")


def _split(reference: str) -> tuple[str, str]:
    kind, _, ident = reference.partition("/")
    return kind, ident


class Case(NamedTuple):
    """A letter with all that is known of it.

    `caller` is who posted it, None where nobody is known (a file). `made` tells that the resources of a message that
    stands for itself are there: its sender stated it to another receiver, and it is taken in once (emessages.md 4.3).
    """

    letter: Letter
    reading: Reading
    judged: Judged
    question: Question | None
    facts: Facts
    caller: Caller | None = None
    made: bool = False


def commit(case: Case, rules: Rules, moment: Moment) -> Commit:
    """The effects of a letter. `facts` must be the answer to `question`."""
    if case.facts.same is not None and case.facts.same.letter != case.letter.id:
        return _duplicate(case, rules, moment)
    if case.reading.receipt is not None and case.reading.sheet is not None:
        return _taken(case, rules, moment, _receipt_verdict(case.reading), answering.TAKEN_IN)
    decision = case.judged.decision
    if isinstance(decision, receipt.NoReceipt):
        answer = answering.unanswerable(case.reading.examined.tag, decision.reason, case.reading.issues)
        return _decided(case, moment, "silent", answer)
    head = case.reading.head
    assert head is not None  # noqa: S101 - for the type checker: without a head there is no sender
    made = answering.apprec(
        head, decision, str(moment.new_id()), answering.norwegian(moment.now), case.judged.recipient
    )
    answer = answering.of_receipt(made)
    if isinstance(decision, receipt.Reject):
        return _decided(case, moment, "refused", answer)._replace(message=_message(case, moment))
    return _taken(case, rules, moment, None, answer)


def failed(letter: Letter, where: str, moment: Moment) -> Commit:
    """The verdict on a letter that a defect stopped; `where` names an exception and a line of the program."""
    row = audit(moment, Event.LETTER_FAILED, "", letter.id, "failed", reason=where)
    return Commit(letter.id, moment.now, "failed", row, where)


def audit(  # noqa: PLR0913 - what a row says
    moment: Moment,
    event: Event,
    actor: str,
    letter: UUID,
    rule: str,
    *,
    reason: str = "",
    caller: Caller | None = None,
) -> Audit:
    """The audit row of a letter; `caller` is who posted it, where that is known."""
    return Audit(
        moment.new_id(),
        moment.now,
        event,
        actor,
        letter,
        rule,
        reason,
        client=caller.client if caller is not None else "",
        organisation=caller.unit if caller is not None else "",
        action="message",
    )


def _receipt_verdict(reading: Reading) -> Verdict:
    return "acknowledged" if at(reading.receipt, "Status", "V") == "1" else "rejected"


def _duplicate(case: Case, rules: Rules, moment: Moment) -> Commit:
    same = case.facts.same
    assert same is not None  # noqa: S101 - for the type checker: the caller asked
    made = _decided(case, moment, "duplicate", same.answer)
    return made._replace(answer=None, same_as=same.letter, outgoing=made.outgoing if rules.repeat else ())


def _taken(case: Case, rules: Rules, moment: Moment, verdict: Verdict | None, answer: Answer) -> Commit:
    """A message that is taken in: its resources, its place in the conversation."""
    reading, conversation = case.reading, case.facts.conversation
    sheet = reading.sheet
    assert sheet is not None  # noqa: S101 - for the type checker: what is accepted has one
    if reading.action in ("change", "cancel") and conversation is None and case.facts.elsewhere:
        made = _decided(case, moment, "foreign", answer)
        return made._replace(message=_message(case, moment))
    entries = tuple((*_split(reference), resource) for reference, resource in sheet.entries)
    sent = reading.sent or case.letter.received
    done = effects(Incoming(sheet.facts.kind, reading.action, sent, entries), conversation)
    writes = () if case.made and reading.action == "" else done.writes
    stored, tokens = versions(writes, sheet.raw, rules.key, moment.now)
    made = _decided(case, moment, verdict or done.verdict, answer)
    return made._replace(
        message=_message(case, moment, in_conversation=True),
        turn=conversation.turn if conversation is not None else None,
        versions=stored,
        tokens=tokens,
        settled=done.settled,
    )


def _decided(case: Case, moment: Moment, verdict: Verdict, answer: Answer | None) -> Commit:
    """The verdict with its audit row and the answer; the answer is due to leave where the transport has none."""
    reason = _reason(case.reading, case.judged.decision)
    actor = case.reading.stated.unit or case.reading.stated.sender
    row = audit(
        moment, Event.LETTER_DECIDED, actor, case.letter.id, verdict, reason=reason, caller=case.caller
    )
    return Commit(
        case.letter.id,
        moment.now,
        verdict,
        row,
        reason,
        answer,
        outgoing=outgoing(case.letter, answer, case.reading.sent, moment),
    )


def outgoing(
    letter: Letter, answer: Answer | None, sent: datetime | None, moment: Moment
) -> tuple[Outgoing, ...]:
    """The receipt made due, where the letter came by a transport without an answer; 96 hours after GenDate at the latest."""
    channel = REPLY.get(letter.transport)
    if channel is None or answer is None or answer.media != APPREC:
        return ()
    deadline = (sent or letter.received) + timedelta(hours=receipt.HOURS_TO_ANSWER)
    return (Outgoing(moment.new_id(), letter.id, channel, letter.name, moment.now, deadline),)


def _reason(reading: Reading, decision: Decision) -> str:
    """Keys of the faults that stopped the letter; of a receipt, the codes that it states (list 8221)."""
    if reading.receipt is not None and reading.sheet is not None:
        return " ".join(dict.fromkeys(error.V or "" for error in reading.receipt.Error))
    keys = [issue.key for issue in reading.issues if issue.is_error]
    if isinstance(decision, receipt.NoReceipt):
        keys.append(decision.reason)
    return " ".join(dict.fromkeys(keys))


def _message(case: Case, moment: Moment, *, in_conversation: bool = False) -> Message | None:
    """What the letter states; only what is taken in has a place in its conversation, and opens anything."""
    if case.question is None:
        return None
    stated = case.reading.stated
    return Message(
        case.question.key,
        stated.kind,
        case.question.conversation if in_conversation else "",
        case.reading.action if in_conversation else "",
        case.reading.sent or moment.now,
        tuple(dict.fromkeys((stated.unit, *stated.receivers))) if in_conversation else (),
    )
