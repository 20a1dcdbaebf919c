"""The codes of value sets, as far as they are at hand: our own lists, no-basis', R4's and the kodeverk of the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from conformance.derive.fhir_definitions import concept_codes

if TYPE_CHECKING:
    from collections.abc import Mapping

Json: TypeAlias = dict[str, Any]


class Lists(NamedTuple):
    """Code systems and value sets by canonical."""

    systems: Mapping[str, Json]
    sets: Mapping[str, Json]

    def codes(self, url: str) -> dict[str, list[str]]:
        """The codes of a value set by code system. Raises `ValueError` where they are not all at hand."""
        if url not in self.sets:
            raise ValueError(f"{url} is not at hand")
        compose = self.sets[url]["compose"]
        if "exclude" in compose:
            raise ValueError(f"{url} excludes codes")
        found: dict[str, list[str]] = {}
        for include in compose["include"]:
            for other in include.get("valueSet", ()):
                for system, codes in self.codes(other).items():
                    found.setdefault(system, []).extend(codes)
            if "system" in include:
                found.setdefault(include["system"], []).extend(self._included(include))
        return {system: sorted(set(codes)) for system, codes in found.items()}

    def _included(self, include: Json) -> list[str]:
        if "filter" in include:
            raise ValueError(f"a filter of {include['system']}")
        if "concept" in include:
            return [concept["code"] for concept in include["concept"]]
        system = self.systems.get(include["system"], {})
        if system.get("content") != "complete":
            raise ValueError(f"the codes of {include['system']} are not at hand")
        return list(concept_codes(system["concept"]))
