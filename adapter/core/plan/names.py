"""The names of the plan: our code systems and extensions, and the national lists that it is read by (decisions.md, "names")."""

from __future__ import annotations

from typing import Final

from mappings.extensions import system, url

ROLE: Final = "urn:oid:2.16.578.1.12.4.1.1.9034"
"""Roles of professionals towards a patient."""

OBSERVATION_CATEGORY: Final = "http://terminology.hl7.org/CodeSystem/observation-category"
TEAM_ROLE: Final = system("ip-team-role")
GOAL_CATEGORY: Final = system("ip-goal-category")
RESOURCE_NEED: Final = system("ip-resource-need")
END_REASON: Final = system("ip-end-reason")
SERVICE_LEVEL: Final = system("ip-service-level")

# --- extensions ---

CONSENT: Final = url("ip-consent-ref")
NEXT_REVISION: Final = url("ip-next-revision")
ENDED_BECAUSE: Final = url("ip-end-reason")
MAIN_RESPONSIBILITY: Final = url("ip-main-responsibility")
WANTED_COOPERATION: Final = url("ip-wanted-cooperation")
CONTRIBUTION: Final = url("ip-contribution")
COORDINATOR_WISH: Final = url("ip-coordinator-wish")
GOAL_ACCEPTANCE: Final = "http://hl7.org/fhir/StructureDefinition/goal-acceptance"
"""R4's own: who accepts a goal, and whether they do."""
