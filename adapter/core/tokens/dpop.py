"""DPoP proofs (RFC 9449): made for a request, and checked against it (security.md 1.3, 3.3)."""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import sha256
from hmac import compare_digest
from typing import TYPE_CHECKING, Final, NamedTuple

from adapter.core.tokens import jws, keys
from adapter.core.tokens.rules import Rule
from adapter.core.tokens.text import digest

if TYPE_CHECKING:
    from collections.abc import Callable

    from adapter.core.tokens.keys import Key, Signer
    from adapter.core.tokens.text import Members

TYP: Final = "dpop+jwt"
MOST: Final = 8192
"""Characters of a proof: one by RSA-4096 has 1 900."""

MOST_JTI: Final = 256

URL: Final = re.compile(r"(https?)://([a-z0-9.-]+|\[[0-9a-f:.]+\])(?::([0-9]{1,5}))?(/[^?#]*)", re.IGNORECASE)
"""An absolute URL without user, query or fragment."""

DEFAULT_PORT: Final = {"http": "80", "https": "443"}


class Window(NamedTuple):
    """Seconds: how old a proof may be, and by how much clocks may differ."""

    age: int = 10
    leeway: int = 5

    @property
    def remembered(self) -> int:
        """For how long a proof has to be known as used: as long as it is fresh, and a moment (security.md 3.3)."""
        return self.age + 2 * self.leeway + 1


class Expected(NamedTuple):
    """The request that a proof has to fit.

    `urls` are its possible URLs in their `normal` form, `now` seconds since 1970. `jkt` and `ath` (the token's key and
    `text.digest`) are empty at a token endpoint; `nonces`, where they are wanted, are those that are still good.
    """

    method: str
    urls: tuple[str, ...]
    now: float
    jkt: str = ""
    ath: str = ""
    nonces: tuple[str, ...] | None = None
    window: Window = Window()


class Proof(NamedTuple):
    """A proof that holds. Whether it is used for the first time is the store's to say."""

    jkt: str
    jti: str

    @property
    def replay_key(self) -> bytes:
        """What it is remembered by."""
        return sha256(f"dpop {self.jkt} {self.jti}".encode()).digest()


def build(  # noqa: PLR0913 - the parts of a proof
    key: Signer,
    method: str,
    url: str,
    now: float,
    jti: str,
    *,
    nonce: str | None = None,
    access_token: str | None = None,
) -> str:
    """A proof for one request. `url` may have a query, which is not part of it."""
    claims: dict[str, object] = {"jti": jti, "htm": method, "htu": re.split("[?#]", url)[0], "iat": int(now)}
    if nonce is not None:
        claims["nonce"] = nonce
    if access_token is not None:
        claims["ath"] = digest(access_token)
    return jws.sign(key, {"typ": TYP, "jwk": dict(key.public)}, claims)


def check(proof: str, expected: Expected) -> Proof | Rule:
    """The proof, or the first rule that it breaks (RFC 9449 § 4.3); the signature comes last, it costs most."""
    if len(proof) > MOST:
        return Rule.PROOF_SIZE
    compact = jws.split(proof)
    head = _head(compact.head) if compact else None
    claims = jws.opened(compact.body) if compact else None
    if compact is None or head is None or claims is None:
        return Rule.PROOF_FORM
    if isinstance(head, Rule):
        return head
    broken = next((rule for rule, kept in CHECKS if not kept(head.key, claims, expected)), None)
    if broken is not None:
        return broken
    held = jws.holds(compact, head.alg, head.key)
    return Proof(head.key.thumbprint, claims["jti"]) if held else Rule.PROOF_SIGNATURE


def normal(url: str) -> str | None:
    """Scheme and host in small letters, without the default port; the path stays letter by letter (security.md 3.3).

    None for what is no absolute http URL without user, query and fragment.
    """
    match = URL.fullmatch(url)
    if match is None:
        return None
    scheme, host, port, path = match.groups()
    shown = "" if port in (None, DEFAULT_PORT[scheme.lower()]) else f":{port}"
    return f"{scheme.lower()}://{host.lower()}{shown}{path}"


class _Head(NamedTuple):
    alg: str
    key: Key


@lru_cache(maxsize=1024)
def _head(part: str) -> _Head | Rule | None:
    """The key of a proof, kept: a client's next proof has the same header."""
    head = jws.opened(part)
    if head is None:
        return None
    if head.get("typ") != TYP:
        return Rule.PROOF_TYP
    alg = head.get("alg")
    if not isinstance(alg, str) or alg not in jws.ALGORITHMS:
        return Rule.PROOF_ALG
    if "crit" in head:
        return Rule.PROOF_CRIT
    key = keys.read(head.get("jwk"))
    return _Head(alg, key) if key else Rule.PROOF_JWK


def _bound(key: Key, _: Members, expected: Expected) -> bool:
    return not expected.jkt or compare_digest(key.thumbprint, expected.jkt)


def _method(_: Key, claims: Members, expected: Expected) -> bool:
    return bool(claims.get("htm") == expected.method)


def _url(_: Key, claims: Members, expected: Expected) -> bool:
    htu = claims.get("htu")
    return isinstance(htu, str) and (htu in expected.urls or normal(htu) in expected.urls)


def _fresh(_: Key, claims: Members, expected: Expected) -> bool:
    iat, window = claims.get("iat"), expected.window
    return type(iat) is int and -window.age - window.leeway <= iat - expected.now <= window.leeway


def _named(_: Key, claims: Members, __: Expected) -> bool:
    jti = claims.get("jti")
    return isinstance(jti, str) and 0 < len(jti) <= MOST_JTI


def _token(_: Key, claims: Members, expected: Expected) -> bool:
    ath = claims.get("ath")
    return not expected.ath or (isinstance(ath, str) and compare_digest(ath.encode(), expected.ath.encode()))


def _nonce(_: Key, claims: Members, expected: Expected) -> bool:
    return expected.nonces is None or claims.get("nonce") in expected.nonces


CHECKS: Final[tuple[tuple[Rule, Callable[[Key, Members, Expected], bool]], ...]] = (
    (Rule.JWT_OTHER_KEY, _bound),
    (Rule.PROOF_HTM, _method),
    (Rule.PROOF_HTU, _url),
    (Rule.PROOF_IAT, _fresh),
    (Rule.PROOF_JTI, _named),
    (Rule.PROOF_ATH, _token),
    (Rule.PROOF_NONCE, _nonce),
)
"""What the claims of a proof have to keep, in this order."""
