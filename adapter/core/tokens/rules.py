"""The one table of why a caller is refused: status, OAuth error, what is wrong, and a sentence a rule (security.md 3.2).

The sentences are ours, in ASCII and without quotation marks: nothing that a caller sent gets into a header.
"""

from __future__ import annotations

from enum import Enum, unique
from typing import Final, NamedTuple

from mappings.faults import FAULTS


class Kind(NamedTuple):
    """What refusals of one kind share: `fault` is the row of `mappings.faults` that is said to the caller.

    `challenge` are the parameters of its WWW-Authenticate, which is not there without any.
    """

    error: str
    fault: str
    challenge: tuple[str, ...] = ()

    @property
    def status(self) -> int:
        """The resource server's. A token endpoint answers 400 to all but `invalid_client` (RFC 6749 § 5.2)."""
        return FAULTS[self.fault].status


_WHOLE: Final = ("error", "error_description", "algs")

_REQUEST: Final = Kind("invalid_request", "login-request")
_ABSENT: Final = Kind("", "login-absent", ("algs",))
_TOKEN: Final = Kind("invalid_token", "login-token", _WHOLE)
_PROOF: Final = Kind("invalid_dpop_proof", "login-proof", _WHOLE)
_NONCE: Final = Kind("use_dpop_nonce", "login-nonce", _WHOLE)
_CLIENT: Final = Kind("invalid_client", "login-client")
_SCOPE: Final = Kind("insufficient_scope", "login-scope", ("error", "scope"))
_ORGANISATION: Final = Kind("", "login-organisation")
_USER: Final = Kind("", "login-user")


@unique
class Rule(Enum):
    """A rule: its kind, the part that breaks it, by the standards' names, and a sentence."""

    REQUEST_AUTHORIZATIONS = _REQUEST, "Authorization", "more than one Authorization header"
    REQUEST_TOKEN_PLACE = _REQUEST, "access_token", "a token goes into the Authorization header only"
    ABSENT = _ABSENT, "Authorization", "no credentials"
    SCHEME = _TOKEN, "DPoP", "DPoP required"

    JWT_SIZE = _TOKEN, "size", "the token is too large"
    JWT_FORM = _TOKEN, "JWS", "the token is not a JWS of JSON objects"
    JWT_ALG = _TOKEN, "alg", "alg of the token is not taken"
    JWT_TYP = _TOKEN, "typ", "typ of the token is not that of an access token"
    JWT_CRIT = _TOKEN, "crit", "crit of the token is not understood"
    JWT_KID = _TOKEN, "kid", "the issuer has no such key"
    JWT_SIGNATURE = _TOKEN, "signature", "the signature of the token does not hold"
    JWT_ISS = _TOKEN, "iss", "iss is not an issuer that is trusted here"
    JWT_AUD = _TOKEN, "aud", "aud is not this API alone"
    JWT_TIMES = _TOKEN, "exp, nbf, iat", "exp, nbf and iat have to be whole numbers"
    JWT_EXP = _TOKEN, "exp", "the token has expired"
    JWT_NBF = _TOKEN, "nbf", "the token is not valid yet"
    JWT_IAT = _TOKEN, "iat", "the token is from the future"
    JWT_LIFETIME = _TOKEN, "exp - iat", "the token lives too long"
    JWT_JTI = _TOKEN, "jti", "jti of the token is missing or too long"
    JWT_CLIENT_ID = _TOKEN, "client_id", "client_id is missing or too long"
    JWT_IDENTITY = _TOKEN, "nonce, at_hash", "an ID token is no access token"
    JWT_DEVELOPMENT = _TOKEN, "helseid_dev", "tokens of a development service are not taken here"
    JWT_CNF = _TOKEN, "cnf", "the token is not bound to a key by cnf.jkt"
    JWT_OTHER_KEY = _TOKEN, "cnf.jkt", "the token is bound to another key than that of the proof"

    PROOF_ABSENT = _PROOF, "DPoP", "no DPoP header"
    PROOF_SEVERAL = _PROOF, "DPoP", "more than one proof"
    PROOF_SIZE = _PROOF, "size", "the proof is too large"
    PROOF_FORM = _PROOF, "JWS", "the proof is not a JWS of JSON objects"
    PROOF_TYP = _PROOF, "typ", "typ of the proof has to be dpop+jwt"
    PROOF_ALG = _PROOF, "alg", "alg of the proof is not taken"
    PROOF_CRIT = _PROOF, "crit", "crit of the proof is not understood"
    PROOF_JWK = (
        _PROOF,
        "jwk",
        "jwk has to be a public RSA key of 2048 bits or more, or one on P-256, P-384 or P-521",
    )
    PROOF_HTM = _PROOF, "htm", "htm is not the method of the request"
    PROOF_HTU = _PROOF, "htu", "htu is not the URL of the request"
    PROOF_IAT = _PROOF, "iat", "iat of the proof is not a whole number, or not of now"
    PROOF_JTI = _PROOF, "jti", "jti of the proof is missing or too long"
    PROOF_ATH = _PROOF, "ath", "ath is not the hash of the token"
    PROOF_SIGNATURE = _PROOF, "signature", "the signature of the proof does not hold"
    PROOF_REPLAYED = _PROOF, "jti", "the proof was used before"
    PROOF_NONCE = _NONCE, "nonce", "the proof needs the nonce of DPoP-Nonce"

    ASSERTION_FORM = _CLIENT, "JWS", "the assertion is not a JWS of JSON objects, or too large"
    ASSERTION_TYP = _CLIENT, "typ", "typ of the assertion has to be client-authentication+jwt"
    ASSERTION_ALG = _CLIENT, "alg", "alg of the assertion is not taken"
    ASSERTION_CRIT = _CLIENT, "crit", "crit of the assertion is not understood"
    ASSERTION_CLIENT = _CLIENT, "iss, sub", "iss and sub have to be one known client"
    ASSERTION_KID = _CLIENT, "kid", "the client has no such key"
    ASSERTION_SIGNATURE = _CLIENT, "signature", "the signature of the assertion does not hold"
    ASSERTION_AUD = _CLIENT, "aud", "aud of the assertion has to be the issuer alone"
    ASSERTION_TIMES = (
        _CLIENT,
        "exp, nbf, iat",
        "exp, iat and nbf of the assertion have to be whole numbers, and of now",
    )
    ASSERTION_LIFETIME = _CLIENT, "exp - iat", "the assertion lives longer than 60 seconds"
    ASSERTION_JTI = _CLIENT, "jti", "jti of the assertion is missing or too long"
    ASSERTION_REPLAYED = _CLIENT, "jti", "the assertion was used before"

    SCOPE = _SCOPE, "scope", "the token has not the scope that is needed"
    ORGANISATION = _ORGANISATION, "orgnr_parent, orgnr_child", "the token names no organisation by its number"
    USER = _USER, "pid", "tokens of users are not taken yet"

    def __init__(self, kind: Kind, part: str, sentence: str) -> None:
        self.kind, self.part, self.sentence = kind, part, sentence

    @property
    def key(self) -> str:
        """As it stands in logs and in the audit."""
        return self.name.lower().replace("_", "-")


class Refused(Exception):  # noqa: N818 - an answer with its reason, as `mappings.result.Refusal`
    """Ends a request: its rule, the scope that was needed, the nonce to use, and the client where a token was verified."""

    def __init__(self, rule: Rule, *, scope: str = "", nonce: str = "", client: str = "") -> None:
        super().__init__(rule.key)
        self.rule, self.scope, self.nonce, self.client = rule, scope, nonce, client
