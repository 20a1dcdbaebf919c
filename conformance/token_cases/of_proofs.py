"""Requests that are refused for their proof, or for what their token does not allow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from adapter.core.tokens.rules import Rule
from conformance.token_cases import changes as c
from conformance.token_cases import rows as r
from conformance.token_cases import table as t
from conformance.token_cases.draft import CLIENT, QUERY

if TYPE_CHECKING:
    from conformance.token_cases.table import Case

PROOFS: Final[tuple[Case, ...]] = (
    r.proof("45", "no DPoP header", Rule.PROOF_ABSENT, c.proved_by()),
    r.proof("46", "two DPoP headers", Rule.PROOF_SEVERAL, t.arranged(c.two_proofs)),
    r.proof("47", "two proofs joined by a comma", Rule.PROOF_SEVERAL, t.arranged(c.joined)),
    r.proof("48", "garbage", Rule.PROOF_FORM, c.proved_by("garbage")),
    r.proof("49", "the access token itself sent as proof", Rule.PROOF_TYP, t.arranged(c.token_as_proof)),
    r.proof("50", "typ JWT", Rule.PROOF_TYP, t.proof_head(typ="JWT")),
    r.proof("51", "jwk missing", Rule.PROOF_JWK, lambda draft: draft.proof_head.pop("jwk")),
    r.proof("52", "private key in jwk", Rule.PROOF_JWK, c.with_private_key),
    r.proof("53", "jwk of another key than the signer", Rule.PROOF_SIGNATURE, c.signer_not_in_header),
    r.token("54", "signed by a key whose thumbprint is not cnf.jkt", Rule.JWT_OTHER_KEY, c.by_other_key),
    r.proof("55", "HS256 with an oct jwk", Rule.PROOF_ALG, c.symmetric),
    r.proof(
        "56",
        "RSA-1024 key even if jkt matches",
        Rule.PROOF_JWK,
        lambda draft: draft.key(draft.world.weak_key),
    ),
    r.proof("57", "ES256K", Rule.PROOF_ALG, lambda draft: draft.key(draft.world.bitcoin_key)),
    r.proof("57a", "secp256k1 under ES256", Rule.PROOF_JWK, c.on_bitcoin_curve),
    r.proof("58", "crit header", Rule.PROOF_CRIT, t.proof_head(crit=["x"], x=1)),
    r.proof("59", "htm missing", Rule.PROOF_HTM, t.proof_without("htm")),
    r.proof("60", "htm POST on GET", Rule.PROOF_HTM, t.proof(htm="POST")),
    r.proof("61", "htm in lower case", Rule.PROOF_HTM, t.proof(htm="get")),
    r.proof("62", "htu missing", Rule.PROOF_HTU, t.field("htu", None)),
    r.proof("63", "htu of another path", Rule.PROOF_HTU, t.htu(lambda url: url + "/1")),
    r.proof(
        "64", "htu http instead of https", Rule.PROOF_HTU, t.htu(lambda url: url.replace("https", "http"))
    ),
    r.proof("65", "htu of another host", Rule.PROOF_HTU, t.htu(lambda url: url.replace("fhir.", "evil."))),
    r.proof(
        "65a",
        "the same with a forged Host that matches",
        Rule.PROOF_HTU,
        t.both(
            t.htu(lambda url: url.replace("fhir.", "evil.")),
            lambda draft: draft.headers.append(("Host", "evil.adapter.test")),
        ),
    ),
    r.proof(
        "65b",
        "the same with a forged X-Forwarded-Host that matches",
        Rule.PROOF_HTU,
        t.both(
            t.htu(lambda url: url.replace("fhir.", "evil.")),
            lambda draft: draft.headers.append(("X-Forwarded-Host", "evil.adapter.test")),
        ),
    ),
    r.proof("66", "htu with a query", Rule.PROOF_HTU, t.htu(lambda url: f"{url}?{QUERY}")),
    r.proof("66a", "htu with a user name", Rule.PROOF_HTU, t.htu(lambda url: url.replace("//", "//me@"))),
    r.proof("67", "htu with an extra trailing slash", Rule.PROOF_HTU, t.htu(lambda url: url + "/")),
    r.proof(
        "68",
        "htu path in other case",
        Rule.PROOF_HTU,
        t.htu(lambda url: url.replace("Encounter", "encounter")),
    ),
    r.proof("69", "iat missing", Rule.PROOF_IAT, t.proof_without("iat")),
    r.proof("70", "iat too old", Rule.PROOF_IAT, lambda draft: draft.proof_claims.update(iat=draft.now - 60)),
    r.proof(
        "71", "iat in the future", Rule.PROOF_IAT, lambda draft: draft.proof_claims.update(iat=draft.now + 60)
    ),
    r.proof(
        "72", "iat as a string", Rule.PROOF_IAT, lambda draft: draft.proof_claims.update(iat=str(draft.now))
    ),
    r.proof("73", "jti missing", Rule.PROOF_JTI, t.proof_without("jti")),
    r.proof("74", "jti empty", Rule.PROOF_JTI, t.proof(jti="")),
    r.proof("75", "jti longer than the cap", Rule.PROOF_JTI, t.proof(jti="x" * 257)),
    r.proof("76", "ath missing", Rule.PROOF_ATH, t.field("ath", None)),
    r.proof("77", "ath wrong", Rule.PROOF_ATH, t.field("ath", "x" * 43)),
    r.proof("78", "ath of another valid token", Rule.PROOF_ATH, c.with_hash_of_other_token),
    r.proof("79", "the same proof sent twice", Rule.PROOF_REPLAYED, t.unchanged, twice=True),
    r.proof(
        "81", "percent-encoded path, proof over the decoded form", Rule.PROOF_HTU, c.proof_of_decoded_path
    ),
)

RIGHTS: Final[tuple[Case, ...]] = (
    r.unscoped("82", "scope missing", Rule.SCOPE, c.scoped("/system/Patient.rs")),
    r.unscoped("82a", "scope absent", Rule.SCOPE, t.without("scope")),
    r.unscoped(
        "82b", "scope of another audience", Rule.SCOPE, t.claims(scope=["nhn:other/system/Encounter.rs"])
    ),
    r.unscoped(
        "82c",
        "scope that only shares a prefix",
        Rule.SCOPE,
        c.scoped("/system/EncounterHistory.rs", "/system/Encounter", "/system/Encounter.sr"),
    ),
    r.unscoped(
        "82d", "scope neither string nor list", Rule.SCOPE, t.claims(scope={"system/Encounter.rs": True})
    ),
    r.unscoped("83", "read scope used for PUT", Rule.SCOPE, c.writing("PUT", "/fhir/Consent/7f0c1f52")),
    r.unscoped("83a", "read scope used for POST", Rule.SCOPE, c.writing("POST", "/fhir/Consent")),
    r.unscoped(
        "83b", "read scope used for DELETE", Rule.SCOPE, c.writing("DELETE", "/fhir/Consent/7f0c1f52")
    ),
    r.forbidden("84", "orgnr_parent missing", Rule.ORGANISATION, t.without(CLIENT + "orgnr_parent")),
    r.forbidden(
        "84a", "orgnr_parent too short", Rule.ORGANISATION, t.named(CLIENT + "orgnr_parent", "31001010")
    ),
    r.forbidden(
        "84b",
        "orgnr_parent whose control digit does not hold",
        Rule.ORGANISATION,
        t.named(CLIENT + "orgnr_parent", "310010104"),
    ),
    r.forbidden(
        "84c", "orgnr_parent as a number", Rule.ORGANISATION, t.named(CLIENT + "orgnr_parent", 310010103)
    ),
    r.forbidden(
        "84d", "orgnr_child malformed", Rule.ORGANISATION, t.named(CLIENT + "orgnr_child", "310030300")
    ),
    r.forbidden("84e", "orgnr_child no text", Rule.ORGANISATION, t.named(CLIENT + "orgnr_child", None)),
    r.forbidden(
        "88",
        "supplier's organisation number used as tenant",
        Rule.ORGANISATION,
        t.both(
            t.without(CLIENT + "orgnr_parent", CLIENT + "orgnr_child"),
            t.named(CLIENT + "orgnr_supplier", "310010103"),
        ),
    ),
)

OURS: Final[tuple[Case, ...]] = (
    r.token(
        "i",
        "a token of a development service",
        Rule.JWT_DEVELOPMENT,
        t.claims(helseid_dev=True),
        production=True,
    ),
    r.forbidden(
        "ii",
        "a token of a person, until these are taken",
        Rule.USER,
        t.named("helseid://claims/identity/security_level", "4"),
    ),
    r.token("iii", "crit in the token's header", Rule.JWT_CRIT, t.head(crit=["exp"])),
    r.token("iv", "cnf.jkt that is no SHA-256", Rule.JWT_CNF, t.claims(cnf={"jkt": "x" * 42})),
    r.token(
        "v",
        "the token's signature in another spelling of base64",
        Rule.JWT_SIGNATURE,
        t.field("token_text", c.other_spelling),
    ),
)
