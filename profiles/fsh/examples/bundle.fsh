// A plan with everything, and the readable document.

RuleSet: Entry(type, id)
* entry[+].fullUrl = "https://ip-adapter.example/fhir/{type}/{id}"
* entry[=].resource = {id}

Instance: planen-samlet
InstanceOf: NoIpPlanBundle
Usage: #example
Title: "A plan with everything"
Description: "Varsom Furu's plan and all that it points to."
* type = #collection
* entry[0].fullUrl = "https://ip-adapter.example/fhir/CarePlan/plan-varsom-furu"
* entry[=].resource = plan-varsom-furu
* insert Entry(CarePlan, kriseplan-varsom-furu)
* insert Entry(CareTeam, team-varsom-furu)
* insert Entry(Goal, maal-sjoen)
* insert Entry(Goal, maal-trening)
* insert Entry(ServiceRequest, tiltak-hjemmehjelp)
* insert Entry(ServiceRequest, tiltak-trening)
* insert Entry(Observation, ressurs-varsom-furu)
* insert Entry(Observation, behov-varsom-furu)
* insert Entry(DocumentReference, vedtak-varsom-furu)
* insert Entry(Consent, consent-plan-varsom-furu)
* insert Entry(Consent, consent-coordinator-varsom-furu)
* insert Entry(Consent, consent-share-varsom-furu)
* insert Entry(Patient, varsom-furu)
* insert Entry(RelatedPerson, pratsom-rype)
* insert Entry(Practitioner, noeyaktig-sti)
* insert Entry(Practitioner, rolig-brygge)
* insert Entry(PractitionerRole, koordinator-fjellvik)
* insert Entry(PractitionerRole, koordinator-helse-fjordland)
* insert Entry(Organization, fjellvik-kommune)
* insert Entry(Organization, ke-fjellvik-organisation)
* insert Entry(Organization, fjellvik-hjemmetjeneste)
* insert Entry(Organization, medisinsk-avdeling)

Instance: dokument-varsom-furu
InstanceOf: NoIpDocument
Usage: #example
Title: "The plan to read"
Description: "For printing and for the person."
* status = #final
* type = $9602#A02-2 "Individuell plan"
* subject = Reference(varsom-furu)
* date = "2026-09-01T12:00:00+02:00"
* author = Reference(koordinator-fjellvik)
* title = "Individuell plan"
* custodian = Reference(fjellvik-kommune)
* section.title = "Målene mine"
* section.text.status = #generated
* section.text.div = "<div xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"nb\"><p>Jeg vil ut i båten igjen før jul.</p></div>"
