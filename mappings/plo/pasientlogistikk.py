"""Pasientlogistikk 1.5 and 1.6 (HIS 80704).

Derived from the official XSDs by `python -m conformance.derive.messages`: change that, then run it.
"""

from __future__ import annotations

from typing import Annotated

from mappings.element import Element, In, Some
from mappings.plo import pasientlogistikk as log
from mappings.plo import po


class _Log(Element):
    NS = "log"


class Pasientlogistikk(_Log):
    CONTENT = "(InformasjonOmForsendelsen, TilleggsopplysningPasient?, ParorendeForesatt*, TilknyttetEnhet*, KontaktpersonHelsepersonell*, AnsvarForRapport*, SendtDokument*, (OrienteringOmDod | MeldingOmUtskrevetPasient | MeldingUtskrivningsklarPasient | AvmeldingUtskrivningsklarPasient | MeldingInnlagtPasient))"
    InformasjonOmForsendelsen: Annotated[po.InformasjonOmForsendelsen, In("po")]
    TilleggsopplysningPasient: Annotated[po.TilleggsopplysningPasient | None, In("po")] = None
    ParorendeForesatt: Annotated[list[po.ParorendeForesatt], In("po")] = []
    TilknyttetEnhet: Annotated[list[po.TilknyttetEnhet], In("po")] = []
    KontaktpersonHelsepersonell: Annotated[list[po.KontaktpersonHelsepersonell], In("po")] = []
    AnsvarForRapport: Annotated[list[po.AnsvarForRapport], In("po")] = []
    SendtDokument: Annotated[list[po.SendtDokument], In("po")] = []
    OrienteringOmDod: log.OrienteringOmDod | None = None
    MeldingOmUtskrevetPasient: log.MeldingOmUtskrevetPasient | None = None
    MeldingUtskrivningsklarPasient: log.MeldingUtskrivningsklarPasient | None = None
    AvmeldingUtskrivningsklarPasient: log.AvmeldingUtskrivningsklarPasient | None = None
    MeldingInnlagtPasient: log.MeldingInnlagtPasient | None = None


class MeldingInnlagtPasient(_Log):
    TidsfestetHendelse: Annotated[po.TidsfestetHendelse, In("po")]


class OrienteringOmDod(_Log):
    TidsfestetHendelse: Annotated[po.TidsfestetHendelse, In("po")]


class AvmeldingUtskrivningsklarPasient(_Log):
    TidsfestetHendelse: Annotated[Some[po.TidsfestetHendelse], In("po")]


class MeldingOmUtskrevetPasient(_Log):
    UtskrevetTil: Annotated[po.UtskrevetTil, In("po")]
    TidsfestetHendelse: Annotated[po.TidsfestetHendelse, In("po")]
    InfoInformasjonGitt: Annotated[po.InfoInformasjonGitt | None, In("po")] = None


class MeldingUtskrivningsklarPasient(_Log):
    TidsfestetHendelse: Annotated[Some[po.TidsfestetHendelse], In("po")]


ELEMENTS: dict[str, type[Element]] = {
    "Pasientlogistikk": Pasientlogistikk,
    "MeldingInnlagtPasient": MeldingInnlagtPasient,
    "OrienteringOmDod": OrienteringOmDod,
    "AvmeldingUtskrivningsklarPasient": AvmeldingUtskrivningsklarPasient,
    "MeldingOmUtskrevetPasient": MeldingOmUtskrevetPasient,
    "MeldingUtskrivningsklarPasient": MeldingUtskrivningsklarPasient,
}
