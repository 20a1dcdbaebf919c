// Codes of notices and other tasks.

CodeSystem: IpTaskCode
Id: ip-task-code
Title: "What a task is about"
Description: "Notices of need and coordinator, transfers, and the tasks between the participants of a plan."
* insert Codes
* insert Word(need-notice, Melding om behov, Melding om behov)
* insert Word(coordinator-notice, Koordinatormelding, Koordinatormelding)
* insert Word(hab-need-notice, Melding om behov for habilitering eller rehabilitering, Melding om behov for habilitering eller rehabilitering)
* insert Word(transfer, Overføring av plan, Overføring av plan)
* insert Word(invitation, Invitasjon til å delta, Invitasjon til å delta)
* insert Word(join-request, Ønske om å delta, Ønske om å delta)
* insert Word(consent-request, Spørsmål om samtykke, Spørsmål om samtykke)
* insert Word(confirm-plan-version, Bekreft planversjon, Stadfest planversjon)
* insert Word(confirm-consent, Bekreft samtykke på nytt, Stadfest samtykke på nytt)
* insert Word(coordinator-task, Oppgave for koordinator, Oppgåve for koordinator)
* insert Word(coordinator-handover, Overlevering til ny koordinator, Overlevering til ny koordinator)
* insert Word(revision-due, Revisjon av planen, Revisjon av planen)
* insert Word(evaluation, Evaluering av planen, Evaluering av planen)
* insert Word(end-by-service, Tjenesten vil avslutte planen, Tenesta vil avslutte planen)
* insert Word(emergency-review, Gjennomgang av nødtilgang, Gjennomgang av naudtilgang)
* insert Word(complaint, Klage, Klage)
* insert Word(assist-complaint, Hjelp til klage, Hjelp til klage)

ValueSet: IpNoticeVS
Id: ip-notice
Title: "Notices"
Description: "The tasks that are notices (R-018, R-023, R-033, R-085)."
* insert Values
* IpTaskCode#need-notice
* IpTaskCode#coordinator-notice
* IpTaskCode#hab-need-notice

ValueSet: IpTaskVS
Id: ip-task
Title: "Other tasks"
Description: "The tasks that are neither notice nor transfer."
* insert Values
* IpTaskCode#invitation
* IpTaskCode#join-request
* IpTaskCode#consent-request
* IpTaskCode#confirm-plan-version
* IpTaskCode#confirm-consent
* IpTaskCode#coordinator-task
* IpTaskCode#coordinator-handover
* IpTaskCode#revision-due
* IpTaskCode#evaluation
* IpTaskCode#end-by-service
* IpTaskCode#emergency-review
* IpTaskCode#complaint
* IpTaskCode#assist-complaint

CodeSystem: IpNeed
Id: ip-need
Title: "What there is a need for"
Description: "What a notice of need asks for (R-018, R-023)."
* insert Codes
* insert Word(ip, Individuell plan, Individuell plan)
* insert Word(coordinator, Koordinator, Koordinator)
* insert Word(both, Individuell plan og koordinator, Individuell plan og koordinator)
* insert Word(barnekoordinator, Barnekoordinator, Barnekoordinator)

ValueSet: IpNeedVS
Id: ip-need
Title: "What there is a need for"
Description: "All that a notice of need can ask for."
* insert Values
* include codes from system IpNeed

CodeSystem: IpTaskIo
Id: ip-task-io
Title: "What a task takes and gives"
Description: "Kinds of input and output of a task (R-002, R-018, R-023–R-026, R-029). A kind named by a number has a value of the national list of that number."
* insert Codes
* insert Word(need, Hva det er behov for, Kva det er behov for)
* insert Word(consent, Samtykke, Samtykke)
* insert Word(consent-state, Status for samtykke, Status for samtykke)
* insert Word(legal-basis, Rettsgrunnlag, Rettsgrunnlag)
* insert Word(services, Tjenester som er involvert, Tenester som er involverte)
* insert Word(expected-duration, Forventet varighet, Venta lengd)
* insert Word(coordination-need, Behov for koordinering, Behov for koordinering)
* insert Word(plan-wish, Ønske om plan, Ønske om plan)
* insert Word(informed, Informasjon som er gitt, Informasjon som er gitt)
* insert Word(representative, Den som representerer personen, Den som representerer personen)
* insert Word(coordinator, Koordinator, Koordinator)
* insert Word(contact-doctor, Kontaktlege eller kontaktpsykolog, Kontaktlege eller kontaktpsykolog)
* insert Word(channel, Kanal for meldingen, Kanal for meldinga)
* insert Word(8705, [[Status for individuell plan (8705)]], [[Status for individuell plan (8705)]])
* insert Word(9188, [[Status for koordinator (9188)]], [[Status for koordinator (9188)]])
* insert Word(8307, [[Behov for eller finnes plan (8307)]], [[Behov for eller finst plan (8307)]])
* insert Word(new-team, Nytt team, Nytt team)
* insert Word(new-plan, Ny plan, Ny plan)

CodeSystem: IpNoticeStatus
Id: ip-notice-status
Title: "Status of a notice, for people"
Description: "Where the receiver is with a notice; Task.status is for machines (domain.md 3.1)."
* insert Codes
* insert Word(mottatt, Mottatt, Motteken)
* insert Word(vurderes, Vurderes, Blir vurdert)
* insert Word(samtykke-innhentes, Samtykke innhentes, Samtykke blir henta inn)
* insert Word(koordinator-oppnevnt, Koordinator oppnevnt, Koordinator oppnemnd)
* insert Word(plan-startet, Plan startet, Plan starta)
* insert Word(plan-takket-nei, Takket nei til plan, Takka nei til plan)
* insert Word(feil-mottaker, Feil mottaker, Feil mottakar)

ValueSet: IpNoticeStatusVS
Id: ip-notice-status
Title: "Status of a notice, for people"
Description: "All states of a notice."
* insert Values
* include codes from system IpNoticeStatus

ValueSet: IpTaskIntentVS
Id: ip-task-intent
Title: "Intent of a task"
Description: "A plan is no order (R-004)."
* insert Values
* http://hl7.org/fhir/request-intent#proposal
* http://hl7.org/fhir/request-intent#plan

ValueSet: Ip8705VS
Id: ip-8705
Title: "Status of the plan, for reporting"
Description: "List 8705 (R-029)."
* insert Values
* $8705#101 "Ja, virksom plan"
* $8705#102 "Nei, individuell plan er ikke utarbeidet/planprosess ikke igangsatt"
* $8705#103 "Nei, ønsker ikke individuell plan"
* $8705#104 "Nei, oppfyller ikke retten til individuell plan"
* $8705#105 "Melding om behov for individuell plan er sendt kommunen"
* $8705#106 "Ukjent med status"

ValueSet: Ip9188VS
Id: ip-9188
Title: "Status of the coordinator, for reporting"
Description: "List 9188 (R-029)."
* insert Values
* $9188#1 "Ja, oppnevnt koordinator"
* $9188#2 "Nei, koordinator er ikke oppnevnt"
* $9188#3 "Nei, ønsker ikke koordinator"
* $9188#4 "Nei, oppfyller ikke retten til koordinator"

ValueSet: Ip8307VS
Id: ip-8307
Title: "Needs or has a plan, for reporting"
Description: "List 8307 (R-030)."
* insert Values
* $8307#1 "Pasienten har behov for individuell plan"
* $8307#2 "Pasienten har individuell plan"
