"""What can be asked of an adapter, each question with the one answer that is right."""

from __future__ import annotations

from email.utils import format_datetime
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from tests.served.asking import FORM, Answer, Request
from tests.served.stored import may_see

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from tests.served.stored import Json, Stored

PAGE: Final = 7
MOST: Final = 50
"""Rows of a page where nothing is said about it."""

SAME: Final = {
    "content-type": "application/fhir+json",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
}
"""Headers of every answer."""


class Question(NamedTuple):
    """Asked by a client, in one of the ways of `WAYS`, about what has these names: ids, or one identifier."""

    client: str
    way: str
    type: str
    names: tuple[str, ...]
    version: int = 0

    @property
    def request(self) -> Request:
        return WAYS[self.way].request(self)

    @property
    def absent(self) -> Question:
        """The same question about what is not there."""
        number, system = len(self.names), self.names[0].rpartition("|")[0]
        return self._replace(names=(f"{system}|none",) if system else ABSENT[:number])

    def retold(self, answer: Answer) -> Answer:
        """An answer about what is not there, as one to this question."""
        body = answer.body
        for name, absent in zip(self.names, self.absent.names, strict=True):
            body = body.replace(absent.encode(), name.encode())
        return answer._replace(body=body)


ABSENT: Final = tuple(f"{number:08x}-0000-7000-8000-000000000000" for number in range(1, 201))
"""Ids of nothing."""


class Way(NamedTuple):
    """How it is asked, which stored versions it is about, and what the self link of a search repeats."""

    request: Callable[[Question], Request]
    finds: Callable[[Question, Stored], bool]
    echo: Callable[[Question], list[tuple[str, str]]] | None = None
    page: int = MOST


def _get(path: str, **query: str) -> Request:
    return Request("GET", f"/fhir/{path}" + (f"?{urlencode(query)}" if query else ""))


def _post(kind: str, **form: str) -> Request:
    return Request("POST", f"/fhir/{kind}/_search", urlencode(form).encode(), FORM)


def _named(question: Question, one: Stored) -> bool:
    return one.row.id in question.names and one.current


def _ids(question: Question) -> str:
    return ",".join(question.names)


WAYS: Final[Mapping[str, Way]] = {
    "read": Way(lambda asked: _get(f"{asked.type}/{asked.names[0]}"), _named),
    "vread": Way(
        lambda asked: _get(f"{asked.type}/{asked.names[0]}/_history/{asked.version}"),
        lambda asked, one: (one.row.id, one.row.version) == (asked.names[0], asked.version),
    ),
    "by id": Way(
        lambda asked: _get(asked.type, _id=_ids(asked)), _named, lambda asked: [("_id", _ids(asked))]
    ),
    "by id, posted": Way(
        lambda asked: _post(asked.type, _id=_ids(asked)), _named, lambda asked: [("_id", _ids(asked))]
    ),
    "by identifier": Way(
        lambda asked: _post(asked.type, identifier=asked.names[0]),
        lambda asked, one: asked.names[0] in identifiers(one.json) and one.current,
        lambda _: [],
    ),
    "by patient": Way(
        lambda asked: _get(asked.type, patient=asked.names[0]),
        lambda asked, one: asked.names[0] in patients(one.json) and one.current,
        lambda asked: [("patient", asked.names[0])],
    ),
    "page by page": Way(
        lambda asked: _get(asked.type, _id=_ids(asked), _count=str(PAGE)),
        _named,
        lambda asked: [("_id", _ids(asked)), ("_count", str(PAGE))],
        PAGE,
    ),
}


def identifiers(resource: Json) -> frozenset[str]:
    """What a resource is found by as `identifier`: system and value."""
    listed = resource.get("identifier", [])
    found = [*(listed if isinstance(listed, list) else [listed]), resource.get("masterIdentifier", {})]
    return frozenset(f"{one.get('system', '')}|{one['value']}" for one in found if "value" in one)


PATIENT: Final = {
    "CareTeam": "subject",
    "Communication": "subject",
    "Consent": "patient",
    "DocumentReference": "subject",
    "Encounter": "subject",
    "Observation": "subject",
    "Patient": "id",
    "Provenance": "target",
    "RelatedPerson": "patient",
}
"""Where resources say which Patient they are about (R4's search parameter `patient`; a Patient is about itself)."""


def patients(resource: Json) -> frozenset[str]:
    """Ids of the Patients that a resource is about."""
    said = resource.get(PATIENT.get(resource["resourceType"], ""), [])
    if isinstance(said, str):
        return frozenset({said})
    listed = said if isinstance(said, list) else [said]
    places = [one.get("reference", "").split("/") for one in listed]
    return frozenset(place[1] for place in places if place[0] == "Patient")


# --- the right answer -------------------------------------------------------------------------------------------------


class Right(NamedTuple):
    """What is right to answer to a question: these versions, in their order, and no word of any other."""

    question: Question
    shown: tuple[Stored, ...]

    def is_said_by(self, answers: Sequence[Answer], absent: Sequence[Answer], base: str) -> bool:
        """Whether the answers (several where there are several pages) are it. `absent` are those about nothing."""
        way = WAYS[self.question.way]
        if not self.shown:
            return [*answers] == [self.question.retold(one) for one in absent]
        if way.echo is None:
            return [*answers] == [resource(self.shown[0])]
        pages = [self.shown[start : start + way.page] for start in range(0, len(self.shown), way.page)]
        return len(pages) == len(answers) and all(
            self._is_page(answer, page, base, last=page is pages[-1])
            for answer, page in zip(answers, pages, strict=True)
        )

    def _is_page(self, answer: Answer, page: Sequence[Stored], base: str, *, last: bool) -> bool:
        echo = WAYS[self.question.way].echo
        assert echo is not None
        bundle, links = answer.json, linked(answer)
        entries = [
            {
                "fullUrl": f"{base}/{one.row.type}/{one.row.id}",
                "resource": one.json,
                "search": {"mode": "match"},
            }
            for one in page
        ]
        wanted = {"resourceType": "Bundle", "type": "searchset", "link": bundle["link"], "entry": entries}
        own = urlsplit(links["self"])
        return (
            (answer.status, answer.headers, bundle) == (200, _headers(answer.body), wanted)
            and links["self"].partition("?")[0] == f"{base}/{self.question.type}"
            and parse_qsl(own.query) == echo(self.question)
            and set(links) == ({"self"} if last else {"self", "next"})
        )


def right(question: Question, versions: Iterable[Stored], persons: Iterable[Stored]) -> Right:
    """The right answer, by the pure decision on what is stored. `versions` are of the question's type, `persons` Patients."""
    finds = WAYS[question.way].finds
    linked_by = {
        one.row.person for one in persons if _named(question, one) and may_see(question.client, one)
    } - {None}
    return Right(
        question,
        tuple(
            one
            for one in versions
            if finds(question, one)
            or (question.way == "by patient" and one.current and one.row.person in linked_by)
            if may_see(question.client, one)
        ),
    )


def resource(one: Stored) -> Answer:
    """A version as it is to be answered, to the byte."""
    told = {
        "etag": f'W/"{one.row.version}"',
        "last-modified": format_datetime(one.written, usegmt=True),
    }
    return Answer(200, {**_headers(one.body), **told}, one.body)


def _headers(body: bytes) -> dict[str, str]:
    return {**SAME, "content-length": str(len(body))}


def linked(answer: Answer) -> dict[str, str]:
    """The links of a Bundle, by what they are."""
    return {link["relation"]: link["url"] for link in answer.json.get("link", [])}
