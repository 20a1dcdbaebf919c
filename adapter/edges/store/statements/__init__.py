"""All statements that run while the adapter does, with their names. Those that make tables are in migrations/.

Each is a transaction of its own: what has to happen together is one statement. `:name` is a parameter. In one statement
every part sees the tables as they were before it, so that parts are chained by what they return.
"""

from adapter.edges.store.statements.audit import NOTE
from adapter.edges.store.statements.desk import (
    AGAIN,
    AUDIT,
    LETTERS,
    LETTERS_BY_VERDICT,
    OUTGOING,
    OUTGOING_BY_STATE,
    PURGE,
    RAW,
    REOPEN,
    STATUS,
)
from adapter.edges.store.statements.letters import (
    ANSWERED,
    COMMIT,
    FACTS,
    HELD,
    KEEP,
    KEPT,
    REPEAT,
    TOLD,
    UNDECIDED,
)
from adapter.edges.store.statements.outgoing import SETTLE, TAKE
from adapter.edges.store.statements.parties import PARTIES, PARTIES_CLEAR, PARTIES_TURN, PARTY_ADD
from adapter.edges.store.statements.records import (
    READ,
    RECORD,
    SEARCH_BY_ID,
    SEARCH_BY_PATIENT,
    SEARCH_BY_TOKEN,
    STANDING,
)
from adapter.edges.store.statements.replay import FIRST, FORGET
from adapter.edges.store.statements.start import APPLIED, APPLY, ENCODING, INSTALL, INSTALLED, LOCK
from adapter.edges.store.statements.statement import Statement

__all__ = [
    "AGAIN",
    "ANSWERED",
    "APPLIED",
    "APPLY",
    "AUDIT",
    "COMMIT",
    "ENCODING",
    "FACTS",
    "FIRST",
    "FORGET",
    "HELD",
    "INSTALL",
    "INSTALLED",
    "KEEP",
    "KEPT",
    "LETTERS",
    "LETTERS_BY_VERDICT",
    "LOCK",
    "NOTE",
    "OUTGOING",
    "OUTGOING_BY_STATE",
    "PARTIES",
    "PARTIES_CLEAR",
    "PARTIES_TURN",
    "PARTY_ADD",
    "PURGE",
    "RAW",
    "READ",
    "RECORD",
    "REOPEN",
    "REPEAT",
    "SEARCH_BY_ID",
    "SEARCH_BY_PATIENT",
    "SEARCH_BY_TOKEN",
    "SETTLE",
    "STANDING",
    "STATUS",
    "TAKE",
    "TOLD",
    "UNDECIDED",
    "Statement",
]
