// Varsom Furu's plan with everything that it points to.

Instance: plan-varsom-furu
InstanceOf: NoIpCarePlan
Usage: #example
Title: "Individual plan in force"
Description: "A plan that has what the law asks for."
* insert Labelled(overview)
* extension[consent].valueReference = Reference(consent-plan-varsom-furu)
* extension[nextRevision][0].valueDate = "2027-03-01"
* extension[nextRevision][1].valueDate = "2027-08"
* extension[planBasis][0].valueCoding = IpPlanBasis#hol71
* extension[planBasis][1].valueCoding = IpPlanBasis#sphl25
* extension[serviceLevel][0].valueCoding = IpServiceLevel#kommune
* extension[serviceLevel][1].valueCoding = IpServiceLevel#spesialist
* extension[mainResponsibility].extension[level].valueCoding = IpServiceLevel#kommune
* extension[mainResponsibility].extension[municipality].valueCoding = $3402#9901
* extension[wantedCooperation].extension[type].valueCodeableConcept.text = "Arbeidsgiver"
* extension[wantedCooperation].extension[purpose].valueString = "Prøve deltid igjen"
* extension[wantedCooperation].extension[state].valueCoding = IpCooperationState#wanted
* identifier[planId].system = "https://ip-adapter.example/fhir/sid/plan-id"
* identifier[planId].value = "4f7c7f0e-58a1-4f6b-9d4e-0a53b9f1c001"
* status = #active
* intent = #plan
* category[ip] = IpPlanKind#individuell-plan
* title = "Planen min"
* description = "Å kunne bo hjemme og komme meg ut på sjøen."
* subject = Reference(varsom-furu)
* period.start = "2026-09-01"
* period.end = "2027-08-31"
* created = "2026-09-01"
* author = Reference(fjellvik-kommune)
* careTeam = Reference(team-varsom-furu)
* supportingInfo[0] = Reference(ressurs-varsom-furu)
* supportingInfo[+] = Reference(behov-varsom-furu)
* supportingInfo[+] = Reference(consent-plan-varsom-furu)
* supportingInfo[+] = Reference(consent-share-varsom-furu)
* supportingInfo[+] = Reference(vedtak-varsom-furu)
* goal = Reference(maal-sjoen)
* goal[+] = Reference(maal-trening)
* activity[0].reference = Reference(tiltak-hjemmehjelp)
* activity[+].reference = Reference(tiltak-trening)

Instance: plan-utkast
InstanceOf: NoIpCarePlan
Usage: #example
Title: "Draft of an individual plan"
Description: "What a draft needs, and no more."
* insert Labelled(overview)
* extension[consent].valueReference = Reference(consent-plan-varsom-furu)
* identifier[planId].system = "https://ip-adapter.example/fhir/sid/plan-id"
* identifier[planId].value = "4f7c7f0e-58a1-4f6b-9d4e-0a53b9f1c002"
* status = #draft
* intent = #plan
* category[ip] = IpPlanKind#individuell-plan
* subject = Reference(varsom-furu)

Instance: plan-pauset
InstanceOf: NoIpCarePlan
Usage: #example
Title: "Plan that is paused"
Description: "The coordinator is gone, and there is no new one yet; the child is too young to be asked."
* insert Labelled(overview)
* extension[consent].valueReference = Reference(consent-plan-lystig-blaaklokke)
* extension[holdReason].valueCodeableConcept = IpHoldReason#coordinator-gone
* extension[childView].extension[reasonNotHeard].valueString = "Kan ikke si sin mening ennå; sett i lek"
* identifier[planId].system = "https://ip-adapter.example/fhir/sid/plan-id"
* identifier[planId].value = "4f7c7f0e-58a1-4f6b-9d4e-0a53b9f1c004"
* status = #on-hold
* intent = #plan
* category[ip] = IpPlanKind#individuell-plan
* subject = Reference(lystig-blaaklokke)

Instance: plan-lystig-blaaklokke
InstanceOf: NoIpCarePlan
Usage: #example
Title: "Plan of a child that has ended"
Description: "A plan that has moved with the child to another system, and how the child was heard."
* insert Labelled(overview)
* extension[consent].valueReference = Reference(consent-plan-lystig-blaaklokke)
* extension[nextRevision].valueDate = "2026-12-31"
* extension[endReason].valueCodeableConcept = IpEndReason#transferred
* extension[endReason].valueCodeableConcept.text = "Familien har flyttet, og planen føres videre der"
* extension[endDecidedBy][0].valueReference = Reference(taalmodig-bjoerk)
* extension[endDecidedBy][1].valueReference = Reference(barnekoordinator-fjellvik)
* extension[previousResponsible].extension[organization].valueReference = Reference(fjellvik-kommune)
* extension[previousResponsible].extension[period].valuePeriod.start = "2026-02"
* extension[previousResponsible].extension[period].valuePeriod.end = "2026-09"
* extension[childView][0].extension[date].valueDate = "2026-01-20"
* extension[childView][0].extension[heardBy].valueReference = Reference(barnekoordinator-fjellvik)
* extension[childView][0].extension[summary].valueString = "Vil ha time med hesten oftere"
* identifier[planId].system = "https://ip-adapter.example/fhir/sid/plan-id"
* identifier[planId].value = "4f7c7f0e-58a1-4f6b-9d4e-0a53b9f1c003"
* status = #completed
* intent = #plan
* category[ip] = IpPlanKind#individuell-plan
* title = "Lystigs plan"
* subject = Reference(lystig-blaaklokke)
* period.start = "2026-02"
* period.end = "2026-12-31"
* author = Reference(havdal-kommune)

Instance: kriseplan-varsom-furu
InstanceOf: NoIpSubPlan
Usage: #example
Title: "Crisis plan"
Description: "A sub-plan with a section of its own."
* insert Labelled(health)
* identifier.system = "urn:ietf:rfc:3986"
* identifier.value = "urn:uuid:4f7c7f0e-58a1-4f6b-9d4e-0a53b9f1c010"
* partOf = Reference(plan-varsom-furu)
* status = #active
* intent = #plan
* category = IpPlanKind#kriseplan
* title = "Kriseplan"
* subject = Reference(varsom-furu)
* period.start = "2026-09-01"
* author = Reference(medisinsk-avdeling)

Instance: team-varsom-furu
InstanceOf: NoIpCareTeam
Usage: #example
Title: "Team of a plan"
Description: "The person, his wife, both coordinators and a service; the coordinator whom he wished."
* insert Labelled(participants)
* extension[coordinatorWish].extension[person].valueReference = Reference(noeyaktig-sti)
* extension[coordinatorWish].extension[followed].valueBoolean = true
* status = #active
* category = IpTeamKind#ip-team
* subject = Reference(varsom-furu)
* period.start = "2026-08-20"
* participant[0].role = IpTeamRole#personen
* participant[=].member = Reference(varsom-furu)
* participant[=].period.start = "2026-08-20"
* participant[=].extension[contribution].valueString = "Trener hver dag"
* participant[+].role = IpTeamRole#parorende
* participant[=].member = Reference(pratsom-rype)
* participant[=].period.start = "2026-08-20"
* participant[=].extension[contribution].valueString = "Kjører til treningen"
* participant[+].role = $9034#8 "Koordinator Individuell plan"
* participant[=].member = Reference(koordinator-fjellvik)
* participant[=].period.start = "2026-09-01"
* participant[+].role = $9034#18 "Koordinator (spesialisthelsetjenesteloven)"
* participant[=].member = Reference(koordinator-helse-fjordland)
* participant[=].period.start = "2026-08-20"
* participant[=].period.end = "2026-10-01"
* participant[=].extension[assignmentEnd].valueCodeableConcept = IpAssignmentEnd#no-longer-needed
* participant[+].role.text = "Hjemmetjeneste"
* participant[=].member = Reference(fjellvik-hjemmetjeneste)
* participant[=].period.start = "2026-09-01"
* participant[=].extension[contribution].valueString = "Hjelp morgen og kveld"
* managingOrganization = Reference(ke-fjellvik-organisation)

Instance: team-sindig-linerle
InstanceOf: NoIpCareTeam
Usage: #example
Title: "Coordinator without a plan"
Description: "The plan was declined, the coordinator was not."
* insert Labelled(participants)
* status = #active
* category = IpTeamKind#ip-team
* subject = Reference(sindig-linerle)
* period.start = "2026-09-01"
* participant[0].role = IpTeamRole#personen
* participant[=].member = Reference(sindig-linerle)
* participant[=].period.start = "2026-09-01"
* participant[+].role = $9034#8 "Koordinator Individuell plan"
* participant[=].member = Reference(koordinator-fjellvik)
* participant[=].period.start = "2026-09-01"
* managingOrganization = Reference(ke-fjellvik-organisation)

Instance: team-ventet-barn
InstanceOf: NoIpCareTeam
Usage: #example
Title: "Barnekoordinator for an unborn child"
Description: "The team stands on the expecting parent."
* insert Labelled(participants)
* extension[expectedChild].valueDate = "2026-12"
* extension[coordinatorWish].extension[text].valueString = "En som kjenner sykehuset"
* extension[coordinatorWish].extension[followed].valueBoolean = false
* extension[coordinatorWish].extension[reason].valueString = "Ingen av dem kan ta flere"
* status = #active
* category = IpTeamKind#ip-team
* subject = Reference(sindig-linerle)
* period.start = "2026-09-01"
* participant[0].role = IpTeamRole#personen
* participant[=].member = Reference(sindig-linerle)
* participant[=].period.start = "2026-09-01"
* participant[+].role = IpTeamRole#barnekoordinator
* participant[=].member = Reference(barnekoordinator-fjellvik)
* participant[=].period.start = "2026-09-01"
* managingOrganization = Reference(ke-fjellvik-organisation)

Instance: maal-sjoen
InstanceOf: NoIpGoal
Usage: #example
Title: "The person's own goal"
Description: "A goal in the person's own words."
* insert Labelled(goals)
* lifecycleStatus = #active
* achievementStatus = http://terminology.hl7.org/CodeSystem/goal-achievement#in-progress
* category[0] = IpGoalCategory#eget-maal
* category[+] = IpLifeArea#fritid
* description.text = "Jeg vil ut i båten igjen før jul"
* subject = Reference(varsom-furu)
* startDate = "2026-09-01"
* target.dueDate = "2026-12-20"
* expressedBy = Reference(varsom-furu)

Instance: maal-trening
InstanceOf: NoIpGoal
Usage: #example
Title: "A sub-goal"
Description: "A step on the way, agreed with the person."
* insert Labelled(goals)
* extension[acceptance].extension[individual].valueReference = Reference(varsom-furu)
* extension[acceptance].extension[status].valueCode = #agree
* extension[relatedGoal].extension[type].valueCodeableConcept = http://terminology.hl7.org/CodeSystem/goal-relationship-type#milestone
* extension[relatedGoal].extension[target].valueReference = Reference(maal-sjoen)
* lifecycleStatus = #accepted
* category = IpGoalCategory#delmaal
* description.text = "Gå tre kilometer uten stopp"
* subject = Reference(varsom-furu)
* expressedBy = Reference(koordinator-fjellvik)

Instance: ressurs-varsom-furu
InstanceOf: NoIpResourceNeed
Usage: #example
Title: "A resource"
Description: "What the person can build on, in his own words."
* insert Labelled(resources-needs)
* status = #final
* category[resource] = IpResourceNeed#ressurs
* code = IpLifeArea#nettverk
* subject = Reference(varsom-furu)
* effectiveDateTime = "2026-09"
* performer = Reference(varsom-furu)
* valueString = "Mange venner i båtforeningen"

Instance: behov-varsom-furu
InstanceOf: NoIpResourceNeed
Usage: #example
Title: "A need"
Description: "A need for services, in a professional's words."
* insert Labelled(resources-needs)
* status = #final
* category[need] = IpResourceNeed#behov
* code = IpLifeArea#bolig
* subject = Reference(varsom-furu)
* effectiveDateTime = "2026-09-01"
* performer = Reference(koordinator-fjellvik)
* valueString = "Hjelp til å komme i gang om morgenen"

Instance: tiltak-hjemmehjelp
InstanceOf: NoIpActivity
Usage: #example
Title: "Activity in progress"
Description: "What, how much, who, when and how, with the decision behind it."
* insert Labelled(health)
* extension[goal].valueReference = Reference(maal-sjoen)
* extension[contributor].valueReference = Reference(pratsom-rype)
* extension[decision].valueReference = Reference(vedtak-varsom-furu)
* status = #active
* intent = #plan
* category = IpLifeArea#bolig
* code.text = "Hjemmetjeneste morgen og kveld"
* subject = Reference(varsom-furu)
* occurrencePeriod.start = "2026-09-01"
* performer = Reference(fjellvik-hjemmetjeneste)
* note.text = "To ganger om dagen, samme to personer så langt det går"

Instance: tiltak-trening
InstanceOf: NoIpActivity
Usage: #example
Title: "Activity that waits for somebody responsible"
Description: "A draft has no performer yet."
* insert Labelled(health)
* extension[goal].valueReference = Reference(maal-trening)
* status = #draft
* intent = #plan
* code.text = "Trening med fysioterapeut"
* subject = Reference(varsom-furu)
* note.text = "I gruppe, to ganger i uken"

Instance: vedtak-varsom-furu
InstanceOf: NoIpAttachment
Usage: #example
Title: "A decision that an activity rests on"
Description: "The decision gives the service, the plan does not."
* insert Labelled(documents)
* status = #current
* type = $9602#J00-1 "Attester, melding og erklæringer"
* subject = Reference(varsom-furu)
* date = "2026-08-28T10:00:00+02:00"
* author = Reference(fjellvik-kommune)
* description = "Vedtak om hjemmetjenester"
* content.attachment.contentType = #application/pdf
* content.attachment.title = "Vedtak"

Instance: iop-lystig-blaaklokke
InstanceOf: NoIpAttachment
Usage: #example
Title: "A sub-plan that a school keeps"
Description: "List 9602 has no code for it: category says what it is."
* insert Labelled(education)
* status = #current
* type = $9602#J00-1 "Attester, melding og erklæringer"
* category = IpPlanKind#iop
* subject = Reference(lystig-blaaklokke)
* author = Reference(fjellvik-skole)
* description = "Individuell opplæringsplan"
* content.attachment.contentType = #application/pdf
* content.attachment.title = "Individuell opplæringsplan"

Instance: evaluering-varsom-furu
InstanceOf: QuestionnaireResponse
Usage: #example
Title: "Evaluation of the work with the plan"
Description: "The person's own opinion."
* meta.security = IpSection#evaluation
* extension.url = "https://ip-adapter.example/fhir/StructureDefinition/ip-evaluation"
* extension.valueCoding = IpEvaluation#process
* status = #completed
* subject = Reference(varsom-furu)
* authored = "2027-03-01"
* source = Reference(varsom-furu)
* item.linkId = "1"
* item.text = "Har du fått være med så mye du ønsket?"
* item.answer.valueString = "Ja"
