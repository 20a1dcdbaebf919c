"""The values of a Bundle by the element that holds them, as FHIRPath would name it."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import Any, NamedTuple

from mappings import fhir

OFFSET = re.compile(r"(\d{4}-\d\d-\d\dT[\d:.]+)[+-]\d\d:\d\d").fullmatch


class Held(NamedTuple):
    """A value and the exact place that holds it: `Patient/id`, then members and positions."""

    value: str
    place: str


def elements(bundle: fhir.Bundle) -> dict[str, list[Held]]:
    """Element path (`Patient.name.family`) -> its values in order, outside the message word for word.

    `extension(x)` is the one whose URL ends in x; what stands beside a primitive is under the primitive's name. A time
    with an offset is there without it as well.
    """
    found: dict[str, list[Held]] = defaultdict(list)

    def walk(here: Any, path: str, place: str) -> None:  # noqa: ANN401 - JSON
        if isinstance(here, dict):
            for name, inner in here.items():
                walk(inner, f"{path}.{name.removeprefix('_')}", f"{place}.{name}")
        elif isinstance(here, list):
            for number, inner in enumerate(here):
                named = isinstance(inner, dict) and path.endswith("extension")
                inside = f"{path}({inner['url'].rpartition('/')[2]})" if named else path
                walk(inner, inside, f"{place}[{number}]")
        elif here is not None:
            said = json.dumps(here) if isinstance(here, bool) else str(here)
            found[path].append(Held(said, place))
            if zoned := OFFSET(said):
                found[path].append(Held(zoned[1], place))

    whole = json.loads(fhir.encode(bundle))
    raw = raw_binary(whole)
    for entry in whole.pop("entry"):
        resource = entry["resource"]
        if entry["fullUrl"] != raw:
            walk(resource, resource["resourceType"], f"{resource['resourceType']}/{resource['id']}")
    walk(whole, "Bundle", "Bundle")
    return found


def raw_binary(bundle: dict[str, Any]) -> str:
    """The fullUrl of the Binary that is the message word for word: the one source of the Provenance."""
    resources = {entry["fullUrl"]: entry["resource"] for entry in bundle["entry"]}
    base = next(url.rpartition("/")[0].rpartition("/")[0] for url in resources)
    (provenance,) = (one for one in resources.values() if one["resourceType"] == "Provenance")
    document = resources[f"{base}/{provenance['entity'][0]['what']['reference']}"]
    return f"{base}/{document['content'][0]['attachment']['url']}"
