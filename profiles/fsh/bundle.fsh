// A whole plan in one Bundle, the readable document, and dialogue.

Invariant: ip-bdl-1
Description: "An active plan comes with an active consent to prepare it"
Severity: #error
Expression: "entry.resource.ofType(CarePlan).where(status = 'active' and category.coding.where(system = 'https://ip-adapter.example/fhir/CodeSystem/ip-plan-kind' and code = 'individuell-plan').exists()).exists() implies entry.resource.ofType(Consent).where(status = 'active' and category.coding.where(system = 'https://ip-adapter.example/fhir/CodeSystem/ip-consent-type' and code = 'plan').exists()).exists()"
* requirements = "R-035, R-094, point h"

Invariant: ip-bdl-2
Description: "An active plan has at least one goal in the person's own words"
Severity: #error
Expression: "entry.resource.ofType(CarePlan).where(status = 'active' and category.coding.where(system = 'https://ip-adapter.example/fhir/CodeSystem/ip-plan-kind' and code = 'individuell-plan').exists()).exists() implies entry.resource.ofType(Goal).where(category.coding.where(system = 'https://ip-adapter.example/fhir/CodeSystem/ip-goal-category' and code = 'eget-maal').exists() and description.text.exists()).exists()"
* requirements = "R-007, R-087, point a"

Invariant: ip-bdl-3
Description: "There is exactly one individual plan"
Severity: #error
Expression: "entry.resource.ofType(CarePlan).where(category.coding.where(system = 'https://ip-adapter.example/fhir/CodeSystem/ip-plan-kind' and code = 'individuell-plan').exists()).count() = 1"
* requirements = "R-003"

Invariant: ip-bdl-4
Description: "Every other plan is part of the individual plan"
Severity: #error
Expression: "entry.resource.ofType(CarePlan).where(category.coding.where(system = 'https://ip-adapter.example/fhir/CodeSystem/ip-plan-kind' and code = 'individuell-plan').empty()).all(partOf.exists())"
* requirements = "R-006"

Invariant: ip-bdl-5
Description: "Everything is about the same person"
Severity: #error
Expression: "(entry.resource.ofType(CarePlan).subject | entry.resource.ofType(Goal).subject | entry.resource.ofType(ServiceRequest).subject | entry.resource.ofType(CareTeam).subject | entry.resource.ofType(Observation).subject | entry.resource.ofType(Consent).patient).select(reference.replaceMatches('^.*Patient/', 'Patient/')).distinct().count() <= 1"
* requirements = "R-003"

Invariant: ip-bdl-6
Description: "An active plan has exactly one active team"
Severity: #error
Expression: "entry.resource.ofType(CarePlan).where(status = 'active' and category.coding.where(system = 'https://ip-adapter.example/fhir/CodeSystem/ip-plan-kind' and code = 'individuell-plan').exists()).exists() implies entry.resource.ofType(CareTeam).where(status = 'active').count() = 1"
* requirements = "R-075, R-088, point b"

Profile: NoIpPlanBundle
Parent: Bundle
Id: no-ip-plan-bundle
Title: "Plan with everything"
Description: "An individual plan with all that it points to, for export, sharing and checking as a whole. A copy that leaves anything out does not claim this profile."
* implicitRules 0..0
* obeys ip-bdl-1 and ip-bdl-2 and ip-bdl-3 and ip-bdl-4 and ip-bdl-5 and ip-bdl-6
* type = #collection
* entry 1..*
* entry.fullUrl 1..1
* entry.resource 1..1

Profile: NoIpDocument
Parent: $NoComposition
Id: no-ip-document
Title: "Readable plan"
Description: "The individual plan as a document to read, of type 9602 A02-2. It is exported to read, never filed in the journal (R-114)."
* insert Understood
* type = $9602#A02-2
* subject 1..1
* subject only Reference($NoPatient)
* custodian 1..1
* section 1..*

Profile: NoIpCommunication
Parent: Communication
Id: no-ip-communication
Title: "Dialogue"
Description: "A question or answer tied to a notice or a plan (R-163). Changes of state live in Task."
* insert Understood
* insert Section(0)
* identifier 1..*
* basedOn 1..*
* subject 1..1
* subject only Reference($NoPatient)
* sent 1..1
* sender 1..1
* recipient 1..*
* payload 1..*
* payload.content[x] only string or Attachment
