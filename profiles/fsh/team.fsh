// The team, the coordinator, and the koordinerende enhet.

Invariant: ip-ct-1
Description: "An active team has a coordinator, and at most one of the municipality without a planned end"
Severity: #error
Expression: "status = 'active' implies (participant.where(role.coding.where((system = 'urn:oid:2.16.578.1.12.4.1.1.9034' and (code = '8' or code = '18')) or (system = 'https://ip-adapter.example/fhir/CodeSystem/ip-team-role' and code = 'barnekoordinator')).exists()).exists() and participant.where(role.coding.where((system = 'urn:oid:2.16.578.1.12.4.1.1.9034' and code = '8') or (system = 'https://ip-adapter.example/fhir/CodeSystem/ip-team-role' and code = 'barnekoordinator')).exists() and period.end.empty()).count() <= 1)"
* requirements = "R-075, R-076"

Invariant: ip-ct-2
Description: "The person takes part in the team"
Severity: #warning
Expression: "participant.where(member.where(type = 'Patient' or reference.matches('^(urn:uuid:.*|#.+|(.*/)?Patient[/?].+)$')).exists()).exists()"
* requirements = "R-088, point b; R-090, point d"

Invariant: ip-ct-3
Description: "A coordinator is a person who acts for an organisation"
Severity: #error
Expression: "participant.where(role.coding.where((system = 'urn:oid:2.16.578.1.12.4.1.1.9034' and (code = '8' or code = '18')) or (system = 'https://ip-adapter.example/fhir/CodeSystem/ip-team-role' and code = 'barnekoordinator')).exists()).all(member.where(type = 'PractitionerRole' or reference.matches('^(urn:uuid:.*|#.+|(.*/)?PractitionerRole[/?].+)$')).exists())"
* requirements = "R-075, R-080"

Invariant: ip-ct-4
Description: "A wish for a coordinator says whom, and why if it was not followed"
Severity: #error
Expression: "extension.where(url = 'https://ip-adapter.example/fhir/StructureDefinition/ip-coordinator-wish').all(extension.where(url = 'text' or url = 'person').exists() and (extension.where(url = 'followed' and value = false).exists() implies extension.where(url = 'reason').exists()))"
* requirements = "R-079"

Profile: NoIpCareTeam
Parent: CareTeam
Id: no-ip-careteam
Title: "Team"
Description: "Those who work together around a person, and who coordinates. It stands on its own feet: a coordinator is offered though the plan is declined (R-072; pbrl § 2-5 b). To be in the team gives no access (R-038)."
* insert Understood
* insert Section(0)
* obeys ip-ct-1 and ip-ct-2 and ip-ct-3 and ip-ct-4
* extension contains
    IpCoordinatorWishExt named coordinatorWish 0..* MS and
    IpExpectedChildExt named expectedChild 0..1 MS
* status 1..1 MS
* category MS
* subject 1..1 MS
* subject only Reference($NoPatient)
* period 1..1 MS
* participant 1..* MS
* participant.extension contains
    IpContributionExt named contribution 0..* MS and
    IpAssignmentEndExt named assignmentEnd 0..1 MS
* participant.role 1..* MS
* participant.role from IpTeamRoleVS (preferred)
* participant.member 1..1 MS
* participant.member only Reference($NoPractitionerRole or $NoPatient or $NoRelatedPerson or $NoOrganization)
* participant.onBehalfOf 0..0
* participant.period 1..1 MS
* participant.period.start 1..1
* managingOrganization 1..1 MS
* managingOrganization only Reference($NoOrganization)

Invariant: ip-cr-1
Description: "The role is coded as a coordinator's"
Severity: #error
Expression: "code.coding.where((system = 'urn:oid:2.16.578.1.12.4.1.1.9034' and (code = '8' or code = '18')) or (system = 'https://ip-adapter.example/fhir/CodeSystem/ip-team-role' and code = 'barnekoordinator')).exists()"
* requirements = "R-075, R-076, R-081"

Profile: NoIpCoordinatorRole
Parent: $NoPractitionerRole
Id: no-ip-coordinator-role
Title: "Coordinator"
Description: "The coordinator of the municipality (9034#8), of the hospital (9034#18), or barnekoordinator: a person for an organisation (hol §§ 7-2, 7-2 a, sphl § 2-5 a). Any profession will do for the municipality's (R-080)."
* insert Understood
* obeys ip-cr-1
* period MS
* practitioner 1..1 MS
* organization 1..1 MS
* organization only Reference($NoOrganization)
* code 1..* MS
* telecom MS

Profile: NoIpCoordinatingUnit
Parent: $NoHealthcareService
Id: no-ip-coordinating-unit
Title: "Koordinerende enhet"
Description: "The koordinerende enhet of a municipality or hospital as addressee of notices (hol § 7-3, sphl § 2-5 b; R-021)."
* insert Understood
* extension contains
    IpServiceLevelExt named serviceLevel 0..1 MS and
    IpCoveredAreaExt named coveredArea 0..* MS
* identifier MS
* providedBy 1..1 MS
* providedBy only Reference($NoOrganization)
* type 1..*
* type ^slicing.discriminator.type = #pattern
* type ^slicing.discriminator.path = "$this"
* type ^slicing.rules = #open
* type contains ke 1..1 MS
* type[ke] = IpServiceType#koordinerende-enhet
* name 1..1 MS
* telecom MS
* endpoint MS
