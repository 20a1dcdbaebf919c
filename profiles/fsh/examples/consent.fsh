// Consents, one for each choice.

RuleSet: Given(kind, patient)
* insert Labelled(consents)
* scope = $scope#patient-privacy
* category = IpConsentType#{kind}
* patient = Reference({patient})
* dateTime = "2026-09-01T09:00:00+02:00"
* organization = Reference(ke-fjellvik-organisation)
* policy.uri = "https://lovdata.no/lov/1999-07-02-63"

RuleSet: Informed
* extension[informed].extension[purpose].valueBoolean = true
* extension[informed].extension[recipients].valueBoolean = true
* extension[informed].extension[categories].valueBoolean = true
* extension[informed].extension[necessary-only].valueBoolean = true
* extension[informed].extension[exclusions].valueBoolean = true
* extension[informed].extension[consequences].valueBoolean = true
* extension[informed].extension[withdrawal].valueBoolean = true

RuleSet: Permit(number, unit, action)
* provision.provision[{number}].type = #permit
* provision.provision[{number}].actor.role = $participation#IRCP
* provision.provision[{number}].actor.reference = Reference({unit})
* provision.provision[{number}].action = IpAction#{action}

Instance: consent-plan-varsom-furu
InstanceOf: NoIpConsent
Usage: #example
Title: "Consent to a plan"
Description: "Given in words, with what the person was told."
* insert Given(plan, varsom-furu)
* insert Informed
* extension[form].valueCoding = IpConsentForm#oral
* extension[place].valueString = "Hjemme hos Varsom"
* extension[obtainedBy].valueReference = Reference(koordinator-fjellvik)
* status = #active
* performer = Reference(varsom-furu)
* policyRule = $act#OPTIN
* insert Permit(0, ke-fjellvik-organisation, make-plan)

Instance: consent-coordinator-varsom-furu
InstanceOf: NoIpConsent
Usage: #example
Title: "Consent to a coordinator"
Description: "A choice of its own, in writing."
* insert Given(coordinator, varsom-furu)
* extension[form].valueCoding = IpConsentForm#written
* status = #active
* performer = Reference(varsom-furu)
* policyRule = $act#OPTIN

Instance: consent-share-varsom-furu
InstanceOf: NoIpConsent
Usage: #example
Title: "Consent to share"
Description: "Two sections to two units until the end of the year, and one thing kept back."
* insert Given(share, varsom-furu)
* extension[form].valueCoding = IpConsentForm#electronic
* status = #active
* performer = Reference(varsom-furu)
* policyRule = $act#OPTIN
* insert Permit(0, fjellvik-hjemmetjeneste, read)
* provision.provision[0].securityLabel = IpSection#health
* provision.provision[0].period.start = "2026-09-01"
* provision.provision[0].period.end = "2026-12-31"
* insert Permit(1, medisinsk-avdeling, contribute)
* provision.provision[1].securityLabel = IpSection#goals
* provision.provision[1].purpose = $reason#COC
* provision.provision[1].period.start = "2026-09"
* provision.provision[1].period.end = "2026-12"
* provision.provision[2].type = #deny
* provision.provision[2].actor.role = $participation#IRCP
* provision.provision[2].actor.reference = Reference(medisinsk-avdeling)
* provision.provision[2].data.meaning = #instance
* provision.provision[2].data.reference = Reference(maal-sjoen)

Instance: consent-notice-varsom-furu
InstanceOf: NoIpConsent
Usage: #example
Title: "Consent to a notice"
Description: "The municipality may be told of the need."
* insert Given(notice, varsom-furu)
* status = #active
* performer = Reference(varsom-furu)
* policyRule = $act#OPTIN
* insert Permit(0, ke-fjellvik-organisation, receive-copy)

Instance: consent-transfer-varsom-furu
InstanceOf: NoIpConsent
Usage: #example
Title: "Consent to transfer, withdrawn"
Description: "Withdrawn before the date of the move."
* insert Given(transfer, varsom-furu)
* extension[statusDate].valueDateTime = "2026-10-01"
* extension[statusReason].valueCodeableConcept = IpConsentStatusReason#withdrawn
* status = #inactive
* performer = Reference(varsom-furu)
* policyRule = $act#OPTIN
* insert Permit(0, havdal-kommune, read)
* provision.provision[0].securityLabel = IpSection#overview

Instance: consent-plan-sindig-linerle
InstanceOf: NoIpConsent
Usage: #example
Title: "The plan is declined"
Description: "No plan: a state that is recorded and respected."
* insert Given(plan, sindig-linerle)
* extension[statusDate].valueDateTime = "2026-09-01"
* status = #rejected
* performer = Reference(sindig-linerle)
* policyRule = $act#OPTIN

Instance: consent-plan-lystig-blaaklokke
InstanceOf: NoIpConsent
Usage: #example
Title: "Consent of both parents"
Description: "Shared responsibility: both consent, and it must be confirmed when the child is of age."
* insert Given(plan, lystig-blaaklokke)
* extension[representation].valueCodeableConcept = $7456#4 "Foreldre med felles ansvar"
* extension[reconfirm].valueDate = "2035-06-09"
* extension[personObjects].valueDateTime = "2026-09-01"
* status = #active
* performer[0] = Reference(taalmodig-bjoerk)
* performer[+] = Reference(vennlig-ask)
* policyRule = $act#OPTIN
* insert Permit(0, fjellvik-kommune, make-plan)

Instance: consent-dialog-varsom-furu
InstanceOf: NoIpConsent
Usage: #example
Title: "Consent to digital dialogue, not answered yet"
Description: "No answer is no consent."
* insert Given(dialog, varsom-furu)
* status = #proposed
* performer = Reference(varsom-furu)
* policyRule = $act#OPTIN

Instance: objection-varsom-furu
InstanceOf: NoIpConsent
Usage: #example
Title: "Objection"
Description: "The person has objected to sharing inside the health service with one unit."
* insert Given(objection, varsom-furu)
* status = #active
* performer = Reference(varsom-furu)
* policyRule = $act#OPTOUT
* provision.provision.type = #deny
* provision.provision.actor.role = $participation#IRCP
* provision.provision.actor.reference = Reference(medisinsk-avdeling)
