// Codes of consents, sections and disclosure.

CodeSystem: IpSection
Id: ip-section
Title: "Section of an individual plan"
Description: "The part of a plan that a consent can name; every resource of a plan carries at most one (domain.md 1.0)."
* insert Codes
* insert Word(overview, Oversikt, Oversikt)
* insert Word(participants, Deltakere, Deltakarar)
* insert Word(resources-needs, Ressurser og behov, Ressursar og behov)
* insert Word(goals, Mål, Mål)
* insert Word(health, Helse, Helse)
* insert Word(education, Opplæring, Opplæring)
* insert Word(child-welfare, Barnevern, Barnevern)
* insert Word(work-welfare, Arbeid og velferd, Arbeid og velferd)
* insert Word(home-family, Hjem og familie, Heim og familie)
* insert Word(housing-leisure, Bolig og fritid, Bustad og fritid)
* insert Word(meetings, Møter, Møte)
* insert Word(evaluation, Evaluering, Evaluering)
* insert Word(documents, Dokumenter, Dokument)
* insert Word(consents, Samtykker, Samtykke)

ValueSet: IpSectionVS
Id: ip-section
Title: "Section of an individual plan"
Description: "All sections."
* insert Values
* include codes from system IpSection

CodeSystem: IpConsentType
Id: ip-consent-type
Title: "What a consent is to"
Description: "Separate choices: refusing or withdrawing one leaves the others (R-037)."
* insert Codes
* insert Word(plan, Samtykke til at planen utarbeides, Samtykke til at planen blir laga)
* insert Word(coordinator, Samtykke til koordinator, Samtykke til koordinator)
* insert Word(notice, Samtykke til melding om behov, Samtykke til melding om behov)
* insert Word(share, Samtykke til at deltakere får taushetsbelagte opplysninger, Samtykke til at deltakarar får teiepliktige opplysningar)
* insert Word(transfer, Samtykke til overføring, Samtykke til overføring)
* insert Word(dialog, Samtykke til digital dialog, Samtykke til digital dialog)
* insert Word(objection, [[Motsetter seg deling (hpl. §§ 25 og 45)]], [[Set seg mot deling (hpl. §§ 25 og 45)]])

ValueSet: IpConsentTypeVS
Id: ip-consent-type
Title: "What a consent is to"
Description: "All consent types."
* insert Values
* include codes from system IpConsentType

CodeSystem: IpConsentForm
Id: ip-consent-form
Title: "How a consent was given"
Description: "No form is demanded, but it must be possible to show the consent (R-040)."
* insert Codes
* insert Word(oral, Muntlig, Munnleg)
* insert Word(written, Skriftlig, Skriftleg)
* insert Word(electronic, Elektronisk, Elektronisk)
* insert Word(by-conduct, Stilltiende, Stillteiande)

ValueSet: IpConsentFormVS
Id: ip-consent-form
Title: "How a consent was given"
Description: "All forms."
* insert Values
* include codes from system IpConsentForm

CodeSystem: IpConsentStatusReason
Id: ip-consent-status-reason
Title: "How a consent came to its state"
Description: "The events of domain.md 3.3 that R4's states do not tell apart."
* insert Codes
* insert Word(refused, Avslått, Avslått)
* insert Word(no-answer, Ikke svart, Ikkje svart)
* insert Word(withdrawn, Trukket, Trekt)
* insert Word(expired, Utløpt, Gått ut)
* insert Word(deceased, Opphørt ved død, Opphøyrt ved død)

ValueSet: IpConsentStatusReasonVS
Id: ip-consent-status-reason
Title: "How a consent came to its state"
Description: "All events."
* insert Values
* include codes from system IpConsentStatusReason

CodeSystem: IpAction
Id: ip-action
Title: "Actions that a consent can name"
Description: "What a recipient may do (R-041)."
* insert Codes
* insert Word(read, Lese, Lese)
* insert Word(contribute, Bidra, Bidra)
* insert Word(receive-copy, Motta kopi, Få kopi)
* insert Word(make-plan, Lage plan, Lage plan)

ValueSet: IpActionVS
Id: ip-action
Title: "Actions that a consent can name"
Description: "All actions."
* insert Values
* include codes from system IpAction

CodeSystem: IpDisclosureBasis
Id: ip-disclosure-basis
Title: "Basis of a disclosure"
Description: "Every disclosure rests on consent or on a named rule (R-047); hpl § 25 and § 45 hold inside the health service only (R-048)."
* insert Codes
* insert Word(consent, Samtykke, Samtykke)
* insert Word(hpl25, [[Helsepersonelloven § 25]], [[Helsepersonellova § 25]])
* insert Word(hpl45, [[Helsepersonelloven § 45]], [[Helsepersonellova § 45]])
* insert Word(hpl38a-notice, [[Melding etter helsepersonelloven § 38 a]], [[Melding etter helsepersonellova § 38 a]])
* insert Word(emergency, Fare for liv eller helse, Fare for liv eller helse)
* insert Word(statute, Annen lovhjemmel, Annan lovheimel)

ValueSet: IpDisclosureBasisVS
Id: ip-disclosure-basis
Title: "Basis of a disclosure"
Description: "All bases of disclosure."
* insert Values
* include codes from system IpDisclosureBasis

CodeSystem: IpConsentState
Id: ip-consent-state
Title: "State of consent that list 9064 lacks"
Description: "What a notice says of consent where none of the national values fits (R-025)."
* insert Codes
* insert Word(person-not-asked-reason, Personen er ikke spurt; grunnen er oppgitt, Personen er ikkje spurd; grunnen er oppgitt)

ValueSet: IpConsentStateVS
Id: ip-consent-state
Title: "State of consent in a notice"
Description: "List 9064 and our own value (R-025)."
* insert Values
* $9064#1 "Ja, samtykke er innhentet"
* $9064#2 "Pasientens samtykke er ikke påkrevet i dette tilfellet"
* $9064#3 "Svar på forespørsel e.l. som pasienten har gitt samtykke til"
* $9064#4 "Nei, pasienten har ikke gitt sitt samtykke"
* include codes from system IpConsentState

ValueSet: IpRepresentationVS
Id: ip-representation
Title: "Who consented"
Description: "List 7456: the patient, or on what basis somebody else (pbrl chapter 4)."
* insert Values
* $7456#1 "Pasienten, utrykkelig samtykke"
* $7456#2 "Pasienten, stiltiende samtykke"
* $7456#3 "Forelder med foreldreansvar alene"
* $7456#4 "Foreldre med felles ansvar"
* $7456#5 "Andre med foreldreansvar"
* $7456#6 "Representant for barnevernet"
* $7456#7 "Verge som kan samtykke for umyndiggjort person"
* $7456#8 "Nærmeste pårørende til pasient uten samtykkekompetanse"
* $7456#9 "Helsepersonell på vegne av pasient uten samtykkekompetanse som ikke har nærmeste pårørende"

ValueSet: IpConsentStatusVS
Id: ip-consent-status
Title: "Status of a consent"
Description: "R4's consent states but `draft`, which domain.md 3.3 does not know."
* insert Values
* http://hl7.org/fhir/consent-state-codes#proposed
* http://hl7.org/fhir/consent-state-codes#active
* http://hl7.org/fhir/consent-state-codes#rejected
* http://hl7.org/fhir/consent-state-codes#inactive
* http://hl7.org/fhir/consent-state-codes#entered-in-error

ValueSet: IpPolicyRuleVS
Id: ip-policy-rule
Title: "Opt in, or out for an objection"
Description: "Deny unless a provision permits; an objection is the opposite (R-038, R-049)."
* insert Values
* $act#OPTIN
* $act#OPTOUT
