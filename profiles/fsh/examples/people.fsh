// The people and units of the examples: all synthetic (month of birth + 80, organisation numbers beginning with 3).

Alias: $fnr = urn:oid:2.16.578.1.12.4.1.4.1
Alias: $hpr = urn:oid:2.16.578.1.12.4.1.4.4
Alias: $enh = urn:oid:2.16.578.1.12.4.1.4.101
Alias: $her = urn:oid:2.16.578.1.12.4.1.2

RuleSet: Person(number, given, family)
* identifier.system = $fnr
* identifier.value = "{number}"
* name.given = "{given}"
* name.family = "{family}"

RuleSet: Unit(number, name)
* identifier.system = $enh
* identifier.value = "{number}"
* name = "{name}"
* active = true

RuleSet: Labelled(code)
* meta.security[section] = IpSection#{code}

Instance: varsom-furu
InstanceOf: $NoPatient
Usage: #example
Title: "Varsom Furu"
Description: "A person with a plan."
* insert Person(14835812368, Varsom, Furu)
* gender = #male
* birthDate = "1958-03-14"

Instance: sindig-linerle
InstanceOf: $NoPatient
Usage: #example
Title: "Sindig Linerle"
Description: "A person with a coordinator and no plan."
* insert Person(02918921047, Sindig, Linerle)
* gender = #female
* birthDate = "1989-11-02"

Instance: lystig-blaaklokke
InstanceOf: $NoPatient
Usage: #example
Title: "Lystig Blåklokke"
Description: "A child with barnekoordinator."
* insert Person(09861962021, Lystig, Blåklokke)
* gender = #female
* birthDate = "2019-06-09"

Instance: taalmodig-bjoerk
InstanceOf: $NoRelatedPerson
Usage: #example
Title: "Tålmodig Bjørk"
Description: "Lystig Blåklokke's mother."
* insert Person(23828830066, Tålmodig, Bjørk)
* patient = Reference(lystig-blaaklokke)

Instance: vennlig-ask
InstanceOf: $NoRelatedPerson
Usage: #example
Title: "Vennlig Ask"
Description: "Lystig Blåklokke's father."
* insert Person(17898631176, Vennlig, Ask)
* patient = Reference(lystig-blaaklokke)

Instance: pratsom-rype
InstanceOf: $NoRelatedPerson
Usage: #example
Title: "Pratsom Rype"
Description: "Varsom Furu's wife."
* insert Person(03837144034, Pratsom, Rype)
* patient = Reference(varsom-furu)

Instance: noeyaktig-sti
InstanceOf: Practitioner
Usage: #example
Title: "Nøyaktig Sti"
Description: "Vernepleier, coordinator in Fjellvik."
* identifier.system = $hpr
* identifier.value = "9990101"
* name.given = "Nøyaktig"
* name.family = "Sti"

Instance: rolig-brygge
InstanceOf: Practitioner
Usage: #example
Title: "Rolig Brygge"
Description: "Nurse, coordinator at the hospital."
* identifier.system = $hpr
* identifier.value = "9990102"
* name.given = "Rolig"
* name.family = "Brygge"

Instance: varm-stein
InstanceOf: Practitioner
Usage: #example
Title: "Varm Stein"
Description: "Barnekoordinator in Fjellvik."
* identifier.system = $hpr
* identifier.value = "9990105"
* name.given = "Varm"
* name.family = "Stein"

Instance: fjellvik-kommune
InstanceOf: $NoOrganization
Usage: #example
Title: "Fjellvik kommune"
Description: "A municipality."
* insert Unit(310010103, Fjellvik kommune)

Instance: ke-fjellvik-organisation
InstanceOf: $NoOrganization
Usage: #example
Title: "KE Fjellvik"
Description: "The koordinerende enhet as an organisation."
* insert Unit(310020206, Koordinerende enhet Fjellvik)
* partOf = Reference(fjellvik-kommune)

Instance: fjellvik-hjemmetjeneste
InstanceOf: $NoOrganization
Usage: #example
Title: "Fjellvik hjemmetjeneste"
Description: "Home care."
* insert Unit(310030309, Fjellvik hjemmetjeneste)
* partOf = Reference(fjellvik-kommune)

Instance: fjellvik-skole
InstanceOf: $NoOrganization
Usage: #example
Title: "Fjellvik skole"
Description: "A school."
* insert Unit(310040401, Fjellvik skole)

Instance: medisinsk-avdeling
InstanceOf: $NoOrganization
Usage: #example
Title: "Medisinsk avdeling"
Description: "A ward of Helse Fjordland."
* insert Unit(312120216, Medisinsk avdeling Helse Fjordland)

Instance: ke-helse-fjordland
InstanceOf: $NoOrganization
Usage: #example
Title: "KE Helse Fjordland"
Description: "The koordinerende enhet of a hospital."
* insert Unit(312120208, Koordinerende enhet Helse Fjordland)

Instance: havdal-kommune
InstanceOf: $NoOrganization
Usage: #example
Title: "Havdal kommune"
Description: "The municipality that somebody moves to."
* insert Unit(310090905, Havdal kommune)

Instance: ke-fjellvik
InstanceOf: NoIpCoordinatingUnit
Usage: #example
Title: "KE Fjellvik"
Description: "The koordinerende enhet that takes notices for Fjellvik."
* extension[serviceLevel].valueCoding = IpServiceLevel#kommune
* extension[coveredArea].valueCoding = $3402#9901
* identifier.system = $her
* identifier.value = "9000011"
* providedBy = Reference(ke-fjellvik-organisation)
* type[ke] = IpServiceType#koordinerende-enhet
* name = "Koordinerende enhet Fjellvik"
* telecom.system = #phone
* telecom.value = "70 00 00 11"

Instance: koordinator-fjellvik
InstanceOf: NoIpCoordinatorRole
Usage: #example
Title: "Coordinator of the municipality"
Description: "Nøyaktig Sti as coordinator."
* practitioner = Reference(noeyaktig-sti)
* organization = Reference(fjellvik-hjemmetjeneste)
* code = $9034#8 "Koordinator Individuell plan"
* period.start = "2026-09-01"
* telecom.system = #phone
* telecom.value = "70 00 00 12"

Instance: koordinator-helse-fjordland
InstanceOf: NoIpCoordinatorRole
Usage: #example
Title: "Coordinator of the hospital"
Description: "Rolig Brygge as coordinator during the stay."
* practitioner = Reference(rolig-brygge)
* organization = Reference(medisinsk-avdeling)
* code = $9034#18 "Koordinator (spesialisthelsetjenesteloven)"
* telecom.system = #phone
* telecom.value = "70 00 00 34"

Instance: barnekoordinator-fjellvik
InstanceOf: NoIpCoordinatorRole
Usage: #example
Title: "Barnekoordinator"
Description: "Varm Stein as barnekoordinator."
* practitioner = Reference(varm-stein)
* organization = Reference(fjellvik-kommune)
* code = IpTeamRole#barnekoordinator
* telecom.system = #phone
* telecom.value = "70 00 00 13"
