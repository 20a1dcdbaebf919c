"""`ip-adapter check` by profiles: which applies, `--profile`, `--explain`, and nothing that a resource says in the output."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pytest

from adapter.edges.terminal.pages import pages
from mappings import fhir
from mappings.faults import FAULTS
from mappings.fhir_xml import to_xml
from mappings.outcome import ERRORS, RULES
from mappings.profiles.table import table
from tests.conformance.instances.table import BAD, GOOD, INSTANCES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from conftest import Terminal

    from tests.conformance.instances.table import Row

ACTIVE = INSTANCES / "careplan" / "active.good.json"
WITHOUT_GOAL = INSTANCES / "careplan" / "active-without-goal.bad.json"


def by_profile(rows: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    """Rows of one profile together, as one command checks them."""
    in_order = sorted((row for row in rows if row.profile), key=lambda row: row.profile)
    return [(profile, list(group)) for profile, group in groupby(in_order, key=lambda row: row.profile)]


def issues_of(data: bytes) -> list[fhir.OperationOutcomeIssue]:
    made = fhir.decode(data).value
    assert isinstance(made, fhir.OperationOutcome)
    return made.issue


def keys(issue: fhir.OperationOutcomeIssue, system: str) -> list[str | None]:
    assert issue.details is not None
    return [coding.code for coding in issue.details.coding if coding.system == system]


def faults(data: bytes) -> dict[str, set[str | None]]:
    """File → the rules that are broken in it."""
    found: dict[str, set[str | None]] = {}
    for issue in issues_of(data):
        name = (issue.location[0] or "").partition("#")[0].removeprefix(f"{INSTANCES}/")
        rules = keys(issue, RULES) if issue.severity in ("error", "fatal") else []
        found.setdefault(name, set()).update(rules)
    return found


# --- which is checked -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("profile", "rows"), by_profile(GOOD), ids=[name for name, _ in by_profile(GOOD)])
def test_good_instances_are_accepted(terminal: Terminal, profile: str, rows: list[Row]) -> None:
    result = terminal("check", "--profile", profile, *(INSTANCES / row.file for row in rows))
    assert (result.code, {name for name, found in faults(result.out).items() if found}) == (0, set())


@pytest.mark.parametrize(("profile", "rows"), by_profile(BAD), ids=[name for name, _ in by_profile(BAD)])
def test_bad_instances_are_refused_by_their_rule(terminal: Terminal, profile: str, rows: list[Row]) -> None:
    errors = [row for row in rows if row.severity == "error"]
    result = terminal("check", "--profile", profile, *(INSTANCES / row.file for row in errors))
    assert result.code == 1
    found = faults(result.out)
    assert [row.file for row in errors if not found[row.file]] == []
    invariants = [row for row in errors if row.rule in table().invariants]
    assert [row.file for row in invariants if row.rule not in found[row.file]] == []


def test_what_a_resource_is_decides_and_no_claim(terminal: Terminal) -> None:
    plan = json.loads(WITHOUT_GOAL.read_bytes())
    plan.pop("meta", None)
    result = terminal("check", "-", stdin=json.dumps(plan).encode())
    assert result.code == 1
    assert "ip-cp-3" in faults(result.out)["stdin"]
    plan["category"] = [{"text": "noe annet"}]
    assert terminal("check", "-", stdin=json.dumps(plan).encode()).code == 0


def test_a_fault_has_the_domains_code_the_rule_and_its_place(terminal: Terminal) -> None:
    result = terminal("check", WITHOUT_GOAL)
    (issue,) = issues_of(result.out)
    assert (keys(issue, ERRORS), keys(issue, RULES), issue.expression) == (
        ["plan-content"],
        ["ip-cp-3"],
        ["CarePlan"],
    )
    assert result.lines[-1] == "1 document: 1 with errors, 1 remark in all"


def test_xml_is_checked_like_json(terminal: Terminal, tmp_path: Path) -> None:
    for file in (ACTIVE, WITHOUT_GOAL):
        (tmp_path / "plan.xml").write_bytes(to_xml(fhir.decode(file.read_bytes()).value))
        as_xml, as_json = terminal("check", tmp_path / "plan.xml"), terminal("check", file)
        assert as_xml.code == as_json.code
        assert [*faults(as_xml.out).values()] == [*faults(as_json.out).values()]


def test_every_resource_of_a_bundle_is_checked_as_what_it_is(terminal: Terminal) -> None:
    plan = json.loads(WITHOUT_GOAL.read_bytes())
    bundle = {
        "resourceType": "Bundle",
        "type": "searchset",
        "entry": [{"resource": plan}, {"resource": plan}],
    }
    bundle["entry"] = [
        {"fullUrl": f"https://ip-adapter.example/fhir/CarePlan/{name}", "resource": plan | {"id": name}}
        for name in ("a", "b")
    ]
    issues = issues_of(terminal("check", "-", stdin=json.dumps(bundle).encode()).out)
    assert [issue.expression for issue in issues] == [
        ["Bundle.entry[0].resource"],
        ["Bundle.entry[1].resource"],
    ]


def test_a_folder_is_checked(terminal: Terminal) -> None:
    result = terminal("check", INSTANCES / "goal")
    number = sum(1 for file in (INSTANCES / "goal").iterdir() if file.suffix == ".json")
    assert result.lines[-1].startswith(f"{number} documents: ")
    assert result.code == 1


# --- --profile --------------------------------------------------------------------------------------------------------


def test_a_profile_can_be_asked_for_by_name_and_by_canonical(terminal: Terminal) -> None:
    other = b'{"resourceType":"CarePlan","status":"active","intent":"plan","subject":{"display":"x"}}'
    assert terminal("check", "-", stdin=other).code == 0
    for asked in ("no-ip-careplan", table().profiles["no-ip-careplan"].url):
        result = terminal("check", "-", "--profile", asked, stdin=other)
        assert result.code == 1
        assert {"profile-slice-min", "ip-cp-3"} <= faults(result.out)["stdin"]


def test_an_unknown_profile_is_refused_with_all_that_are_known(terminal: Terminal) -> None:
    result = terminal("check", ACTIVE, "--profile", "no-ip-carplan")
    assert (result.code, result.out) == (2, b"")
    assert "there is no profile no-ip-carplan" in result.lines[0]
    assert {line.strip() for line in result.lines[1:]} == set(table().profiles)


def test_a_profile_of_another_type_is_a_fault(terminal: Terminal, letter: Path) -> None:
    for document in (ACTIVE, letter):
        result = terminal("check", document, "--profile", "no-ip-goal")
        assert result.code == 1
        assert faults(result.out).popitem()[1] == {"profile-other-type"}


# --- --explain --------------------------------------------------------------------------------------------------------


def test_R175_a_fault_is_explained_with_rule_clause_sentence_and_what_to_do(terminal: Terminal) -> None:
    result = terminal("check", WITHOUT_GOAL, "--explain")
    text = result.out.decode()
    assert result.code == 1
    assert text.splitlines() == [
        f"{WITHOUT_GOAL}:",
        "",
        "  feil ip-cp-3 plan-content  CarePlan",
        "    hva:     En aktiv plan skal ha minst ett mål og et team.",
        "    hjemmel: R-087, R-088, points a and b",
        "    test:    status = 'active' implies (goal.exists() and careTeam.exists())",
        "    gjør:    Vis til minst ett mål (goal) og et team (careTeam), eller la planen stå som utkast (draft).",
        "",
    ]
    assert result.lines == ["1 document: 1 with errors, 1 remark in all"]


def test_a_structural_fault_is_explained_by_element_and_what_is_asked(terminal: Terminal) -> None:
    text = terminal(
        "check", INSTANCES / "careplan" / "activity-without-reference.bad.json", "--explain", "--lang", "nn"
    ).out.decode()
    assert "CarePlan.activity.reference manglar; profilen no-ip-careplan krev minst 1." in text
    assert "gjer:    Legg til CarePlan.activity.reference (minst 1)." in text


def test_a_wrong_code_is_explained_with_the_codes_in_words_and_the_elements_clause(
    terminal: Terminal,
) -> None:
    text = terminal("check", INSTANCES / "careplan" / "unknown-section.bad.json", "--explain").out.decode()
    assert "hjemmel: profil no-ip-careplan, CarePlan.meta.security:section; R-041" in text
    assert "koder:   overview (Oversikt), participants (Deltakere), " in text


def test_every_bad_instance_can_be_explained(terminal: Terminal) -> None:
    for lang in ("nb", "nn"):
        result = terminal("check", INSTANCES, "--explain", "--lang", lang)
        lines = result.out.decode().splitlines()
        assert result.code == 1
        assert not any("{" in line for line in lines if line.startswith("    ") and "test:" not in line)
        assert all(":" in line for line in lines if line.startswith("    "))


def test_a_document_without_fault_is_told_so(terminal: Terminal) -> None:
    result = terminal("check", ACTIVE, "--explain")
    assert (result.code, result.out.decode()) == (0, f"{ACTIVE}: ingen feil\n\n")


def test_messages_are_explained_too(terminal: Terminal, faulty: Path) -> None:
    text = terminal("check", faulty, "--explain").out.decode()
    assert "feil element-missing AppRec T02  /MsgHead/MsgInfo" in text
    assert "Legg til det som mangler." in text


# --- what is never told -----------------------------------------------------------------------------------------------

SAYING = {
    "family",
    "given",
    "text",
    "value",
    "valueString",
    "description",
    "line",
    "city",
    "birthDate",
    "note",
}
"""Elements in which a person's data stands."""


def said(value: Any, name: str = "") -> Iterator[str]:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from said(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from said(inner, name)
    elif isinstance(value, str) and name in SAYING and len(value) > 5:
        yield value


@pytest.mark.parametrize("explain", [(), ("--explain",)], ids=["outcome", "explained"])
def test_nothing_that_a_resource_says_is_told(terminal: Terminal, explain: tuple[str, ...]) -> None:
    files = [INSTANCES / row.file for row in BAD]
    lists = (values for page in pages().values() for values in page.values.values())
    words = (code.nb for values in lists for code in values.codes)
    ours = " ".join([*words, *(row.nb for row in FAULTS.values())])
    data = {word for file in files for word in said(json.loads(file.read_bytes())) if word not in ours}
    result = terminal("check", *files, *explain)
    told = result.out.decode() + result.err
    assert len(data) > 100
    assert [word for word in sorted(data) if word in told] == []


BROKEN = (
    b"{",
    b"[]",
    b'{"resourceType":"CarePlan"}',
    b'{"resourceType":"Bundle","type":"collection","entry":[{"resource":null}]}',
    b'{"resourceType":"Bundle","type":"collection"}',
    b'<CarePlan xmlns="http://hl7.org/fhir"/>',
    b"\xff\xfe",
)


@pytest.mark.parametrize("data", BROKEN)
def test_whatever_is_read_ends_without_a_stack_trace(terminal: Terminal, data: bytes) -> None:
    for more in ((), ("--explain",), ("--profile", "no-ip-careplan"), ("--profile", "no-ip-plan-bundle")):
        result = terminal("check", "-", *more, stdin=data)
        assert result.code in (0, 1)
        assert "Traceback" not in result.err
        assert result.out


def test_help_tells_of_profiles(terminal: Terminal) -> None:
    text = terminal("check", "--help").out.decode()
    assert all(word in text for word in ("--profile NAME|URL", "--explain", "by the profiles that apply"))
