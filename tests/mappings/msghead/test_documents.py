"""Documents, what is stated in them on consent, attachments, the signature (emessages.md 6.2, 6.4)."""

from __future__ import annotations

import pytest

from mappings import fhir, message
from mappings.felles import kith
from tests.messages.examples import ADMITTED, DIALOG, bundle, of, shipped, written

_9064, _3109 = "2.16.578.1.12.4.1.1.9064", "2.16.578.1.12.4.1.1.3109"
STATED = [
    (_9064, "1", "active"),
    (_9064, "2", None),
    (_9064, "3", "active"),
    (_9064, "4", "rejected"),
    (_3109, "1", "active"),
    (_3109, "2", "rejected"),
    (_9064, "9", None),
    ("2.999.1", "1", None),
]
"""List and code -> status of the Consent; None: none is made."""


@pytest.mark.parametrize(("oid", "code", "status"), STATED)
def test_a_stated_consent_is_a_statement_that_opens_nothing(oid: str, code: str, status: str | None) -> None:
    head = shipped(DIALOG)
    head.Document[0].Consent = kith.CV(code, oid, "som sagt")
    made = bundle(head)
    consents = of(fhir.Consent, made)
    assert [one.status for one in consents] == ([status] if status else [])
    for one in consents:
        (category,) = one.category
        assert [(found.system, found.code) for found in category.coding] == [(f"urn:oid:{oid}", code)]
        assert one.provision is None
        assert one.policyRule is not None
        assert one.policyRule.coding[0].code == "OPTIN"
        assert one.meta is None


def test_consent_that_was_not_required_is_a_reason_of_the_provenance() -> None:
    head = shipped(DIALOG)
    head.Document[0].Consent = kith.CV("2", _9064)
    (provenance,) = of(fhir.Provenance, bundle(head))
    assert [reason.coding[0].code for reason in provenance.reason] == ["2"]


def test_a_signature_is_named_as_left_over() -> None:
    data = written(shipped(ADMITTED)).replace(
        b"</MsgHead>", b'<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/></MsgHead>'
    )
    assert [one.where for one in message.to_fhir(data).leftovers] == ["/MsgHead/Signature"]


# --- attachments ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "mime"),
    [("application/pdf", "application/pdf"), (" image/png ", "image/png"), ("PDF", None), (None, None)],
)
def test_an_attachment_has_its_media_type_or_keeps_what_was_said(said: str | None, mime: str | None) -> None:
    head = shipped(DIALOG)
    head.Document[1].RefDoc.MimeType = said
    made = bundle(head)
    attachment = of(fhir.DocumentReference, made)[-1].content[0].attachment
    assert attachment.contentType == (mime or "application/octet-stream")
    assert [one.valueString for one in attachment.extension] == (["PDF"] if said == "PDF" else [])


def test_spaces_in_the_address_of_a_file_are_escaped() -> None:
    head = shipped(DIALOG)
    head.Document[1].RefDoc.Content = None
    head.Document[1].RefDoc.FileReference = " http://example.no/et  dokument "
    attachment = of(fhir.DocumentReference, bundle(head))[-1].content[0].attachment
    assert attachment.url == "http://example.no/et%20dokument"
