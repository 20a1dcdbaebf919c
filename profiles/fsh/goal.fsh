// Goals, and what the person has and needs.

Invariant: ip-goal-1
Description: "A goal of the person's own is expressed by the patient or by a person who represents the patient"
Severity: #error
Expression: "category.coding.where(system = 'https://ip-adapter.example/fhir/CodeSystem/ip-goal-category' and code = 'eget-maal').exists() implies (expressedBy.reference.matches('^(urn:uuid:.*|#.+|(.*/)?(Patient|RelatedPerson)[/?].+)$') or expressedBy.where(type = 'Patient' or type = 'RelatedPerson').exists())"
* requirements = "R-007"

Invariant: ip-goal-2
Description: "A goal that is given up or not accepted says why"
Severity: #error
Expression: "(lifecycleStatus = 'cancelled' or lifecycleStatus = 'rejected') implies statusReason.exists()"
* requirements = "R-101, domain.md 3.6"

Invariant: ip-goal-3
Description: "A goal says whose it is: the person's own, a sub-goal, or one of a service"
Severity: #error
Expression: "category.coding.where(system = 'https://ip-adapter.example/fhir/CodeSystem/ip-goal-category').exists()"
* requirements = "R-007"

Invariant: ip-goal-4
Description: "A goal that ended without being achieved says why"
Severity: #error
Expression: "(lifecycleStatus = 'completed' and achievementStatus.coding.where(system = 'http://terminology.hl7.org/CodeSystem/goal-achievement' and code = 'not-achieved').exists()) implies statusReason.exists()"
* requirements = "R-101, domain.md 3.6"

Profile: NoIpGoal
Parent: Goal
Id: no-ip-goal
Title: "Goal"
Description: "A goal of an individual plan, in the words of the person (R-007, R-087, R-101)."
* insert Understood
* insert Section(0)
* obeys ip-goal-1 and ip-goal-2 and ip-goal-3 and ip-goal-4
* extension contains
    $goalAcceptance named acceptance 0..* MS and
    $goalRelationship named relatedGoal 0..* MS
* lifecycleStatus MS
* achievementStatus MS
* category 1..* MS
* category from IpGoalCategoryVS (extensible)
* description MS
* description.text 1..1 MS
* subject only Reference($NoPatient)
* start[x] only date
* target MS
* target.due[x] MS
* statusReason MS
* expressedBy 1..1 MS
* outcomeReference MS
* note MS

Invariant: ip-rn-1
Description: "An entry is a resource or a need, not both"
Severity: #error
Expression: "category.coding.where(system = 'https://ip-adapter.example/fhir/CodeSystem/ip-resource-need').select(code).distinct().count() = 1"
* requirements = "R-087, point a"

Profile: NoIpResourceNeed
Parent: Observation
Id: no-ip-resource-need
Title: "Resource or need"
Description: "One of the person's resources, or a need for services, in words (R-087, R-097). Own words and a professional's summary are entries of their own: performer tells whose words they are. No diagnosis is asked for."
* insert Understood
* insert Section(0)
* obeys ip-rn-1
* status MS
* category 1..* MS
* category ^slicing.discriminator.type = #pattern
* category ^slicing.discriminator.path = "$this"
* category ^slicing.rules = #open
* category contains
    resource 0..1 MS and
    need 0..1 MS
* category[resource] = IpResourceNeed#ressurs
* category[need] = IpResourceNeed#behov
* code from IpLifeAreaVS (preferred)
* code MS
* subject 1..1 MS
* subject only Reference($NoPatient)
* performer 1..* MS
* value[x] 1..1 MS
* value[x] only string
* effective[x] MS
* note MS
