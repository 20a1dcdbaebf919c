// What a client must be able to do: a hospital that sends notices, and a koordinerende enhet that takes them.

RuleSet: Client(id, name, title)
* id = "{id}"
* url = "https://ip-adapter.example/fhir/CapabilityStatement/{id}"
* version = "0.1.0"
* name = "{name}"
* title = "{title}"
* status = #draft
* experimental = false
* date = "2026-09-01"
* kind = #requirements
* fhirVersion = #4.0.1
* format[0] = #json
* rest.mode = #client
* rest.security.description = "HelseID: client credentials or a user's token, bound by DPoP. A person's number never stands in a URL: searches by it are POST _search."

RuleSet: Uses(type, profile)
* rest.resource[+].type = #{type}
* rest.resource[=].supportedProfile = "https://ip-adapter.example/fhir/StructureDefinition/{profile}"

RuleSet: Reads(type)
* rest.resource[+].type = #{type}
* rest.resource[=].interaction[0].code = #read
* rest.resource[=].interaction[+].code = #search-type

RuleSet: May(code)
* rest.resource[=].interaction[+].code = #{code}

RuleSet: Finds(name, type)
* rest.resource[=].searchParam[+].name = "{name}"
* rest.resource[=].searchParam[=].type = #{type}

RuleSet: FindsOurs(name, type, id)
* insert Finds({name}, {type})
* rest.resource[=].searchParam[=].definition = "https://ip-adapter.example/fhir/SearchParameter/{id}"

Instance: hospital-client
InstanceOf: CapabilityStatement
Usage: #definition
* insert Client(hospital-client, HospitalClient, Hospital that sends notices)
* description = "A hospital's system records consent to a notice, sends notices of need and of its coordinator to the koordinerende enhet, and follows their status (hpl § 38 a, sphl §§ 2-5, 2-5 a)."
* insert Uses(Task, no-ip-notice-task)
* insert May(create)
* insert May(read)
* insert May(update)
* insert May(search-type)
* insert Finds(requester, reference)
* insert Finds(code, token)
* insert Finds(status, token)
* insert Uses(Consent, no-ip-consent)
* insert May(create)
* insert May(read)
* insert May(update)
* insert Uses(Communication, no-ip-communication)
* insert May(create)
* insert May(read)
* insert Uses(PractitionerRole, no-ip-coordinator-role)
* insert May(create)
* insert May(update)
* insert May(read)
* insert Uses(HealthcareService, no-ip-coordinating-unit)
* insert May(read)
* insert May(search-type)
* insert Reads(Organization)

Instance: ke-client
InstanceOf: CapabilityStatement
Usage: #definition
* insert Client(ke-client, KeClient, Koordinerende enhet that takes notices)
* description = "The system of a koordinerende enhet takes notices and answers them, appoints the coordinator, records consents and leads the plan (hol §§ 7-1, 7-2, 7-3)."
* insert Uses(Task, no-ip-notice-task)
* rest.resource[=].supportedProfile[+] = "https://ip-adapter.example/fhir/StructureDefinition/no-ip-transfer-task"
* rest.resource[=].supportedProfile[+] = "https://ip-adapter.example/fhir/StructureDefinition/no-ip-task"
* insert May(read)
* insert May(create)
* insert May(update)
* insert May(search-type)
* insert Finds(owner, reference)
* insert Finds(code, token)
* insert Finds(status, token)
* insert FindsOurs(deadline, date, task-deadline)
* insert Uses(Consent, no-ip-consent)
* insert May(create)
* insert May(read)
* insert May(update)
* insert May(search-type)
* insert Uses(CareTeam, no-ip-careteam)
* insert May(create)
* insert May(read)
* insert May(update)
* insert May(search-type)
* insert FindsOurs(managing-organization, reference, careteam-managing-organization)
* insert FindsOurs(coordinator, reference, careteam-coordinator)
* insert Uses(CarePlan, no-ip-careplan)
* rest.resource[=].supportedProfile[+] = "https://ip-adapter.example/fhir/StructureDefinition/no-ip-subplan"
* insert May(create)
* insert May(read)
* insert May(update)
* insert May(search-type)
* insert FindsOurs(responsible-organization, reference, careplan-responsible-organization)
* insert FindsOurs(next-revision, date, careplan-next-revision)
* insert Uses(Goal, no-ip-goal)
* insert May(create)
* insert May(read)
* insert May(update)
* insert Uses(ServiceRequest, no-ip-activity)
* insert May(create)
* insert May(read)
* insert May(update)
* insert Uses(Observation, no-ip-resource-need)
* insert May(create)
* insert May(read)
* insert May(update)
* insert Uses(DocumentReference, no-ip-attachment)
* insert May(create)
* insert May(read)
* insert Uses(Communication, no-ip-communication)
* insert May(create)
* insert May(read)
* insert Uses(PractitionerRole, no-ip-coordinator-role)
* insert May(create)
* insert May(update)
* insert May(read)
* insert Uses(HealthcareService, no-ip-coordinating-unit)
* insert May(read)
* insert May(search-type)
* insert Reads(Organization)
* insert Reads(Patient)
