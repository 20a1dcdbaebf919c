// Codes of teams, coordinators and units.

CodeSystem: IpTeamKind
Id: ip-team-kind
Title: "Kind of team"
Description: "Marks the team around a person with a plan, or with a coordinator and no plan (R-072)."
* insert Codes
* insert Word(ip-team, Team for individuell plan eller koordinator, Team for individuell plan eller koordinator)

CodeSystem: IpTeamRole
Id: ip-team-role
Title: "Team roles that list 9034 lacks"
Description: "Roles in a team beside those of list 9034 (domain.md 2.2)."
* insert Codes
* insert Word(barnekoordinator, Barnekoordinator, Barnekoordinator)
* insert Word(personen, Personen selv, Personen sjølv)
* insert Word(parorende, Pårørende, Pårørande)
* insert Word(verge, Verge, Verje)
* insert Word(laerer, Lærer, Lærar)
* insert Word(nav-veileder, Nav-veileder, Nav-rettleiar)
* insert Word(vikar, Vikar for koordinator, Vikar for koordinator)

ValueSet: IpTeamRoleVS
Id: ip-team-role
Title: "Team roles"
Description: "Our own team roles and the roles of list 9034 that take part in an individual plan."
* insert Values
* include codes from system IpTeamRole
* $9034#6 "Fastlege"
* $9034#8 "Koordinator Individuell plan"
* $9034#9 "Primærkontakt"
* $9034#18 "Koordinator (spesialisthelsetjenesteloven)"
* $9034#19 "Kontaktlege"
* $9034#20 "Kontaktpsykolog"
* $9034#21 "Helsefaglig kontakt"
* $9034#22 "Kontakt i primærhelseteam"

CodeSystem: IpAssignmentEnd
Id: ip-assignment-end
Title: "Why somebody left the team"
Description: "How the assignment of a coordinator, or another part in a team, ended (domain.md 3.4)."
* insert Codes
* insert Word(replaced, Byttet, Bytt)
* insert Word(left, Fratrådt uten erstatter, Fråtredd utan erstattar)
* insert Word(no-longer-needed, Ikke lenger behov, Ikkje lenger behov)
* insert Word(consent-withdrawn, Samtykket er trukket, Samtykket er trekt)
* insert Word(moved, Personen har flyttet, Personen har flytta)
* insert Word(of-age, Barnet har fylt 18 år, Barnet har fylt 18 år)
* insert Word(deceased, Død, Død)

ValueSet: IpAssignmentEndVS
Id: ip-assignment-end
Title: "Why somebody left the team"
Description: "All ways in which an assignment ends."
* insert Values
* include codes from system IpAssignmentEnd

CodeSystem: IpServiceType
Id: ip-service-type
Title: "Service types that list 8663 lacks"
Description: "Marks a koordinerende enhet (hol § 7-3, sphl § 2-5 b; R-021)."
* insert Codes
* insert Word(koordinerende-enhet, Koordinerende enhet, Koordinerande eining)
