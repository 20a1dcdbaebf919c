"""How fast a plan Bundle is checked against its profiles, as a ratio to decoding it: `make bench`.

The Bundle is the package's example of a whole plan with as many goals and activities as make it 40 resources. Beside the
checker stand the judges that are at hand, in the same run and on the same Bundle: HL7's validator (`../shared` or
IP_SHARED_DIR, java) and pyrofile-validator (with R4's definitions, FHIR_DEFINITIONS_DIR). Their start is not counted.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import io
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import warnings
from copy import deepcopy
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

from conformance.bench import PROJECT, Ratio, Step, alone, mixed, ratio
from conformance.derive.sushi import CORE, Tools, fill_cache
from mappings import fhir, profile

if TYPE_CHECKING:
    from collections.abc import Iterable

REPORT: Final = PROJECT / "bench" / "profiles.json"
PACKAGE: Final = PROJECT / "profiles" / "package"
EXAMPLE: Final = PACKAGE / "example" / "Bundle-planen-samlet.json"

RESOURCES: Final = 40
GOAL: Final = 1.5
"""Checking may take so many times as long as decoding."""
TURNS: Final = 20
"""Bundles that a judge is given beyond its first one."""


def whole_plan(size: int = RESOURCES) -> dict[str, Any]:
    """The example with more goals and activities, to which the plan refers."""
    bundle: dict[str, Any] = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    entries = bundle["entry"]
    plan = next(entry["resource"] for entry in entries if entry["resource"].get("activity"))
    models = [entry for entry in entries if entry["resource"]["resourceType"] in ("Goal", "ServiceRequest")]
    for number in range(size - len(entries)):
        entry = deepcopy(models[number % len(models)])
        resource = entry["resource"]
        resource["id"] = f"{resource['id']}-{number}"
        reference = {"reference": f"{resource['resourceType']}/{resource['id']}"}
        entry["fullUrl"] = f"{entry['fullUrl']}-{number}"
        entries.append(entry)
        if resource["resourceType"] == "Goal":
            plan["goal"].append(reference)
        else:
            plan["activity"].append({"reference": reference})
    return bundle


def measure(data: bytes, rounds: int) -> dict[str, Any]:
    """Decoding and checking, turn by turn and each in a row."""
    bundle = fhir.decode(data).value
    steps: dict[str, Step] = {"decode": lambda: fhir.decode(data), "check": lambda: profile.check(bundle)}
    mixed(steps, 20)  # warm
    ways = {"mixed": mixed(steps, rounds), "alone": alone(steps, rounds)}
    return {
        "bytes": len(data),
        "resources": RESOURCES,
        "faults": sum(issue.is_error for issue in profile.check(bundle)),
        "decode_us": {way: statistics.median(times["decode"]) for way, times in ways.items()},
        "check_us": {way: statistics.median(times["check"]) for way, times in ways.items()},
        "ratios": {way: ratio(times["check"], times["decode"])._asdict() for way, times in ways.items()},
    }


# --- judges -----------------------------------------------------------------------------------------------------------


def hl7(data: bytes, shared: Path) -> float | str:
    """Milliseconds that HL7's validator takes for a Bundle more; or why it was not asked."""
    program = shared / "tools" / "fhir-validate" / "fhir-validate"
    if not program.is_file() or None in (shutil.which("java"), shutil.which("mvn")):
        return "not at hand"
    with tempfile.TemporaryDirectory() as name:
        files = [Path(name) / f"{number}.json" for number in range(1 + TURNS)]
        for file in files:
            file.write_bytes(data)
        one, all_ = (_run(program, some) for some in (files[:1], files))
    return (all_ - one) * 1000 / TURNS


def _run(program: Path, files: Iterable[Path]) -> float:
    start = perf_counter()
    command = [str(program), "--errors", "--def", str(PACKAGE), *map(str, files)]
    subprocess.run(command, capture_output=True, check=False, env={**os.environ, "LC_ALL": "C.UTF-8"})  # noqa: S603 - a known program
    return perf_counter() - start


def pyrofile(bundle: dict[str, Any], shared: Path) -> float | str:
    """Milliseconds that pyrofile-validator takes for a Bundle once it has begun; or why it was not asked."""
    definitions = os.environ.get("FHIR_DEFINITIONS_DIR")
    basis = shared / "packages" / "hl7.fhir.no.basis"
    if not definitions or not basis.is_dir():
        return "no definitions at hand"
    with tempfile.TemporaryDirectory() as name, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # those of its own dependencies
        try:
            validator = importlib.import_module("pyrofile_validator").Validator
            config = importlib.import_module("pyrofile_validator.config").ValidatorConfig
        except ImportError:
            return "not installed"
        home = Path(name)
        fill_cache(Tools("", Path(), Path(definitions), basis), home)
        packages = [PACKAGE, basis, home / ".fhir" / "packages" / "#".join(CORE) / "package"]
        stated: dict[str, Any] = {"fhirVersion": CORE[1], "terminology": {"mode": "local"}}
        stated["localPackagePaths"] = [str(folder) for folder in packages]
        with contextlib.redirect_stdout(io.StringIO()):  # it prints what it does
            judge = validator(config.load_dict(stated))
            judge.validate_resource(bundle)
            start = perf_counter()
            for _ in range(TURNS):
                judge.validate_resource(bundle)
            return (perf_counter() - start) * 1000 / TURNS


def show(report: dict[str, Any]) -> None:
    """The report as lines."""
    print(
        f"a plan Bundle of {report['resources']} resources, {report['bytes'] / 1000:.0f} kB; Python {report['python']}"
    )
    for way, found in report["ratios"].items():
        times = f"decode {report['decode_us'][way]:.0f} µs, check {report['check_us'][way]:.0f} µs"
        print(f"  {way:6} {times}: {Ratio(**found)} times the decoding   goal {GOAL}")
    for name, took in report["judges"].items():
        told = took if isinstance(took, str) else f"{took:.0f} ms"
        print(f"  {name}: {told}")
    print(f"\nwritten to {REPORT.relative_to(PROJECT)}")


def main() -> None:
    """Measure, print, and write `bench/profiles.json`."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=400, help="rounds (default: 400)")
    rounds = parser.parse_args().rounds
    shared = Path(os.environ.get("IP_SHARED_DIR") or PROJECT.parent / "shared")
    bundle = whole_plan()
    data = json.dumps(bundle, ensure_ascii=False).encode()
    report = {"python": platform.python_version(), "rounds": rounds} | measure(data, rounds)
    print("asking the judges …", file=sys.stderr)
    report["judges"] = {"HL7's validator": hl7(data, shared), "pyrofile-validator": pyrofile(bundle, shared)}
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps(report, indent=1, ensure_ascii=False), encoding="utf-8")
    show(report)


if __name__ == "__main__":
    main()
