// What resources are found by, beside R4's own search parameters.

RuleSet: Search(id, name, code, base, type)
* id = "{id}"
* url = "https://ip-adapter.example/fhir/SearchParameter/{id}"
* name = "{name}"
* status = #draft
* code = #{code}
* base = #{base}
* type = #{type}
* version = "0.1.0"
* experimental = false

Instance: careplan-responsible-organization
InstanceOf: SearchParameter
Usage: #definition
* insert Search(careplan-responsible-organization, ResponsibleOrganization, responsible-organization, CarePlan, reference)
* description = "The organisation that has the main responsibility"
* expression = "CarePlan.author"
* target = #Organization

Instance: careplan-municipality
InstanceOf: SearchParameter
Usage: #definition
* insert Search(careplan-municipality, Municipality, municipality, CarePlan, token)
* description = "The municipality that has the main responsibility (kommunenummer)"
* expression = "CarePlan.extension.where(url = 'https://ip-adapter.example/fhir/StructureDefinition/ip-main-responsibility').extension.where(url = 'municipality').value"

Instance: careplan-service-level
InstanceOf: SearchParameter
Usage: #definition
* insert Search(careplan-service-level, ServiceLevel, service-level, CarePlan, token)
* description = "A level or sector that gives services under the plan"
* expression = "CarePlan.extension.where(url = 'https://ip-adapter.example/fhir/StructureDefinition/ip-service-level').value"

Instance: careplan-next-revision
InstanceOf: SearchParameter
Usage: #definition
* insert Search(careplan-next-revision, NextRevision, next-revision, CarePlan, date)
* description = "A date on which the plan will be revised (R-110)"
* expression = "CarePlan.extension.where(url = 'https://ip-adapter.example/fhir/StructureDefinition/ip-next-revision').value"

Instance: careplan-consent
InstanceOf: SearchParameter
Usage: #definition
* insert Search(careplan-consent, PlanConsent, consent, CarePlan, reference)
* description = "A consent that the plan rests on"
* expression = "CarePlan.extension.where(url = 'https://ip-adapter.example/fhir/StructureDefinition/ip-consent-ref').value"
* target = #Consent

Instance: careplan-end-reason
InstanceOf: SearchParameter
Usage: #definition
* insert Search(careplan-end-reason, EndReason, end-reason, CarePlan, token)
* description = "Why the plan ended"
* expression = "CarePlan.extension.where(url = 'https://ip-adapter.example/fhir/StructureDefinition/ip-end-reason').value"

Instance: careteam-coordinator
InstanceOf: SearchParameter
Usage: #definition
* insert Search(careteam-coordinator, Coordinator, coordinator, CareTeam, reference)
* description = "A coordinator of the team, whatever the period: who coordinates today is told by the participant's period"
* expression = "CareTeam.participant.where(role.coding.where((system = 'urn:oid:2.16.578.1.12.4.1.1.9034' and (code = '8' or code = '18')) or (system = 'https://ip-adapter.example/fhir/CodeSystem/ip-team-role' and code = 'barnekoordinator')).exists()).member"
* target = #PractitionerRole

Instance: careteam-managing-organization
InstanceOf: SearchParameter
Usage: #definition
* insert Search(careteam-managing-organization, ManagingOrganization, managing-organization, CareTeam, reference)
* description = "The organisation that is responsible for the team (R-116)"
* expression = "CareTeam.managingOrganization"
* target = #Organization

Instance: goal-expressed-by
InstanceOf: SearchParameter
Usage: #definition
* insert Search(goal-expressed-by, ExpressedBy, expressed-by, Goal, reference)
* description = "Whose words the goal is in"
* expression = "Goal.expressedBy"
* target[0] = #Patient
* target[+] = #RelatedPerson
* target[+] = #PractitionerRole
* target[+] = #Practitioner

Instance: task-deadline
InstanceOf: SearchParameter
Usage: #definition
* insert Search(task-deadline, Deadline, deadline, Task, date)
* description = "When an answer is wished, or a transfer takes place"
* expression = "Task.restriction.period"
