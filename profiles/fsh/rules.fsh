// Names of others' systems, and the rules that several definitions share.

Alias: $9034 = urn:oid:2.16.578.1.12.4.1.1.9034
Alias: $7456 = urn:oid:2.16.578.1.12.4.1.1.7456
Alias: $9064 = urn:oid:2.16.578.1.12.4.1.1.9064
Alias: $8705 = urn:oid:2.16.578.1.12.4.1.1.8705
Alias: $9188 = urn:oid:2.16.578.1.12.4.1.1.9188
Alias: $8307 = urn:oid:2.16.578.1.12.4.1.1.8307
Alias: $9602 = urn:oid:2.16.578.1.12.4.1.1.9602
Alias: $3402 = urn:oid:2.16.578.1.12.4.1.1.3402
Alias: $scope = http://terminology.hl7.org/CodeSystem/consentscope
Alias: $act = http://terminology.hl7.org/CodeSystem/v3-ActCode
Alias: $reason = http://terminology.hl7.org/CodeSystem/v3-ActReason
Alias: $participation = http://terminology.hl7.org/CodeSystem/v3-ParticipationType

Alias: $NoPatient = http://hl7.no/fhir/StructureDefinition/no-basis-Patient
Alias: $NoOrganization = http://hl7.no/fhir/StructureDefinition/no-basis-Organization
Alias: $NoPractitionerRole = http://hl7.no/fhir/StructureDefinition/no-basis-PractitionerRole
Alias: $NoRelatedPerson = http://hl7.no/fhir/StructureDefinition/no-basis-RelatedPerson
Alias: $NoHealthcareService = http://hl7.no/fhir/StructureDefinition/no-basis-HealthcareService
Alias: $NoComposition = http://hl7.no/fhir/StructureDefinition/no-basis-Composition
Alias: $NoDocumentReference = http://hl7.no/fhir/StructureDefinition/no-basis-DocumentReference

Alias: $pertainsToGoal = http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal
Alias: $statusReason = http://hl7.org/fhir/StructureDefinition/request-statusReason
Alias: $goalAcceptance = http://hl7.org/fhir/StructureDefinition/goal-acceptance
Alias: $goalRelationship = http://hl7.org/fhir/StructureDefinition/goal-relationship

// A concept with its name in bokmål and nynorsk.
RuleSet: Word(code, nb, nn)
* #{code} "{nb}"
* #{code} ^designation[0].language = #nb
* #{code} ^designation[=].value = "{nb}"
* #{code} ^designation[+].language = #nn
* #{code} ^designation[=].value = "{nn}"

RuleSet: Codes
* ^caseSensitive = true
* ^experimental = false

RuleSet: Values
* ^experimental = false

// What nobody here understands may turn everything into its opposite (decisions.md: an unknown modifierExtension is refused).
RuleSet: Understood
* implicitRules 0..0
* modifierExtension 0..0

// The section of the plan that a consent can name: at most one (domain.md 1.0).
RuleSet: Section(min)
* meta.security ^slicing.discriminator.type = #value
* meta.security ^slicing.discriminator.path = "system"
* meta.security ^slicing.rules = #open
* meta.security contains section {min}..1 MS
* meta.security[section].system 1..1
* meta.security[section].system = Canonical(IpSection) (exactly)
* meta.security[section].code 1..1
* meta.security[section] from IpSectionVS (required)

// As above, where no table of the server can tell the section (decisions.md): without `meta` there would be no list to count.
RuleSet: SectionStated
* meta 1..1
* insert Section(1)
