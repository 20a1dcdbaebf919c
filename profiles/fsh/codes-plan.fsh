// Codes of the plan, its goals, activities and what the person has and needs.

CodeSystem: IpPlanKind
Id: ip-plan-kind
Title: "Kind of plan"
Description: "The individual plan and the plans that may be part of it (R-006)."
* insert Codes
* insert Word(individuell-plan, Individuell plan, Individuell plan)
* insert Word(behandlingsplan, Behandlingsplan, Behandlingsplan)
* insert Word(kriseplan, Kriseplan, Kriseplan)
* insert Word(iop, Individuell opplæringsplan, Individuell opplæringsplan)
* insert Word(annen-delplan, Annen delplan, Annan delplan)

CodeSystem: IpServiceLevel
Id: ip-service-level
Title: "Service level or sector"
Description: "The levels and sectors that give services or have the main responsibility (hol § 7-1, sphl § 2-5, navl § 15, bvl § 15-9)."
* insert Codes
* insert Word(kommune, Kommunal helse- og omsorgstjeneste, Kommunal helse- og omsorgsteneste)
* insert Word(spesialist, Spesialisthelsetjenesten, Spesialisthelsetenesta)
* insert Word(nav, Nav, Nav)
* insert Word(barnevern, Barnevern, Barnevern)
* insert Word(opplaering, Opplæring, Opplæring)

ValueSet: IpServiceLevelVS
Id: ip-service-level
Title: "Service level or sector"
Description: "All service levels and sectors."
* insert Values
* include codes from system IpServiceLevel

CodeSystem: IpPlanBasis
Id: ip-plan-basis
Title: "Duty that the plan rests on"
Description: "The acts that give a duty to make an individual plan; one plan may rest on several (R-003, IP-F scope)."
* insert Codes
* insert Word(hol71, [[Helse- og omsorgstjenesteloven § 7-1]], [[Helse- og omsorgstenestelova § 7-1]])
* insert Word(sphl25, [[Spesialisthelsetjenesteloven § 2-5]], [[Spesialisthelsetenestelova § 2-5]])
* insert Word(phvl41, [[Psykisk helsevernloven § 4-1]], [[Psykisk helsevernlova § 4-1]])
* insert Word(navl15, [[Nav-loven § 15]], [[Nav-lova § 15]])
* insert Word(sotjl28, [[Sosialtjenesteloven § 28]], [[Sosialtenestelova § 28]])
* insert Word(sotjl33, [[Sosialtjenesteloven § 33]], [[Sosialtenestelova § 33]])
* insert Word(bvl159, [[Barnevernsloven § 15-9]], [[Barnevernslova § 15-9]])

ValueSet: IpPlanBasisVS
Id: ip-plan-basis
Title: "Duty that the plan rests on"
Description: "All duties that a plan can rest on."
* insert Values
* include codes from system IpPlanBasis

CodeSystem: IpEndReason
Id: ip-end-reason
Title: "Why the plan ended"
Description: "Why a plan ended or was dropped (R-146, R-147, domain.md 3.5)."
* insert Codes
* insert Word(no-longer-needed, Ikke lenger behov, Ikkje lenger behov)
* insert Word(goals-reached, Målene er nådd, Måla er nådde)
* insert Word(person-wishes, Personen ønsker det, Personen ønskjer det)
* insert Word(transferred, Overført, Overført)
* insert Word(consent-withdrawn, Samtykket er trukket, Samtykket er trekt)
* insert Word(deceased, Død, Død)
* insert Word(error, Registrert ved feil, Registrert ved feil)
* insert Word(ended-by-service, Avsluttet av tjenesten, Avslutta av tenesta)
* insert Word(moved-no-transfer, Flyttet uten overføring, Flytta utan overføring)
* insert Word(dropped, Falt bort, Falle bort)

ValueSet: IpEndReasonVS
Id: ip-end-reason
Title: "Why the plan ended"
Description: "All reasons for which a plan ends."
* insert Values
* include codes from system IpEndReason

CodeSystem: IpHoldReason
Id: ip-hold-reason
Title: "Why the plan is paused"
Description: "Why a plan is on hold (domain.md 3.5; R-054, R-075, R-147, R-150)."
* insert Codes
* insert Word(coordinator-gone, Koordinatoren er borte, Koordinatoren er borte)
* insert Word(mandate-change, Samtykkekompetanse eller fullmakt er endret, Samtykkekompetanse eller fullmakt er endra)
* insert Word(ending-contested, Personen er uenig i avslutningen, Personen er usamd i avslutninga)
* insert Word(death-corrected, Melding om død var feil, Melding om død var feil)
* insert Word(person-wishes, Personen ønsker pause, Personen ønskjer pause)

ValueSet: IpHoldReasonVS
Id: ip-hold-reason
Title: "Why the plan is paused"
Description: "All reasons for which a plan is on hold."
* insert Values
* include codes from system IpHoldReason

CodeSystem: IpCooperationState
Id: ip-cooperation-state
Title: "How far wanted cooperation has come"
Description: "Wanted cooperation gives no access and sends nothing; a participant is in the team (R-095)."
* insert Codes
* insert Word(wanted, Ønsket, Ønskt)
* insert Word(asked, Spurt, Spurt)
* insert Word(agreed, Avtalt, Avtalt)
* insert Word(declined, Avslått, Avslått)

ValueSet: IpCooperationStateVS
Id: ip-cooperation-state
Title: "How far wanted cooperation has come"
Description: "All states of wanted cooperation."
* insert Values
* include codes from system IpCooperationState

CodeSystem: IpLifeArea
Id: ip-life-area
Title: "Area of life"
Description: "Livsområde: what a goal, need or activity is about. It is content and never decides who may see it."
* insert Codes
* insert Word(bolig, Bolig, Bustad)
* insert Word(arbeid, Arbeid og aktivitet, Arbeid og aktivitet)
* insert Word(skole, Barnehage\, skole og utdanning, Barnehage\, skule og utdanning)
* insert Word(helse, Helse, Helse)
* insert Word(fritid, Fritid, Fritid)
* insert Word(okonomi, Økonomi, Økonomi)
* insert Word(nettverk, Familie og nettverk, Familie og nettverk)

ValueSet: IpLifeAreaVS
Id: ip-life-area
Title: "Area of life"
Description: "All areas of life."
* insert Values
* include codes from system IpLifeArea

CodeSystem: IpGoalCategory
Id: ip-goal-category
Title: "Kind of goal"
Description: "Whose goal it is: the person's own words lead, goals of the services are allowed but marked (R-007)."
* insert Codes
* insert Word(eget-maal, Eget mål, Eige mål)
* insert Word(delmaal, Delmål, Delmål)
* insert Word(tjenestemaal, Tjenestens mål, Mål frå tenesta)

ValueSet: IpGoalCategoryVS
Id: ip-goal-category
Title: "Kind of goal, or area of life"
Description: "What a goal can be sorted by."
* insert Values
* include codes from system IpGoalCategory
* include codes from system IpLifeArea

CodeSystem: IpResourceNeed
Id: ip-resource-need
Title: "Resource or need"
Description: "The person's resources and needs for services, which the plan gives an overview of (R-087, point a)."
* insert Codes
* insert Word(ressurs, Ressurs, Ressurs)
* insert Word(behov, Behov for tjenester, Behov for tenester)

CodeSystem: IpEvaluation
Id: ip-evaluation
Title: "What is evaluated"
Description: "The plan as a document and the work with it are evaluated apart (R-111)."
* insert Codes
* insert Word(document, Plandokumentet, Plandokumentet)
* insert Word(process, Arbeidet med planen, Arbeidet med planen)

ValueSet: IpEvaluationVS
Id: ip-evaluation
Title: "What is evaluated"
Description: "All that can be evaluated."
* insert Values
* include codes from system IpEvaluation

CodeSystem: IpFlag
Id: ip-flag
Title: "Journal markers"
Description: "What a journal shows of plan and coordinator (R-113)."
* insert Codes
* insert Word(has-ip, Har individuell plan, Har individuell plan)
* insert Word(ip-declined, Har takket nei til plan, Har takka nei til plan)
* insert Word(coordinator-only, Har koordinator uten plan, Har koordinator utan plan)
* insert Word(reported-by-other, Meldt av annet system, Meldt av anna system)

ValueSet: IpFlagVS
Id: ip-flag
Title: "Journal markers"
Description: "All journal markers."
* insert Values
* include codes from system IpFlag

ValueSet: IpPlanStatusVS
Id: ip-plan-status
Title: "Status of a plan or an activity"
Description: "R4's request states but `unknown`, which domain.md 3.5 and 3.7 do not know."
* insert Values
* http://hl7.org/fhir/request-status#draft
* http://hl7.org/fhir/request-status#active
* http://hl7.org/fhir/request-status#on-hold
* http://hl7.org/fhir/request-status#completed
* http://hl7.org/fhir/request-status#revoked
* http://hl7.org/fhir/request-status#entered-in-error
