"""Every rule that the profiles state has a bad instance, whose good twin keeps to it."""

from __future__ import annotations

from conformance.derive.package import PACKAGE
from tests.conformance.instances.constraints import constraints, definitions
from tests.conformance.instances.table import BAD, ROWS, WARNED

SHOWN = {(row.profile, row.rule) for row in (*BAD, *WARNED)}


def test_every_rule_of_every_profile_is_broken_by_an_instance() -> None:
    assert sorted(constraints(PACKAGE) - SHOWN) == []


def test_every_rule_that_an_instance_breaks_is_one_of_its_profile() -> None:
    """But for those that only repeat others: of an element whose slice must be there, and of R4 itself."""
    repeated = {(profile, rule) for profile, rule in SHOWN if rule.endswith("#min")}
    assert sorted(SHOWN - constraints(PACKAGE) - repeated) == []


def test_what_is_listed_are_rules_of_each_kind() -> None:
    kinds = {rule.partition("#")[2] for _, rule in constraints(PACKAGE)}
    assert kinds == {"", "min", "max", "fixed", "binding", "type", "target", "context"}


def test_every_profile_has_good_instances() -> None:
    profiles = {name for name in definitions(PACKAGE) if name.startswith("no-ip-")}
    assert profiles - {row.profile for row in ROWS if not row.rule} == set()
