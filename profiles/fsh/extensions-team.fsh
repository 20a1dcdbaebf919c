// Extensions of teams, coordinators and units.

Extension: IpContributionExt
Id: ip-contribution
Title: "What a participant contributes"
Description: "What the person, a service or a relative will contribute, in words; of the person also `ingen` (R-090, point d)."
Context: CareTeam.participant
* value[x] 1..1
* value[x] only string

Extension: IpAssignmentEndExt
Id: ip-assignment-end
Title: "Why a participant left the team"
Description: "Beside the end of the participant's period: how the assignment ended (domain.md 3.4; R-075, R-081, R-083)."
Context: CareTeam.participant
* value[x] 1..1
* value[x] only CodeableConcept
* valueCodeableConcept from IpAssignmentEndVS (required)

Extension: IpCoordinatorWishExt
Id: ip-coordinator-wish
Title: "Whom the person wishes as coordinator"
Description: "The person's wish, which weighs heavily, whether it was followed, and if not why (R-079)."
Context: CareTeam
* extension contains
    text 0..1 and
    person 0..1 and
    followed 0..1 and
    reason 0..1
* extension[text].value[x] 1..1
* extension[text].value[x] only string
* extension[person].value[x] 1..1
* extension[person].value[x] only Reference(Practitioner or PractitionerRole)
* extension[followed].value[x] 1..1
* extension[followed].value[x] only boolean
* extension[reason].value[x] 1..1
* extension[reason].value[x] only string

Extension: IpExpectedChildExt
Id: ip-expected-child
Title: "When a child is expected"
Description: "The family of an unborn child has a right to barnekoordinator: the team stands on the expecting parent, the child gets no made-up identity (R-081)."
Context: CareTeam
* value[x] 1..1
* value[x] only date

Extension: IpCoveredAreaExt
Id: ip-covered-area
Title: "Area that a koordinerende enhet answers for"
Description: "The municipality (kommunenummer) or, in the largest cities, the bydel whose inhabitants the unit takes notices for (R-021, R-022)."
Context: HealthcareService
* value[x] 1..1
* value[x] only Coding
