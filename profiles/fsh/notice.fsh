// Notices of need and coordinator, transfers, and other tasks.

Invariant: ip-nt-1
Description: "A refusal, hold, failure or cancellation has a reason in words"
Severity: #error
Expression: "(status = 'rejected' or status = 'cancelled' or status = 'failed' or status = 'on-hold') implies statusReason.text.exists()"
* requirements = "R-028, R-135"

Invariant: ip-nt-2
Description: "The patient is identified by a national identifier, or by a local one with its assigner"
Severity: #error
Expression: "for.identifier.where(system = 'urn:oid:2.16.578.1.12.4.1.4.1' or system = 'urn:oid:2.16.578.1.12.4.1.4.2' or system = 'urn:oid:2.16.578.1.12.4.1.4.3').exists() or for.identifier.where(type.coding.where(code = 'HNR').exists() and assigner.exists()).exists()"
* requirements = "R-024; domain.md 2.1"

Invariant: ip-nt-3
Description: "A completed notice has an output"
Severity: #error
Expression: "status = 'completed' implies output.exists()"
* requirements = "R-029"

Invariant: ip-nt-4
Description: "A notice of need that is sent says what there is a need for"
Severity: #error
Expression: "((status != 'draft' and status != 'cancelled' and status != 'entered-in-error') and code.coding.where(system = 'https://ip-adapter.example/fhir/CodeSystem/ip-task-code' and code = 'need-notice').exists()) implies input.where(type.coding.where(system = 'https://ip-adapter.example/fhir/CodeSystem/ip-task-io' and code = 'need').exists()).exists()"
* requirements = "R-018, R-023; hpl § 38 a"

Invariant: ip-nt-5
Description: "A notice that is sent says how it stands with consent"
Severity: #error
Expression: "(status != 'draft' and status != 'cancelled' and status != 'entered-in-error') implies input.where(type.coding.where(system = 'https://ip-adapter.example/fhir/CodeSystem/ip-task-io' and code = 'consent-state').exists()).exists()"
* requirements = "R-025"

Invariant: ip-nt-6
Description: "A notice that is sent rests on a consent or on a named legal basis"
Severity: #error
Expression: "(status != 'draft' and status != 'cancelled' and status != 'entered-in-error') implies input.where(type.coding.where(system = 'https://ip-adapter.example/fhir/CodeSystem/ip-task-io' and (code = 'consent' or code = 'legal-basis')).exists()).exists()"
* requirements = "R-024, R-047"

Invariant: ip-nt-7
Description: "Nobody is named in a notice to which consent was not given"
Severity: #error
Expression: "(status != 'draft' and status != 'cancelled' and status != 'entered-in-error') implies input.where(type.coding.where(system = 'https://ip-adapter.example/fhir/CodeSystem/ip-task-io' and code = 'consent-state').exists()).value.coding.where(system = 'urn:oid:2.16.578.1.12.4.1.1.9064' and code = '4').empty()"
* requirements = "R-025"

RuleSet: Addressed
* for 1..1 MS
* for only Reference($NoPatient)
* for.identifier 1..1
* authoredOn 1..1 MS
* requester 1..1 MS
* owner 1..1 MS
* owner.identifier 1..1

Profile: NoIpNoticeTask
Parent: Task
Id: no-ip-notice-task
Title: "Notice"
Description: "A notice of need for an individual plan or coordinator, or of a coordinator (hpl § 38 a, phvl § 4-1; R-018–R-033, R-085). It is minimal: no diagnosis and no journal text (R-024). A hospital cannot order a municipality: intent is proposal."
* insert Understood
* obeys ip-nt-1 and ip-nt-2 and ip-nt-3 and ip-nt-4 and ip-nt-5 and ip-nt-6 and ip-nt-7
* extension contains IpReplacesExt named replaces 0..1 MS
* identifier 1..* MS
* basedOn MS
* groupIdentifier MS
* status MS
* statusReason MS
* businessStatus from IpNoticeStatusVS (extensible)
* businessStatus MS
* intent = #proposal
* code 1..1 MS
* code from IpNoticeVS (required)
* insert Addressed
* requester only Reference($NoPractitionerRole or $NoOrganization or $NoPatient or $NoRelatedPerson)
* owner only Reference($NoOrganization or $NoHealthcareService)
* note MS
* restriction.period MS
* input MS
* input ^slicing.discriminator.type = #pattern
* input ^slicing.discriminator.path = "type"
* input ^slicing.rules = #open
* input contains
    need 0..1 MS and
    consent 0..* MS and
    consentState 0..1 MS and
    legalBasis 0..1 MS
* input[need].type = IpTaskIo#need
* input[need].value[x] only CodeableConcept
* input[need].valueCodeableConcept from IpNeedVS (required)
* input[consent].type = IpTaskIo#consent
* input[consent].value[x] only Reference(NoIpConsent)
* input[consentState].type = IpTaskIo#consent-state
* input[consentState].value[x] only CodeableConcept
* input[consentState].valueCodeableConcept from IpConsentStateVS (required)
* input[legalBasis].type = IpTaskIo#legal-basis
* input[legalBasis].value[x] only CodeableConcept
* input[legalBasis].valueCodeableConcept from IpDisclosureBasisVS (required)
* output MS
* output ^slicing.discriminator.type = #pattern
* output ^slicing.discriminator.path = "type"
* output ^slicing.rules = #open
* output contains
    planStatus 0..1 MS and
    coordinatorStatus 0..1 MS and
    planNeed 0..1 MS and
    newTeam 0..1 MS and
    newPlan 0..1 MS
* output[planStatus].type = IpTaskIo#8705
* output[planStatus].value[x] only CodeableConcept
* output[planStatus].valueCodeableConcept from Ip8705VS (required)
* output[coordinatorStatus].type = IpTaskIo#9188
* output[coordinatorStatus].value[x] only CodeableConcept
* output[coordinatorStatus].valueCodeableConcept from Ip9188VS (required)
* output[planNeed].type = IpTaskIo#8307
* output[planNeed].value[x] only CodeableConcept
* output[planNeed].valueCodeableConcept from Ip8307VS (required)
* output[newTeam].type = IpTaskIo#new-team
* output[newTeam].value[x] only Reference(NoIpCareTeam)
* output[newPlan].type = IpTaskIo#new-plan
* output[newPlan].value[x] only Reference(NoIpCarePlan)

Invariant: ip-tr-1
Description: "A transfer carries the consent to transfer"
Severity: #error
Expression: "input.where(type.coding.where(system = 'https://ip-adapter.example/fhir/CodeSystem/ip-task-io' and code = 'consent').exists()).value.exists()"
* requirements = "R-142"

Invariant: ip-tr-2
Description: "A completed transfer names the new team"
Severity: #error
Expression: "status = 'completed' implies output.where(type.coding.where(system = 'https://ip-adapter.example/fhir/CodeSystem/ip-task-io' and code = 'new-team').exists()).exists()"
* requirements = "R-143"

Invariant: ip-tr-3
Description: "Sender and receiver are different organisations"
Severity: #error
Expression: "(requester.identifier.value.exists() and owner.identifier.value.exists()) implies requester.identifier.value != owner.identifier.value"
* requirements = "R-142"

Profile: NoIpTransferTask
Parent: Task
Id: no-ip-transfer-task
Title: "Transfer"
Description: "Transfer of a plan to another municipality, by consent and with a date: the old municipality answers until it is done (R-142, R-143)."
* insert Understood
* obeys ip-nt-1 and ip-nt-2 and ip-tr-1 and ip-tr-2 and ip-tr-3
* identifier 1..* MS
* status MS
* statusReason MS
* intent = #proposal
* code = IpTaskCode#transfer
* code 1..1 MS
* focus 1..1 MS
* focus only Reference(NoIpCarePlan)
* insert Addressed
* requester only Reference($NoOrganization)
* owner only Reference($NoOrganization)
* restriction 1..1 MS
* restriction.period 1..1
* restriction.period.end 1..1
* input MS
* input ^slicing.discriminator.type = #pattern
* input ^slicing.discriminator.path = "type"
* input ^slicing.rules = #open
* input contains consent 1..1 MS
* input[consent].type = IpTaskIo#consent
* input[consent].value[x] only Reference(NoIpConsent)
* output MS
* output ^slicing.discriminator.type = #pattern
* output ^slicing.discriminator.path = "type"
* output ^slicing.rules = #open
* output contains
    newTeam 0..1 MS and
    newPlan 0..1 MS
* output[newTeam].type = IpTaskIo#new-team
* output[newTeam].value[x] only Reference(NoIpCareTeam)
* output[newPlan].type = IpTaskIo#new-plan
* output[newPlan].value[x] only Reference(NoIpCarePlan)

Profile: NoIpTask
Parent: Task
Id: no-ip-task
Title: "Task in the work with a plan"
Description: "An invitation, a request, a question of consent, a coordinator's task, a confirmation, a complaint: what is neither notice nor transfer. The plan orders nothing (R-004)."
* insert Understood
* insert Section(0)
* obeys ip-nt-1
* status MS
* statusReason MS
* intent from IpTaskIntentVS (required)
* code 1..1 MS
* code from IpTaskVS (required)
* for 1..1 MS
* for only Reference($NoPatient)
* authoredOn 1..1 MS
* requester MS
* owner MS
* restriction.period MS
