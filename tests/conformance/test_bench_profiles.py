"""What the bench of the checker measures: a whole plan of the size that it says, with nothing wrong in it."""

from __future__ import annotations

import json

from conformance.bench_profiles import RESOURCES, measure, whole_plan


def test_the_plan_that_is_measured_is_whole_and_without_fault() -> None:
    bundle = whole_plan()
    found = measure(json.dumps(bundle, ensure_ascii=False).encode(), rounds=2)
    assert len(bundle["entry"]) == RESOURCES
    assert len({entry["fullUrl"] for entry in bundle["entry"]}) == RESOURCES
    assert found["faults"] == 0
    assert all(times > 0 for times in found["check_us"].values())
