"""Faults of what a caller shows of itself: its token, its proof, its client (RFC 6750, RFC 9449).

What fills a sentence is the name of a part of them, or of a scope; never what was sent.
"""

from __future__ import annotations

from mappings.faults.row import Fault

TOKENS: dict[str, Fault] = {
    "login-request": Fault(
        "fatal",
        "invalid",
        "",
        "RFC 6750 § 3.1: invalid_request",
        "Forespørselen viser ikke tilgangstokenet på den ene tillatte måten: {0}.",
        "Førespurnaden viser ikkje tilgangstokenet på den eine tillatne måten: {0}.",
        status=400,
    ),
    "login-absent": Fault(
        "fatal",
        "login",
        "",
        "RFC 9449 § 7.1",
        "Forespørselen mangler tilgangstoken og DPoP-bevis: {0}.",
        "Førespurnaden manglar tilgangstoken og DPoP-prov: {0}.",
        status=401,
    ),
    "login-token": Fault(
        "fatal",
        "login",
        "",
        "RFC 9449 § 7.1: invalid_token",
        "Tilgangstokenet godtas ikke: {0}.",
        "Tilgangstokenet er ikkje godteke: {0}.",
        status=401,
    ),
    "login-proof": Fault(
        "fatal",
        "login",
        "",
        "RFC 9449 § 4.3, § 7.1: invalid_dpop_proof",
        "DPoP-beviset godtas ikke: {0}.",
        "DPoP-provet er ikkje godteke: {0}.",
        status=401,
    ),
    "login-nonce": Fault(
        "fatal",
        "login",
        "",
        "RFC 9449 § 9: use_dpop_nonce",
        "DPoP-beviset skal ha engangsverdien fra svarets hodefelt DPoP-Nonce: {0}.",
        "DPoP-provet skal ha eingongsverdien frå hovudfeltet DPoP-Nonce i svaret: {0}.",
        status=401,
    ),
    "login-client": Fault(
        "fatal",
        "login",
        "",
        "RFC 7523 § 3: invalid_client",
        "Påstanden om hvem klienten er, godtas ikke: {0}.",
        "Påstanden om kven klienten er, er ikkje godteken: {0}.",
        status=401,
    ),
    "login-scope": Fault(
        "fatal",
        "forbidden",
        "",
        "RFC 6750 § 3.1: insufficient_scope",
        "Tilgangstokenet mangler tilgangen {0}.",
        "Tilgangstokenet manglar tilgangen {0}.",
        status=403,
    ),
    "login-organisation": Fault(
        "fatal",
        "forbidden",
        "",
        "HelseID, assertion_details",
        "Tilgangstokenet sier ikke med gyldige organisasjonsnumre hvem det er gitt til: {0}.",
        "Tilgangstokenet seier ikkje med gyldige organisasjonsnummer kven det er gjeve til: {0}.",
        status=403,
    ),
    "login-user": Fault(
        "fatal",
        "forbidden",
        "",
        "README, «Not done»",
        "Tilgangstoken for innloggede personer tas ikke imot ennå: {0}.",
        "Tilgangstoken for innlogga personar blir ikkje tekne imot enno: {0}.",
        status=403,
    ),
}
