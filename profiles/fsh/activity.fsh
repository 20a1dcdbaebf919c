// Activities (tiltak), and the documents that belong to a plan.

Invariant: ip-act-1
Description: "An activity that runs or is done has a start"
Severity: #error
Expression: "(status = 'active' or status = 'completed') implies (occurrence.start.exists() or occurrence.repeat.bounds.start.exists() or occurrence.event.exists())"
* requirements = "R-091, point e; domain.md 3.7"

Invariant: ip-act-2
Description: "A stopped activity says why"
Severity: #error
Expression: "status = 'revoked' implies extension.where(url = 'http://hl7.org/fhir/StructureDefinition/request-statusReason').exists()"
* requirements = "domain.md 3.7; R-135"

Invariant: ip-act-3
Description: "An activity that runs or is done has exactly one who is responsible"
Severity: #error
Expression: "(status = 'active' or status = 'completed') implies performer.count() = 1"
* requirements = "R-091, point e"

Profile: NoIpActivity
Parent: ServiceRequest
Id: no-ip-activity
Title: "Activity"
Description: "A measure (tiltak) of an individual plan: what, how much, who is responsible, when and how (R-091, R-092). It is planned, never ordered (R-004), and states its section."
* insert Understood
* insert SectionStated
* obeys ip-act-1 and ip-act-2 and ip-act-3
* extension contains
    $pertainsToGoal named goal 0..* MS and
    $statusReason named statusReason 0..1 MS and
    IpActivityContributorExt named contributor 0..* MS and
    IpDecisionExt named decision 0..1
* status from IpPlanStatusVS (required)
* status MS
* intent = #plan
* category from IpLifeAreaVS (preferred)
* category MS
* code 1..1 MS
* code.text 1..1
* quantity[x] MS
* subject only Reference($NoPatient)
* occurrence[x] only Period or Timing
* occurrence[x] MS
* performer 0..1 MS
* note MS
* patientInstruction MS

Invariant: ip-att-1
Description: "A document of the plan is not a journal document, and not the plan filed as one"
Severity: #error
Expression: "type.coding.where(system = 'urn:oid:2.16.578.1.12.4.1.1.9602').all(code = 'A01-2' or code = 'B01-2' or code = 'I00-1' or code.startsWith('J'))"
* requirements = "R-096, R-114"

Profile: NoIpAttachment
Parent: $NoDocumentReference
Id: no-ip-attachment
Title: "Document of a plan"
Description: "A document that a plan points to: a sub-plan held elsewhere, a decision, minutes. It is not a journal document (R-096) and states its section."
* insert Understood
* insert SectionStated
* obeys ip-att-1
* type 1..1 MS
* subject 1..1 MS
* subject only Reference($NoPatient)
* date MS
* author MS
* description MS
