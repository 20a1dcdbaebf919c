// What a message says and base R4 has no element for. No extension holds XML or a whole element of a message: each value is one leaf.

Extension: IpReceivedValueExt
Id: ip-received-value
Title: "The value as received, where FHIR's form differs from it"
Description: "The value as received, where FHIR's form differs from it. Source: decisions.md: lexical form kept."
Context: Element
* value[x] 1..1
* value[x] only string

Extension: IpReceivedCodingExt
Id: ip-received-coding
Title: "The code as received, from which this element was translated"
Description: "The code as received, from which this element was translated. Source: HIS 80601."
Context: Element
* value[x] 1..1
* value[x] only Coding

Extension: IpNoteExt
Id: ip-note
Title: "A remark on this element"
Description: "A remark on this element. Source: Merknad."
Context: Element
* value[x] 1..1
* value[x] only string

Extension: IpConversationRefExt
Id: ip-conversation-ref
Title: "The messages that this one answers, changes or cancels"
Description: "The messages that this one answers, changes or cancels. Source: HIS 80601 ConversationRef."
Context: MessageHeader
* extension contains
    refToParent 0..1 and
    refToConversation 0..1
* extension[refToParent].value[x] 1..1
* extension[refToParent].value[x] only string
* extension[refToConversation].value[x] 1..1
* extension[refToConversation].value[x] only string

Extension: IpProcessingStatusExt
Id: ip-processing-status
Title: "Production, training or debugging"
Description: "Production, training or debugging. Source: HIS 80601 ProcessingStatus."
Context: MessageHeader
* value[x] 1..1
* value[x] only Coding

Extension: IpRequestedPriorityExt
Id: ip-requested-priority
Title: "Priority asked for"
Description: "Priority asked for. Source: HIS 80601 RequestedPriority."
Context: MessageHeader
* value[x] 1..1
* value[x] only Coding

Extension: IpAckExt
Id: ip-ack
Title: "Receipt asked for"
Description: "Receipt asked for. Source: HIS 80601 Ack."
Context: MessageHeader
* value[x] 1..1
* value[x] only Coding

Extension: IpAnswerToRequestExt
Id: ip-answer-to-request
Title: "Whether the message answers a request"
Description: "Whether the message answers a request. Source: HIS 80704 SvarPaaForesporsel."
Context: MessageHeader
* value[x] 1..1
* value[x] only boolean

Extension: IpReportStatusExt
Id: ip-report-status
Title: "Status of a further report in the message"
Description: "Status of a further report in the message. Source: HIS 80704 Forsendelsesstatus."
Context: MessageHeader
* value[x] 1..1
* value[x] only CodeableConcept

Extension: IpComMethodExt
Id: ip-com-method
Title: "How the party communicates"
Description: "How the party communicates. Source: HIS 80601 ComMethod."
Context: MessageHeader.source, MessageHeader.destination
* value[x] 1..1
* value[x] only Coding

Extension: IpRoleReceiverExt
Id: ip-role-receiver
Title: "Role of a receiver"
Description: "Role of a receiver. Source: HIS 80601 RoleReceiver."
Context: MessageHeader.destination
* value[x] 1..1
* value[x] only Coding

Extension: IpReceiverPersonExt
Id: ip-receiver-person
Title: "A receiver that is a patient or another person"
Description: "A receiver that is a patient or another person. Source: HIS 80601 OtherReceiver."
Context: MessageHeader.destination
* value[x] 1..1
* value[x] only Reference(Patient or Person)

Extension: IpLivesAloneExt
Id: ip-lives-alone
Title: "Whether the patient lives alone"
Description: "Whether the patient lives alone. Source: HIS 80704 BorAlene."
Context: Patient
* value[x] 1..1
* value[x] only boolean

Extension: IpSexExt
Id: ip-sex
Title: "Sex as received"
Description: "Sex as received. Source: HIS 80601 Sex."
Context: Patient, Practitioner, RelatedPerson, Person
* value[x] 1..1
* value[x] only Coding

Extension: IpNationalityExt
Id: ip-nationality
Title: "Nationality"
Description: "Nationality. Source: HIS 80601 Nationality."
Context: Practitioner, RelatedPerson, Person
* value[x] 1..1
* value[x] only Coding

Extension: IpMinorBirthYearExt
Id: ip-minor-birth-year
Title: "Year of birth of a relative who is a minor"
Description: "Year of birth of a relative who is a minor. Source: HIS 80704 FodselsarMindrearigParorende."
Context: RelatedPerson
* value[x] 1..1
* value[x] only string

Extension: IpReportApprovedExt
Id: ip-report-approved
Title: "Date of approval"
Description: "Date of approval. Source: HIS 80704 GodkjentDato."
Context: Provenance.agent
* value[x] 1..1
* value[x] only date

Extension: IpDocumentConnectionExt
Id: ip-document-connection
Title: "How the document belongs to the message"
Description: "How the document belongs to the message. Source: HIS 80601 DocumentConnection."
Context: DocumentReference
* value[x] 1..1
* value[x] only Coding

Extension: IpRefdocTypeExt
Id: ip-refdoc-type
Title: "Whether the document is XML, an attachment or a reference"
Description: "Whether the document is XML, an attachment or a reference. Source: HIS 80601 RefDoc/MsgType."
Context: DocumentReference
* value[x] 1..1
* value[x] only Coding

Extension: IpAnnotationExt
Id: ip-annotation
Title: "Annotation of the document"
Description: "Annotation of the document. Source: HIS 80601 Annotation."
Context: DocumentReference
* value[x] 1..1
* value[x] only string

Extension: IpConsentStatedExt
Id: ip-consent-stated
Title: "What the sender states on the patient's consent"
Description: "What the sender states on the patient's consent. Source: HIS 80601 Document/Consent."
Context: DocumentReference
* value[x] 1..1
* value[x] only CodeableConcept

Extension: IpCompressionExt
Id: ip-compression
Title: "How the content is compressed"
Description: "How the content is compressed. Source: HIS 80601 Compression."
Context: Attachment
* value[x] 1..1
* value[x] only Coding

Extension: IpCaseNumberExt
Id: ip-case-number
Title: "Case number of the report that the document is in"
Description: "Case number of the report that the document is in. Source: HIS 80601 CaseNo."
Context: DocumentReference
* value[x] 1..1
* value[x] only string

Extension: IpReportConnectionExt
Id: ip-report-connection
Title: "How the report that the document is in belongs to the message"
Description: "How the report that the document is in belongs to the message. Source: HIS 80601 PatientReport/DocumentConnection."
Context: DocumentReference
* value[x] 1..1
* value[x] only Coding

Extension: IpReadyForDischargeExt
Id: ip-ready-for-discharge
Title: "When the patient was reported ready for discharge"
Description: "When the patient was reported ready for discharge. Source: HIS 80704, OID 9121 #3."
Context: Encounter
* value[x] 1..1
* value[x] only dateTime

Extension: IpEstimatedExt
Id: ip-estimated
Title: "Whether the time is an estimate"
Description: "Whether the time is an estimate. Source: HIS 80704 Anslag."
Context: Observation, Period
* value[x] 1..1
* value[x] only boolean

Extension: IpPlaceExt
Id: ip-place
Title: "Where it happened"
Description: "Where it happened. Source: HIS 80704 StedForHendelse."
Context: Observation
* value[x] 1..1
* value[x] only string

Extension: IpDischargeConditionExt
Id: ip-discharge-condition
Title: "Condition at discharge"
Description: "Condition at discharge. Source: HIS 80704 Uttilstand."
Context: Encounter.hospitalization
* value[x] 1..1
* value[x] only CodeableConcept

Extension: IpSentExt
Id: ip-sent
Title: "Whether the document was sent"
Description: "Whether the document was sent. Source: HIS 80704 SendtDokument/JaNei."
Context: Communication
* value[x] 1..1
* value[x] only boolean

Extension: IpRecipientExt
Id: ip-recipient
Title: "Whom the document was sent to"
Description: "Whom the document was sent to. Source: HIS 80704 TypeMottaker, NavnMottaker."
Context: Communication
* extension contains
    type 0..1 and
    name 0..1
* extension[type].value[x] 1..1
* extension[type].value[x] only CodeableConcept
* extension[name].value[x] 1..1
* extension[name].value[x] only string

Extension: IpUrgencyExt
Id: ip-urgency
Title: "Urgency as received"
Description: "Urgency as received. Source: HIS 80603 Hastegrad."
Context: Task
* value[x] 1..1
* value[x] only Coding

Extension: IpNoteDateExt
Id: ip-note-date
Title: "Date of the note"
Description: "Date of the note. Source: HIS 80603 DatoNotat."
Context: Communication
* value[x] 1..1
* value[x] only date

Extension: IpParticipantExt
Id: ip-participant
Title: "A person or unit with a role in the note or request"
Description: "A person or unit with a role in the note or request. Source: HIS 80603 RollerRelatertNotat."
Context: Communication, Task
* extension contains
    role 0..1 and
    roleToPatient 0..1 and
    actor 0..1 and
    unit 0..1 and
    contact 0..1 and
    note 0..1
* extension[role].value[x] 1..1
* extension[role].value[x] only CodeableConcept
* extension[roleToPatient].value[x] 1..1
* extension[roleToPatient].value[x] only CodeableConcept
* extension[actor].value[x] 1..1
* extension[actor].value[x] only Reference(Practitioner or PractitionerRole or RelatedPerson or Person)
* extension[unit].value[x] 1..1
* extension[unit].value[x] only Reference(Organization)
* extension[contact].value[x] 1..1
* extension[contact].value[x] only Reference(Practitioner or PractitionerRole or Person)
* extension[note].value[x] 1..1
* extension[note].value[x] only string

Extension: IpMessageNamespaceExt
Id: ip-message-namespace
Title: "Namespace of the message, which tells its version"
Description: "Namespace of the message, which tells its version. Source: HIS 80415."
Context: MessageHeader
* value[x] 1..1
* value[x] only uri

Extension: IpMigVersionExt
Id: ip-mig-version
Title: "Version of the implementation guide that the message states"
Description: "Version of the implementation guide that the message states. Source: HIS 80415 MIGversion."
Context: MessageHeader
* value[x] 1..1
* value[x] only string

Extension: IpPartyRoleExt
Id: ip-party-role
Title: "Role of a receipt's party"
Description: "Role of a receipt's party. Source: HIS 80415 Role."
Context: MessageHeader.source, MessageHeader.destination
* value[x] 1..1
* value[x] only Coding

Extension: IpOriginalTypeExt
Id: ip-original-type
Title: "Type of the message that is answered"
Description: "Type of the message that is answered. Source: HIS 80415 OriginalMsgId/MsgType."
Context: MessageHeader.response
* value[x] 1..1
* value[x] only Coding

Extension: IpOriginalDateExt
Id: ip-original-date
Title: "GenDate of the message that is answered, letter by letter"
Description: "GenDate of the message that is answered, letter by letter. Source: HIS 80415 OriginalMsgId/IssueDate."
Context: MessageHeader.response
* value[x] 1..1
* value[x] only string

Extension: IpMedicalSpecialityExt
Id: ip-medical-speciality
Title: "Medical speciality of a unit"
Description: "Medical speciality of a unit. Source: HIS 80415 MedSpeciality."
Context: Organization
* value[x] 1..1
* value[x] only CodeableConcept

Extension: IpCityDistrictExt
Id: ip-city-district
Title: "District of a city"
Description: "District of a city. Source: HIS 80415 CityDistr."
Context: Address
* value[x] 1..1
* value[x] only Coding
