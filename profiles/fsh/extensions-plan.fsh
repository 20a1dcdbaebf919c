// Extensions of the plan, its sub-plans, activities and evaluation.

Extension: IpConsentRefExt
Id: ip-consent-ref
Title: "Consent that the plan rests on"
Description: "The consents that the plan rests on, from the first draft on: no plan is made without consent (R-035, R-094; pbrl § 2-5)."
Context: CarePlan
* value[x] 1..1
* value[x] only Reference(Consent)

Extension: IpNextRevisionExt
Id: ip-next-revision
Title: "Next revision"
Description: "When the plan will be adjusted or revised (R-093, point g)."
Context: CarePlan
* value[x] 1..1
* value[x] only date

Extension: IpEndReasonExt
Id: ip-end-reason
Title: "Why the plan ended"
Description: "The reason for which the plan ended, coded and in words (R-146)."
Context: CarePlan
* value[x] 1..1
* value[x] only CodeableConcept
* valueCodeableConcept from IpEndReasonVS (required)

Extension: IpEndDecidedByExt
Id: ip-end-decided-by
Title: "Who decided that the plan ends"
Description: "The person and the coordinator together; the person alone where the person wishes it (R-146, R-147)."
Context: CarePlan
* value[x] 1..1
* value[x] only Reference(Patient or RelatedPerson or Practitioner or PractitionerRole or Organization)

Extension: IpHoldReasonExt
Id: ip-hold-reason
Title: "Why the plan is paused"
Description: "The reason for which the plan is on hold, coded and in words (domain.md 3.5)."
Context: CarePlan
* value[x] 1..1
* value[x] only CodeableConcept
* valueCodeableConcept from IpHoldReasonVS (required)

Extension: IpPlanBasisExt
Id: ip-plan-basis
Title: "Duty that the plan rests on"
Description: "The acts whose duty the plan fulfils; one plan for all of them (R-003)."
Context: CarePlan
* value[x] 1..1
* value[x] only Coding
* valueCoding from IpPlanBasisVS (required)

Extension: IpServiceLevelExt
Id: ip-service-level
Title: "Service level or sector"
Description: "Which levels and sectors give services under the plan; of a koordinerende enhet, which level it belongs to (R-019)."
Context: CarePlan, HealthcareService
* value[x] 1..1
* value[x] only Coding
* valueCoding from IpServiceLevelVS (required)

Extension: IpMainResponsibilityExt
Id: ip-main-responsibility
Title: "Main responsibility"
Description: "The level that has the main responsibility, and the municipality where it is municipal (IP-F purpose, §§ 7 and 8; hol § 7-1)."
Context: CarePlan
* extension contains
    level 1..1 and
    municipality 0..1
* extension[level].value[x] 1..1
* extension[level].value[x] only Coding
* extension[level].valueCoding from IpServiceLevelVS (required)
* extension[municipality].value[x] 1..1
* extension[municipality].value[x] only Coding

Extension: IpPreviousResponsibleExt
Id: ip-previous-responsible
Title: "Who had the main responsibility before"
Description: "Trace of earlier responsible organisations after a move (R-143)."
Context: CarePlan
* extension contains
    organization 1..1 and
    period 1..1
* extension[organization].value[x] 1..1
* extension[organization].value[x] only Reference(Organization)
* extension[period].value[x] 1..1
* extension[period].value[x] only Period

Extension: IpWantedCooperationExt
Id: ip-wanted-cooperation
Title: "Wanted cooperation"
Description: "Necessary or wanted cooperation with further services and others; it gives no access and sends nothing (R-095, point i)."
Context: CarePlan
* extension contains
    party 0..1 and
    type 0..1 and
    purpose 1..1 and
    state 1..1
* extension[party].value[x] 1..1
* extension[party].value[x] only Reference(Organization or HealthcareService)
* extension[type].value[x] 1..1
* extension[type].value[x] only CodeableConcept
* extension[purpose].value[x] 1..1
* extension[purpose].value[x] only string
* extension[state].value[x] 1..1
* extension[state].value[x] only Coding
* extension[state].valueCoding from IpCooperationStateVS (required)

Extension: IpChildViewExt
Id: ip-child-view
Title: "The child's view"
Description: "That the child was heard, when and by whom, or why not; what it said, if it is meant for fewer than read the plan, stands in a resource with its own section (R-059)."
Context: CarePlan
* extension contains
    date 0..1 and
    heardBy 0..1 and
    summary 0..1 and
    details 0..1 and
    reasonNotHeard 0..1
* extension[date].value[x] 1..1
* extension[date].value[x] only date
* extension[heardBy].value[x] 1..1
* extension[heardBy].value[x] only Reference(Practitioner or PractitionerRole or RelatedPerson)
* extension[summary].value[x] 1..1
* extension[summary].value[x] only string
* extension[details].value[x] 1..1
* extension[details].value[x] only Reference(Observation)
* extension[reasonNotHeard].value[x] 1..1
* extension[reasonNotHeard].value[x] only string

Extension: IpActivityContributorExt
Id: ip-activity-contributor
Title: "Who helps with the activity"
Description: "Those who help beside the one who is responsible: performer names the responsible alone (R-090, R-091)."
Context: ServiceRequest
* value[x] 1..1
* value[x] only Reference(PractitionerRole or Organization or HealthcareService or Patient or RelatedPerson)

Extension: IpDecisionExt
Id: ip-decision
Title: "Decision behind the activity"
Description: "The decision (vedtak) that gives the service: the plan itself gives no right to it (R-004)."
Context: ServiceRequest
* value[x] 1..1
* value[x] only Reference(DocumentReference)

Extension: IpEvaluationExt
Id: ip-evaluation
Title: "What is evaluated"
Description: "Whether a questionnaire answers for the plan document or for the work with it (R-111)."
Context: QuestionnaireResponse
* value[x] 1..1
* value[x] only Coding
* valueCoding from IpEvaluationVS (required)
