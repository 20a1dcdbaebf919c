// The individual plan and the plans that may be part of it.

Invariant: ip-cp-2
Description: "An active plan has a period with start and end, and a next revision"
Severity: #error
Expression: "status = 'active' implies (period.start.exists() and period.end.exists() and extension.where(url = 'https://ip-adapter.example/fhir/StructureDefinition/ip-next-revision').exists())"
* requirements = "R-093, point g"

Invariant: ip-cp-3
Description: "An active plan has a goal and a team"
Severity: #error
Expression: "status = 'active' implies (goal.exists() and careTeam.exists())"
* requirements = "R-087, R-088, points a and b"

Invariant: ip-cp-4
Description: "A plan that has ended says when and why"
Severity: #error
Expression: "(status = 'completed' or status = 'revoked') implies (period.end.exists() and extension.where(url = 'https://ip-adapter.example/fhir/StructureDefinition/ip-end-reason').exists())"
* requirements = "R-146"

Invariant: ip-cp-5
Description: "No revision lies after the end of the plan; a date without day or month counts to its last day"
Severity: #error
Expression: "(period.end.exists() and extension.where(url = 'https://ip-adapter.example/fhir/StructureDefinition/ip-next-revision').exists()) implies extension.where(url = 'https://ip-adapter.example/fhir/StructureDefinition/ip-next-revision').value.all(iif($this.toString().length() = 4, $this.toString() & '-12-31', iif($this.toString().length() = 7, $this.toString() & iif($this.toString().substring(5, 2) = '02', '-28', iif('04|06|09|11'.contains($this.toString().substring(5, 2)), '-30', '-31')), $this.toString().substring(0, 10))) <= iif(%context.period.end.toString().length() = 4, %context.period.end.toString() & '-12-31', iif(%context.period.end.toString().length() = 7, %context.period.end.toString() & '-31', %context.period.end.toString().substring(0, 10))))"
* requirements = "R-093, point g"

Invariant: ip-cp-6
Description: "With services from both levels the municipality has the main responsibility"
Severity: #error
Expression: "(extension.where(url = 'https://ip-adapter.example/fhir/StructureDefinition/ip-service-level').value.where(code = 'kommune').exists() and extension.where(url = 'https://ip-adapter.example/fhir/StructureDefinition/ip-service-level').value.where(code = 'spesialist').exists() and extension.where(url = 'https://ip-adapter.example/fhir/StructureDefinition/ip-main-responsibility').exists()) implies extension.where(url = 'https://ip-adapter.example/fhir/StructureDefinition/ip-main-responsibility').extension.where(url = 'level').value.where(code = 'kommune').exists()"
* requirements = "hol § 7-1"

Invariant: ip-cp-7
Description: "A municipal main responsibility names the municipality"
Severity: #error
Expression: "extension.where(url = 'https://ip-adapter.example/fhir/StructureDefinition/ip-main-responsibility').extension.where(url = 'level').value.where(code = 'kommune').exists() implies extension.where(url = 'https://ip-adapter.example/fhir/StructureDefinition/ip-main-responsibility').extension.where(url = 'municipality').exists()"
* requirements = "IP-F §§ 7 and 8"

Invariant: ip-cp-8
Description: "An active plan has title, author, creation date, service level and main responsibility"
Severity: #error
Expression: "status = 'active' implies (title.exists() and author.exists() and created.exists() and extension.where(url = 'https://ip-adapter.example/fhir/StructureDefinition/ip-service-level').exists() and extension.where(url = 'https://ip-adapter.example/fhir/StructureDefinition/ip-main-responsibility').exists())"
* requirements = "IP-F purpose; R-116"

Invariant: ip-cp-9
Description: "Wanted cooperation says with whom: a party, or what kind of party"
Severity: #error
Expression: "extension.where(url = 'https://ip-adapter.example/fhir/StructureDefinition/ip-wanted-cooperation').all(extension.where(url = 'party' or url = 'type').exists())"
* requirements = "R-095, point i"

Invariant: ip-cp-10
Description: "A child's view says when the child was heard and by whom, or why it was not"
Severity: #error
Expression: "extension.where(url = 'https://ip-adapter.example/fhir/StructureDefinition/ip-child-view').all((extension.where(url = 'date').exists() and extension.where(url = 'heardBy').exists()) xor extension.where(url = 'reasonNotHeard').exists())"
* requirements = "R-059"

Invariant: ip-cp-11
Description: "Only a plan that has ended says why and by whom it was ended"
Severity: #error
Expression: "extension.where(url = 'https://ip-adapter.example/fhir/StructureDefinition/ip-end-reason' or url = 'https://ip-adapter.example/fhir/StructureDefinition/ip-end-decided-by').exists() implies (status = 'completed' or status = 'revoked' or status = 'entered-in-error')"
* requirements = "R-146, R-148"

Profile: NoIpCarePlan
Parent: CarePlan
Id: no-ip-careplan
Title: "Individual plan"
Description: "The individual plan of a person. A draft needs consent, plan id, category, status, intent, subject and section; the rest is asked for when it becomes active (IP-F; pbrl § 2-5). It is no order and no decision (R-004), names no diagnosis (R-001), and there is one for a person (R-003)."
* insert Understood
* insert SectionStated
* obeys ip-cp-2 and ip-cp-3 and ip-cp-4 and ip-cp-5 and ip-cp-6 and ip-cp-7 and ip-cp-8 and ip-cp-9 and ip-cp-10 and ip-cp-11
* text MS
* extension contains
    IpConsentRefExt named consent 1..* MS and
    IpNextRevisionExt named nextRevision 0..* MS and
    IpEndReasonExt named endReason 0..1 MS and
    IpEndDecidedByExt named endDecidedBy 0..* MS and
    IpHoldReasonExt named holdReason 0..1 MS and
    IpPlanBasisExt named planBasis 0..* MS and
    IpServiceLevelExt named serviceLevel 0..* MS and
    IpMainResponsibilityExt named mainResponsibility 0..1 MS and
    IpPreviousResponsibleExt named previousResponsible 0..* MS and
    IpWantedCooperationExt named wantedCooperation 0..* MS and
    IpChildViewExt named childView 0..* MS
* identifier 1..*
* identifier ^slicing.discriminator.type = #value
* identifier ^slicing.discriminator.path = "system"
* identifier ^slicing.rules = #open
* identifier contains planId 1..1 MS
* identifier[planId].system 1..1
* identifier[planId].system = "https://ip-adapter.example/fhir/sid/plan-id" (exactly)
* identifier[planId].value 1..1
* partOf 0..0
* status from IpPlanStatusVS (required)
* status MS
* intent = #plan
* category 1..*
* category ^slicing.discriminator.type = #pattern
* category ^slicing.discriminator.path = "$this"
* category ^slicing.rules = #open
* category contains ip 1..1 MS
* category[ip] = IpPlanKind#individuell-plan
* title MS
* description MS
* subject only Reference($NoPatient)
* subject MS
* period MS
* created MS
* author only Reference($NoOrganization)
* author MS
* contributor MS
* careTeam only Reference(NoIpCareTeam)
* careTeam MS
* supportingInfo MS
* goal only Reference(NoIpGoal)
* goal MS
* activity MS
* activity.outcomeReference MS
* activity.progress MS
* activity.reference 1..1
* activity.reference only Reference(NoIpActivity or Appointment or Task)
* activity.detail 0..0
* note MS

Invariant: ip-sp-1
Description: "A sub-plan is not itself an individual plan"
Severity: #error
Expression: "category.coding.where(system = 'https://ip-adapter.example/fhir/CodeSystem/ip-plan-kind' and code = 'individuell-plan').empty()"
* requirements = "R-006"

Profile: NoIpSubPlan
Parent: CarePlan
Id: no-ip-subplan
Title: "Sub-plan"
Description: "A treatment plan, crisis plan, educational plan or other plan that is part of an individual plan (R-006). It states its section: who may see it follows its own, not the plan's."
* insert Understood
* insert SectionStated
* obeys ip-sp-1
* identifier 1..*
* partOf 1..1 MS
* partOf only Reference(NoIpCarePlan)
* status from IpPlanStatusVS (required)
* intent = #plan
* category 1..* MS
* title 1..1 MS
* subject only Reference($NoPatient)
* period 1..1 MS
* author 1..1 MS
* author only Reference($NoOrganization or $NoPractitionerRole)
* activity.reference 1..1
* activity.detail 0..0
