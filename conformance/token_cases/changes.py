"""What cases change that takes more than a word: other keys, other spellings, other places."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives import hashes

from conformance.token_cases.draft import PATH, Draft, hashed, usual
from conformance.token_cases.table import arranged
from conformance.token_cases.world import base64url, compact, hs256

if TYPE_CHECKING:
    from conformance.token_cases.draft import Headers
    from conformance.token_cases.table import Change


def forged(draft: Draft) -> None:
    """The attacker's key under the issuer's name for its own, and the way to it in the header."""
    attacker = draft.world.attacker_key
    draft.token_head |= {
        "jku": f"{draft.world.attacker_url}/jwks",
        "x5u": f"{draft.world.attacker_url}/chain",
        "jwk": attacker.jwk,
    }
    draft.token_signing = attacker.sign


def signed_by_attacker(draft: Draft) -> None:
    """The right kid, the wrong key."""
    draft.token_signing = draft.world.attacker_key.sign


def signed_with_pem(draft: Draft) -> None:
    """The public key as the secret of an HMAC."""
    draft.token_head["alg"] = "HS256"
    draft.token_signing = hs256(draft.world.issuer_key.pem)


def rs512(draft: Draft) -> None:
    """The right key with another hash."""
    draft.token_head["alg"] = "RS512"
    draft.token_signing = draft.world.issuer_key.by("RS512", hashes.SHA512()).sign


def altered(text: str) -> str:
    """Another organisation in claims that were signed before."""
    first, claims, last = text.split(".")
    other = urlsafe_b64decode(claims + "==").replace(b'"310010103"', b'"312020203"')
    return f"{first}.{base64url(other)}.{last}"


def doubled(draft: Draft) -> None:
    """Two audiences in two members of one name, signed by the issuer."""
    claims = json.dumps(draft.claims).encode().removesuffix(b"}") + b',"aud":"nhn:other"}'
    token = compact(draft.token_head, claims, draft.token_signing)
    draft.token_text = lambda _: token


def other_spelling(text: str) -> str:
    """The signature with a bit set that base64 does not use: the same bytes, another text."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    return text[:-1] + letters[letters.index(text[-1]) ^ 1]


def by_other_key(draft: Draft) -> None:
    """A whole proof by a key that the token is not bound to."""
    draft.key(draft.world.other_key, bound=False)


def signer_not_in_header(draft: Draft) -> None:
    """The header shows the bound key, another one signed."""
    draft.proof_signing = draft.world.other_key.sign


def with_private_key(draft: Draft) -> None:
    """The whole key in the header."""
    draft.proof_head["jwk"] = draft.world.client_key.private_jwk


def symmetric(draft: Draft) -> None:
    """A shared secret in the header."""
    secret = b"a secret of thirty-two octets, no"
    draft.proof_head |= {"alg": "HS256", "jwk": {"kty": "oct", "k": base64url(secret)}}
    draft.proof_signing = hs256(secret)


def on_bitcoin_curve(draft: Draft) -> None:
    """The key of the other curve under the name of an algorithm that is taken."""
    draft.key(draft.world.bitcoin_key)
    draft.proof_head["alg"] = "ES256"


def with_hash_of_other_token(draft: Draft) -> None:
    """`ath` fits a token that is as good as this one."""
    draft.ath = hashed(Draft(draft.world).token())


def percent_encoded(draft: Draft) -> None:
    """A letter of the path as %45; the proof has the path as it is sent."""
    draft.path = PATH.replace("/E", "/%45")


def proof_of_decoded_path(draft: Draft) -> None:
    """The same, with the proof over what the path means."""
    percent_encoded(draft)
    draft.htu = draft.world.bases[0] + PATH


def posted(draft: Draft, body: bytes) -> None:
    """A search by POST with that form."""
    draft.asking("POST", f"{PATH}/_search", "", body)
    draft.headers.append(("Content-Type", "application/x-www-form-urlencoded"))


def writing(method: str, path: str) -> Change:
    """A request that writes a Consent, which the token may read."""

    def change(draft: Draft) -> None:
        draft.asking(method, path, "", b"{}" if method != "DELETE" else b"")
        draft.headers += [("Content-Type", "application/fhir+json"), ("If-Match", 'W/"1"')]

    return change


def scoped(*endings: str) -> Change:
    """Scopes of our audience."""
    return lambda draft: draft.claims.update(scope=[draft.world.audience + ending for ending in endings])


def only(*headers: tuple[str, str]) -> Change:
    """These headers and no others."""
    return arranged(lambda _, __: list(headers))


def authorization(scheme: str) -> Change:
    """The token under another scheme, without a proof."""
    return arranged(lambda token, _: [("Authorization", f"{scheme} {token}")])


def proved_by(*proofs: str) -> Change:
    """What stands in DPoP headers instead of the proof."""
    return arranged(lambda token, proof: [usual(token, proof)[0], *(("DPoP", one) for one in proofs)])


def two_proofs(token: str, proof: str) -> Headers:
    """The proof in two headers."""
    return [*usual(token, proof), ("DPoP", proof)]


def joined(token: str, proof: str) -> Headers:
    """Two proofs in one header."""
    return [usual(token, proof)[0], ("DPoP", f"{proof}, {proof}")]


def token_as_proof(token: str, _: str) -> Headers:
    """The token in both headers."""
    return [("Authorization", f"DPoP {token}"), ("DPoP", token)]


def two_authorizations(token: str, proof: str) -> Headers:
    """The token in two headers."""
    return [*usual(token, proof), ("Authorization", f"DPoP {token}")]
