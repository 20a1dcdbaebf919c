"""The token endpoint on authlib's authorization server: its grant, its client authentication, its forms of answers.

Overridden is what HelseID has and authlib has not: an assertion checked by `adapter.core.tokens` instead of authlib's
own check (which takes longer lifetimes, several audiences, and fewer algorithms), DPoP, and a token bound to its key.
authlib has no types: this module is the only one that knows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from authlib.oauth2 import AuthorizationServer, OAuth2Request  # type: ignore[import-untyped]  # see above
from authlib.oauth2.rfc6749 import errors  # type: ignore[import-untyped]  # same
from authlib.oauth2.rfc6749.grants import ClientCredentialsGrant  # type: ignore[import-untyped]  # same
from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload  # type: ignore[import-untyped]  # same

from adapter.core.tokens.assertion import FORM_TYPE
from adapter.core.tokens.details import stated
from adapter.core.tokens.rules import Rule
from adapter.edges.sts.issuing import LIFETIME, Grant, granted, unit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from adapter.core.dev_clients import DevClient
    from adapter.core.tokens.assertion import Assertion
    from adapter.edges.sts.issuing import Registry

METHOD: Final = "private_key_jwt"


class Asked(NamedTuple):
    """A token request: its form, who sent it (or why that is not known), and the key that its proof is signed with."""

    form: Mapping[str, str]
    assertion: Assertion | Rule
    jkt: str


class Answer(NamedTuple):
    """What is answered."""

    status: int
    body: Mapping[str, object]
    headers: tuple[tuple[str, str], ...]


class Framework(AuthorizationServer):  # type: ignore[misc]  # authlib has no types
    """authlib's server over the registry; `sign` makes the token of a grant."""

    def __init__(self, registry: Registry, sign: Callable[[Grant], str]) -> None:
        super().__init__()
        self.registry, self.sign = registry, sign
        self.register_grant(_Machine)
        self.register_client_auth_method(METHOD, _authenticate)

    def answer(self, asked: Asked) -> Answer:
        """The token, or why there is none."""
        answer: Answer = self.create_token_response(asked)
        return answer

    def query_client(self, client_id: str) -> _Client:
        """A client that an assertion was found to be of."""
        return _Client(self.registry.clients[client_id])

    def create_oauth2_request(self, request: Asked) -> _Request:
        """What was asked, as authlib wants it."""
        return _Request(self.registry.issuer, request)

    def handle_response(
        self, status: int, body: Mapping[str, object], headers: list[tuple[str, str]]
    ) -> Answer:
        """What authlib answers, as a value."""
        return Answer(status, body, tuple(headers))

    def send_signal(self, name: str, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - authlib's
        """Nobody listens."""

    def save_token(self, token: object, request: object) -> None:
        """Tokens are not kept: they end by themselves."""


def refused(rule: Rule, nonce: str = "") -> Answer:
    """A refusal as an answer. At the token endpoint all are 400: none is about an Authorization header (RFC 6749 § 5.2)."""
    status, body, headers = _error(rule)()
    return Answer(status, body, (*headers, *([("DPoP-Nonce", nonce)] if nonce else [])))


def wrong(sentence: str) -> Answer:
    """A request that is not one."""
    return Answer(*errors.InvalidRequestError(sentence)())


def _error(rule: Rule) -> errors.OAuth2Error:
    return errors.OAuth2Error(rule.sentence, error=rule.kind.error, status_code=400)


class _Client:
    """A client as authlib asks it."""

    def __init__(self, registered: DevClient) -> None:
        self.registered = registered

    def check_endpoint_auth_method(self, method: str, _endpoint: str) -> bool:
        return method == METHOD

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "client_credentials"


class _Request(OAuth2Request):  # type: ignore[misc]  # authlib has no types
    def __init__(self, issuer: str, asked: Asked) -> None:
        super().__init__("POST", issuer)
        self.payload = BasicOAuth2Payload(asked.form)
        self.asked = asked


def _authenticate(query_client: Callable[[str], _Client], request: _Request) -> _Client | None:
    """By the assertion alone; a `client_id` beside it has to be the same (RFC 7521 § 4.2)."""
    form, assertion = request.asked.form, request.asked.assertion
    if form.get("client_assertion_type") != FORM_TYPE:
        return None
    if isinstance(assertion, Rule):
        raise _error(assertion)
    if form.get("client_id", assertion.client) != assertion.client:
        raise _error(Rule.ASSERTION_CLIENT)
    return query_client(assertion.client)


class _Machine(ClientCredentialsGrant):  # type: ignore[misc]  # authlib has no types
    TOKEN_ENDPOINT_AUTH_METHODS = (METHOD,)

    def validate_requested_scope(self) -> None:
        """Find what is granted: scopes that are registered, an organisation that the client may act for."""
        asked: Asked = self.request.asked
        registry, client = self.server.registry, self.client.registered
        scopes = granted(registry, asked.form.get("scope", ""), asked.form.get("resource", ""))
        if scopes is None:
            raise errors.InvalidScopeError
        named = stated(asked.assertion.details) if not isinstance(asked.assertion, Rule) else None
        child = unit(registry, client, named) if named is not None else None
        if child is None:
            raise errors.InvalidRequestError("the client does not act for the organisation that it names")
        self.request.grant = Grant(client.id, client.organisation, child, scopes, asked.jkt)

    def generate_token(self, **_: Any) -> dict[str, object]:  # noqa: ANN401 - authlib's
        """The token for it."""
        grant: Grant = self.request.grant
        return {
            "access_token": self.server.sign(grant),
            "expires_in": LIFETIME,
            "token_type": "DPoP",
            "scope": " ".join(grant.scopes),
        }
