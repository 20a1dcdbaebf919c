"""Requests that are let in: beside what is refused, they show that not everything is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives import hashes

from conformance.token_cases import changes as c
from conformance.token_cases import rows as r
from conformance.token_cases import table as t
from conformance.token_cases.draft import CLIENT, QUERY

if TYPE_CHECKING:
    from conformance.token_cases.table import Case

CONTROLS: Final[tuple[Case, ...]] = (
    r.let_in("+1", "token and proof as HelseID and its clients make them (ES256)", t.unchanged),
    r.let_in("+2", "proof by RS256", lambda draft: draft.key(draft.world.client_rsa)),
    r.let_in(
        "+3",
        "proof by PS256, as NHN's key generator has it",
        lambda draft: draft.key(draft.world.client_rsa.by("PS256", hashes.SHA256())),
    ),
    r.let_in("+4", "proof by ES512 on P-521", lambda draft: draft.key(draft.world.long_key)),
    r.let_in("+5", "typ application/at+jwt", t.head(typ="application/at+jwt")),
    r.let_in("+6", "typ JWT, which NHN tolerates", t.head(typ="JWT")),
    r.let_in(
        "+7", "aud an array of ours alone", lambda draft: draft.claims.update(aud=[draft.world.audience])
    ),
    r.let_in(
        "+8",
        "scope a text with spaces (RFC 9068)",
        lambda draft: draft.claims.update(scope=f"{draft.world.audience}/system/Encounter.cruds nhn:msh/api"),
    ),
    r.let_in("+9", "no orgnr_child: the unit is the parent", t.without(CLIENT + "orgnr_child")),
    r.let_in("+10", "sub in a machine token", t.claims(sub="4f0a3b64-2f1c-4a55-9d0c-7d1f0f6a4b11")),
    r.let_in(
        "+11",
        "scheme dpop in small letters (RFC 9110 § 11.1)",
        t.arranged(lambda token, proof: [("Authorization", f"dpop {token}"), ("DPoP", proof)]),
    ),
    r.let_in(
        "+12",
        "htu with the default port and the host in capitals",
        t.htu(lambda url: url.replace("https://fhir.", "HTTPS://FHIR.").replace(".test/", ".test:443/")),
    ),
    r.let_in(
        "+13",
        "another of the public bases",
        lambda draft: setattr(draft, "htu", draft.world.bases[1] + draft.path),
    ),
    r.let_in("+14", "percent-encoded path, proof over the raw form", c.percent_encoded),
    r.let_in(
        "+15",
        "clocks that differ by less than the leeway",
        t.both(
            t.later("nbf", 3), t.later("iat", 3), lambda draft: draft.proof_claims.update(iat=draft.now + 3)
        ),
    ),
    r.let_in(
        "+16",
        "expired by less than the leeway",
        t.both(t.later("iat", -62), t.later("nbf", -62), t.later("exp", -2)),
    ),
    r.let_in("+17", "a search by POST", lambda draft: c.posted(draft, QUERY.encode())),
)
