// Notices, a transfer, tasks and dialogue.

RuleSet: ForVarsom
* for = Reference(varsom-furu)
* for.type = "Patient"
* for.identifier.system = $fnr
* for.identifier.value = "14835812368"
* authoredOn = "2026-09-01T10:00:00+02:00"

RuleSet: Numbered(last)
* identifier.system = "urn:ietf:rfc:3986"
* identifier.value = "urn:uuid:4f7c7f0e-58a1-4f6b-9d4e-0a53b9f1c{last}"

RuleSet: To(unit, number)
* owner = Reference({unit})
* owner.type = "Organization"
* owner.identifier.system = $enh
* owner.identifier.value = "{number}"

Instance: melding-sykehus
InstanceOf: NoIpNoticeTask
Usage: #example
Title: "Notice of need inside the hospital"
Description: "From the ward to the hospital's own koordinerende enhet."
* insert Numbered(020)
* insert ForVarsom
* groupIdentifier.system = "urn:ietf:rfc:3986"
* groupIdentifier.value = "urn:uuid:4f7c7f0e-58a1-4f6b-9d4e-0a53b9f1c02f"
* status = #completed
* intent = #proposal
* code = IpTaskCode#need-notice
* requester = Reference(medisinsk-avdeling)
* insert To(ke-helse-fjordland, 312120208)
* input[need].type = IpTaskIo#need
* input[need].valueCodeableConcept = IpNeed#both
* input[consentState].type = IpTaskIo#consent-state
* input[consentState].valueCodeableConcept = $9064#1 "Ja, samtykke er innhentet"
* input[consent].type = IpTaskIo#consent
* input[consent].valueReference = Reference(consent-notice-varsom-furu)
* output[planStatus].type = IpTaskIo#8705
* output[planStatus].valueCodeableConcept = $8705#105 "Melding om behov for individuell plan er sendt kommunen"

Instance: melding-kommune
InstanceOf: NoIpNoticeTask
Usage: #example
Title: "Notice of need to the municipality"
Description: "The onward notice, completed: there is a coordinator and a plan."
* insert Numbered(021)
* insert ForVarsom
* basedOn = Reference(melding-sykehus)
* groupIdentifier.system = "urn:ietf:rfc:3986"
* groupIdentifier.value = "urn:uuid:4f7c7f0e-58a1-4f6b-9d4e-0a53b9f1c02f"
* status = #completed
* businessStatus = IpNoticeStatus#plan-startet
* intent = #proposal
* code = IpTaskCode#need-notice
* requester = Reference(ke-helse-fjordland)
* insert To(ke-fjellvik-organisation, 310020206)
* restriction.period.end = "2026-09-15"
* input[need].type = IpTaskIo#need
* input[need].valueCodeableConcept = IpNeed#both
* input[consentState].type = IpTaskIo#consent-state
* input[consentState].valueCodeableConcept = $9064#1 "Ja, samtykke er innhentet"
* input[consent].type = IpTaskIo#consent
* input[consent].valueReference = Reference(consent-notice-varsom-furu)
* input[3].type = IpTaskIo#expected-duration
* input[3].valueString = "Minst ett år"
* input[4].type = IpTaskIo#services
* input[4].valueString = "Hjemmetjeneste, fysioterapi, Nav"
* output[planStatus].type = IpTaskIo#8705
* output[planStatus].valueCodeableConcept = $8705#101 "Ja, virksom plan"
* output[coordinatorStatus].type = IpTaskIo#9188
* output[coordinatorStatus].valueCodeableConcept = $9188#1 "Ja, oppnevnt koordinator"
* output[planNeed].type = IpTaskIo#8307
* output[planNeed].valueCodeableConcept = $8307#2 "Pasienten har individuell plan"
* output[newTeam].type = IpTaskIo#new-team
* output[newTeam].valueReference = Reference(team-varsom-furu)
* output[newPlan].type = IpTaskIo#new-plan
* output[newPlan].valueReference = Reference(plan-varsom-furu)

Instance: koordinatormelding
InstanceOf: NoIpNoticeTask
Usage: #example
Title: "Coordinator notice"
Description: "The municipality is told who coordinates at the hospital; it replaces an earlier notice."
* extension[replaces].valueReference = Reference(koordinatormelding-avvist)
* insert Numbered(022)
* insert ForVarsom
* status = #requested
* intent = #proposal
* code = IpTaskCode#coordinator-notice
* requester = Reference(ke-helse-fjordland)
* insert To(ke-fjellvik-organisation, 310020206)
* input[consentState].type = IpTaskIo#consent-state
* input[consentState].valueCodeableConcept = $9064#2 "Pasientens samtykke er ikke påkrevet i dette tilfellet"
* input[legalBasis].type = IpTaskIo#legal-basis
* input[legalBasis].valueCodeableConcept = IpDisclosureBasis#hpl38a-notice
* input[2].type = IpTaskIo#coordinator
* input[2].valueReference = Reference(koordinator-helse-fjordland)

Instance: koordinatormelding-avvist
InstanceOf: NoIpNoticeTask
Usage: #example
Title: "Notice refused"
Description: "It came to the wrong unit, which says so."
* insert Numbered(023)
* insert ForVarsom
* status = #rejected
* statusReason.text = "Personen bor i en annen kommune"
* businessStatus = IpNoticeStatus#feil-mottaker
* intent = #proposal
* code = IpTaskCode#coordinator-notice
* requester = Reference(ke-helse-fjordland)
* insert To(havdal-kommune, 310090905)
* input[consentState].type = IpTaskIo#consent-state
* input[consentState].valueCodeableConcept = IpConsentState#person-not-asked-reason
* input[consentState].valueCodeableConcept.text = "Personen var ikke ved bevissthet"
* input[legalBasis].type = IpTaskIo#legal-basis
* input[legalBasis].valueCodeableConcept = IpDisclosureBasis#hpl45

Instance: overfoering
InstanceOf: NoIpTransferTask
Usage: #example
Title: "Transfer"
Description: "From Fjellvik to Havdal, on a date."
* insert Numbered(024)
* insert ForVarsom
* status = #requested
* intent = #proposal
* code = IpTaskCode#transfer
* focus = Reference(plan-varsom-furu)
* requester = Reference(fjellvik-kommune)
* requester.identifier.system = $enh
* requester.identifier.value = "310010103"
* insert To(havdal-kommune, 310090905)
* restriction.period.end = "2026-10-15"
* input[consent].type = IpTaskIo#consent
* input[consent].valueReference = Reference(consent-transfer-varsom-furu)

Instance: invitasjon
InstanceOf: NoIpTask
Usage: #example
Title: "Invitation"
Description: "A service is asked to answer for an activity, and cannot."
* insert Labelled(participants)
* status = #rejected
* statusReason.text = "Ingen ledig time før nyttår"
* intent = #proposal
* code = IpTaskCode#invitation
* focus = Reference(tiltak-trening)
* for = Reference(varsom-furu)
* authoredOn = "2026-09-02"
* requester = Reference(koordinator-fjellvik)
* owner = Reference(medisinsk-avdeling)

Instance: spoersmaal
InstanceOf: NoIpCommunication
Usage: #example
Title: "A question"
Description: "The hospital asks about a notice."
* identifier.system = "urn:ietf:rfc:3986"
* identifier.value = "urn:uuid:4f7c7f0e-58a1-4f6b-9d4e-0a53b9f1c030"
* basedOn = Reference(melding-kommune)
* status = #completed
* subject = Reference(varsom-furu)
* sent = "2026-09-03T08:15:00+02:00"
* sender = Reference(ke-helse-fjordland)
* recipient = Reference(ke-fjellvik-organisation)
* payload.contentString = "Hvem møter ved utskriving?"

Instance: utlevering
InstanceOf: Provenance
Usage: #example
Title: "What a disclosure rests on"
Description: "The notice was sent by consent."
* extension.url = "https://ip-adapter.example/fhir/StructureDefinition/ip-disclosure-basis"
* extension.extension[0].url = "basis"
* extension.extension[0].valueCoding = IpDisclosureBasis#consent
* extension.extension[1].url = "consent"
* extension.extension[1].valueReference = Reference(consent-notice-varsom-furu)
* target = Reference(melding-kommune)
* recorded = "2026-09-01T10:00:00+02:00"
* agent.who = Reference(ke-helse-fjordland)
