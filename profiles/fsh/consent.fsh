// Consents: to the plan, a coordinator, a notice, sharing, transfer and dialogue, and the objection.

Invariant: ip-co-1
Description: "A consent that somebody else than the patient gave says on what basis"
Severity: #error
Expression: "performer.all($this.where(type = 'Patient' or reference.matches('^(urn:uuid:.*|#.+|(.*/)?Patient[/?].+)$')).exists()) or extension.where(url = 'https://ip-adapter.example/fhir/StructureDefinition/ip-representation').exists()"
* requirements = "R-056–R-066; pbrl chapter 4"

Invariant: ip-co-2
Description: "Sharing and transfer name the receivers"
Severity: #error
Expression: "(status = 'active' and category.coding.where(system = 'https://ip-adapter.example/fhir/CodeSystem/ip-consent-type' and (code = 'share' or code = 'transfer')).exists()) implies (provision.provision.where(type = 'permit').exists() and provision.provision.where(type = 'permit').all(actor.exists()))"
* requirements = "R-041, R-142"

Invariant: ip-co-3
Description: "A declined or withdrawn consent says when"
Severity: #error
Expression: "(status = 'rejected' or status = 'inactive') implies extension.where(url = 'https://ip-adapter.example/fhir/StructureDefinition/ip-consent-status-date').exists()"
* requirements = "R-043, R-071"

Invariant: ip-co-4
Description: "The root provision has no type; each nested one has"
Severity: #error
Expression: "provision.type.empty() and provision.provision.all(type.exists())"
* requirements = "domain.md 1.0"

Invariant: ip-co-5
Description: "An objection is an opt-out, every other consent an opt-in"
Severity: #error
Expression: "policyRule.coding.where(system = 'http://terminology.hl7.org/CodeSystem/v3-ActCode').all(code = iif(%context.category.coding.where(system = 'https://ip-adapter.example/fhir/CodeSystem/ip-consent-type' and code = 'objection').exists(), 'OPTOUT', 'OPTIN'))"
* requirements = "R-038, R-049"

Invariant: ip-co-6
Description: "Who asked for the consent is not the one who gave it"
Severity: #error
Expression: "extension.where(url = 'https://ip-adapter.example/fhir/StructureDefinition/ip-obtained-by').value.reference.where($this in %context.performer.reference).empty() and extension.where(url = 'https://ip-adapter.example/fhir/StructureDefinition/ip-obtained-by').value.identifier.select(system & '|' & value).where($this in %context.performer.identifier.select(system & '|' & value)).empty()"
* requirements = "R-053"

Invariant: ip-co-7
Description: "Before a consent is in force the person knows all that an informed person knows"
Severity: #error
Expression: "status = 'active' implies extension.where(url = 'https://ip-adapter.example/fhir/StructureDefinition/ip-informed').all(extension.where(value = true).count() = 7)"
* requirements = "R-039; pbrl § 4-1"

Invariant: ip-co-8
Description: "What was not written down is shown by the one who asked"
Severity: #error
Expression: "extension.where(url = 'https://ip-adapter.example/fhir/StructureDefinition/ip-consent-form').value.where(code = 'oral' or code = 'by-conduct').exists() implies extension.where(url = 'https://ip-adapter.example/fhir/StructureDefinition/ip-obtained-by').exists()"
* requirements = "R-040"

Invariant: ip-co-9
Description: "A plan or a transfer is consented to in words, not by conduct"
Severity: #error
Expression: "extension.where(url = 'https://ip-adapter.example/fhir/StructureDefinition/ip-consent-form').value.where(code = 'by-conduct').exists() implies category.coding.where(system = 'https://ip-adapter.example/fhir/CodeSystem/ip-consent-type' and (code = 'plan' or code = 'transfer')).empty()"
* requirements = "R-040"

Invariant: ip-co-10
Description: "The root provision holds the nested ones and nothing else"
Severity: #error
Expression: "provision.all(period.empty() and actor.empty() and action.empty() and securityLabel.empty() and purpose.empty() and data.empty() and class.empty() and code.empty() and dataPeriod.empty())"
* requirements = "domain.md 1.0"

Invariant: ip-co-11
Description: "A permit names exactly one actor and a refusal at most one: a recipient, or the role of coordinator"
Severity: #error
Expression: "provision.provision.all((type = 'permit' implies actor.exists()) and actor.count() <= 1 and actor.all(role.coding.where((system = 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType' and (code = 'IRCP' or code = 'PRCP')) or (system = 'urn:oid:2.16.578.1.12.4.1.1.9034' and code = '8')).exists()))"
* requirements = "R-041, R-083"

Invariant: ip-co-12
Description: "To share or transfer, a permit names exactly one section; a refusal at most one; no other permit names any"
Severity: #error
Expression: "provision.provision.all(securityLabel.count() <= 1 and securityLabel.all(system = 'https://ip-adapter.example/fhir/CodeSystem/ip-section')) and provision.provision.where(type = 'permit').all(securityLabel.exists() = %context.category.coding.where(system = 'https://ip-adapter.example/fhir/CodeSystem/ip-consent-type' and (code = 'share' or code = 'transfer')).exists())"
* requirements = "R-041"

Invariant: ip-co-13
Description: "A provision names at most one action; a permit to make a plan, to share or to transfer names its own"
Severity: #error
Expression: "provision.provision.all(action.count() <= 1 and action.all(coding.where(system = 'https://ip-adapter.example/fhir/CodeSystem/ip-action').count() = 1)) and (category.coding.where(system = 'https://ip-adapter.example/fhir/CodeSystem/ip-consent-type' and code = 'plan').exists() implies provision.provision.where(type = 'permit').all(action.coding.where(code = 'make-plan').exists())) and (category.coding.where(system = 'https://ip-adapter.example/fhir/CodeSystem/ip-consent-type' and (code = 'share' or code = 'transfer')).exists() implies provision.provision.where(type = 'permit').all(action.coding.where(code = 'read' or code = 'contribute' or code = 'receive-copy').exists()))"
* requirements = "R-041"

Invariant: ip-co-14
Description: "An objection refuses and permits nothing"
Severity: #error
Expression: "category.coding.where(system = 'https://ip-adapter.example/fhir/CodeSystem/ip-consent-type' and code = 'objection').exists() implies provision.provision.all(type = 'deny')"
* requirements = "R-049"

Invariant: ip-co-15
Description: "A purpose named is coordination of care; data named are one resource itself"
Severity: #error
Expression: "provision.provision.all(purpose.all(system = 'http://terminology.hl7.org/CodeSystem/v3-ActReason' and code = 'COC') and data.count() <= 1 and data.all(meaning = 'instance'))"
* requirements = "R-041"

Invariant: ip-co-16
Description: "A nested provision says nothing that cannot be decided by: no class, code, period of data or further provision"
Severity: #error
Expression: "provision.provision.all(class.empty() and code.empty() and dataPeriod.empty() and provision.empty())"
* requirements = "R-041"

Profile: NoIpConsent
Parent: Consent
Id: no-ip-consent
Title: "Consent"
Description: "One choice of the person: one purpose a resource, so that each can be withdrawn alone (R-037). No access unless a live provision permits it (R-038); one nested provision for each recipient, section, action and period (R-041)."
* insert Understood
* insert Section(0)
* meta.security[section].code = #consents
* obeys ip-co-1 and ip-co-2 and ip-co-3 and ip-co-4 and ip-co-5 and ip-co-6 and ip-co-7 and ip-co-8 and ip-co-9 and ip-co-10 and ip-co-11 and ip-co-12 and ip-co-13 and ip-co-14 and ip-co-15 and ip-co-16
* extension contains
    IpRepresentationExt named representation 0..1 MS and
    IpConsentStatusDateExt named statusDate 0..1 MS and
    IpConsentStatusReasonExt named statusReason 0..1 MS and
    IpConsentFormExt named form 0..1 MS and
    IpConsentPlaceExt named place 0..1 MS and
    IpObtainedByExt named obtainedBy 0..* MS and
    IpInformedExt named informed 0..* MS and
    IpReconfirmExt named reconfirm 0..1 MS and
    IpPersonObjectsExt named personObjects 0..1 MS
* status from IpConsentStatusVS (required)
* status MS
* scope = $scope#patient-privacy
* category 1..1 MS
* category from IpConsentTypeVS (required)
* patient 1..1 MS
* patient only Reference($NoPatient)
* dateTime 1..1 MS
* performer 1..* MS
* performer only Reference($NoPatient or $NoRelatedPerson or $NoOrganization or Practitioner or $NoPractitionerRole)
* organization 1..1 MS
* organization only Reference($NoOrganization)
* source[x] MS
* policy 1..* MS
* policy.uri 1..1
* policyRule 1..1 MS
* policyRule from IpPolicyRuleVS (required)
* verification MS
* provision MS
