// Extensions of consents, disclosures and notices.

Extension: IpRepresentationExt
Id: ip-representation
Title: "Who consented, and on what basis"
Description: "On what basis somebody else than the patient consented (list 7456; R-056–R-066)."
Context: Consent
* value[x] 1..1
* value[x] only CodeableConcept
* valueCodeableConcept from IpRepresentationVS (required)

Extension: IpConsentStatusDateExt
Id: ip-consent-status-date
Title: "When the consent was declined or withdrawn"
Description: "When the consent was declined or withdrawn (R-043, R-071)."
Context: Consent
* value[x] 1..1
* value[x] only dateTime

Extension: IpConsentStatusReasonExt
Id: ip-consent-status-reason
Title: "How the consent came to its state"
Description: "What R4's states do not tell apart: refused or not answered, withdrawn, expired or ended by death (domain.md 3.3). A reason in words is never asked for (R-043)."
Context: Consent
* value[x] 1..1
* value[x] only CodeableConcept
* valueCodeableConcept from IpConsentStatusReasonVS (required)

Extension: IpConsentFormExt
Id: ip-consent-form
Title: "How the consent was given"
Description: "How the consent was given (R-040)."
Context: Consent
* value[x] 1..1
* value[x] only Coding
* valueCoding from IpConsentFormVS (required)

Extension: IpConsentPlaceExt
Id: ip-consent-place
Title: "Where the consent was given"
Description: "Where the consent was given, in words: who, where and when make an oral consent provable (R-040)."
Context: Consent
* value[x] 1..1
* value[x] only string

Extension: IpObtainedByExt
Id: ip-obtained-by
Title: "Who asked for the consent"
Description: "Who asked for the consent (R-040, R-053)."
Context: Consent
* value[x] 1..1
* value[x] only Reference(Practitioner or PractitionerRole)

Extension: IpInformedExt
Id: ip-informed
Title: "What the person was told before consenting"
Description: "Purpose, who gets what kinds of information, that no more than necessary is exchanged, that parts or persons can be left out, what follows from that, and that consent can be withdrawn any time (R-039)."
Context: Consent
* extension contains
    purpose 0..1 and
    recipients 0..1 and
    categories 0..1 and
    necessary-only 0..1 and
    exclusions 0..1 and
    consequences 0..1 and
    withdrawal 0..1
* extension[purpose].value[x] 1..1
* extension[purpose].value[x] only boolean
* extension[recipients].value[x] 1..1
* extension[recipients].value[x] only boolean
* extension[categories].value[x] 1..1
* extension[categories].value[x] only boolean
* extension[necessary-only].value[x] 1..1
* extension[necessary-only].value[x] only boolean
* extension[exclusions].value[x] 1..1
* extension[exclusions].value[x] only boolean
* extension[consequences].value[x] 1..1
* extension[consequences].value[x] only boolean
* extension[withdrawal].value[x] 1..1
* extension[withdrawal].value[x] only boolean

Extension: IpReconfirmExt
Id: ip-reconfirm
Title: "Since when the consent must be confirmed anew"
Description: "A birthday, a change of capacity or of mandate: access outside the health service waits until the right one has confirmed (R-067, domain.md 3.3)."
Context: Consent
* value[x] 1..1
* value[x] only date

Extension: IpPersonObjectsExt
Id: ip-person-objects
Title: "When the person objected to what a representative consented to"
Description: "The person's own no, though somebody else consents: sharing pauses until it has been considered (R-070)."
Context: Consent
* value[x] 1..1
* value[x] only dateTime

Extension: IpDisclosureBasisExt
Id: ip-disclosure-basis
Title: "Basis of a disclosure"
Description: "What a disclosure rests on: a consent or a named rule (R-047)."
Context: AuditEvent, MessageHeader, Provenance
* extension contains
    basis 1..1 and
    consent 0..1 and
    statute 0..1
* extension[basis].value[x] 1..1
* extension[basis].value[x] only Coding
* extension[basis].valueCoding from IpDisclosureBasisVS (required)
* extension[consent].value[x] 1..1
* extension[consent].value[x] only Reference(Consent)
* extension[statute].value[x] 1..1
* extension[statute].value[x] only string

Extension: IpReplacesExt
Id: ip-replaces
Title: "Notice that this one replaces"
Description: "A later coordinator notice replaces an earlier one (domain.md 3.2, R-032, R-085)."
Context: Task
* value[x] 1..1
* value[x] only Reference(Task)
