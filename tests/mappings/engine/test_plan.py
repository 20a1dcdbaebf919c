"""Plans: every struct in every version that uses it compiles, and says what its annotations say."""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec
import pytest

from mappings import element as el
from mappings import namespaces
from mappings.apprec import ar
from mappings.dialog import dia
from mappings.engine.plan import Plan, kodeverk, plan
from mappings.felles import base64container, epj3, fk1, kith
from mappings.henvisning import henvisning
from mappings.message import LAYER
from mappings.msghead import mh
from mappings.namespace_table import NAMESPACES
from mappings.plo import helseopplysninger_ved_soknad as hso
from mappings.plo import pasientlogistikk, po

PO = "http://www.kith.no/xmlstds/po/poKomponent/"


def version(uri: str) -> el.Version:
    return NAMESPACES[uri].version


V15, V16 = version(PO + "2009-06-30"), version(PO + "2012-04-01")
HEAD = version("http://www.kith.no/xmlstds/msghead/2006-05-24")
DIALOG10 = version("http://www.kith.no/xmlstds/dialog/2006-10-11")
DIALOG11 = version("http://www.kith.no/xmlstds/dialog/2013-01-23")


def reachable() -> list[tuple[type[el.Element], el.Version]]:
    """Every struct below every global element, with the version that it is used in."""
    found: dict[tuple[type[el.Element], int], el.Version] = {}
    waiting = [
        (struct, space.version)
        for uri, space in (NAMESPACES | namespaces.READ_IN_PART).items()
        for struct in namespaces.elements(uri).values()
    ]
    for struct, used in waiting:
        if (struct, id(used)) not in found:
            found[struct, id(used)] = used
            inner = [row.struct for row in plan(struct, used).rows.values() if row.struct]
            waiting += [(one, used) for one in inner]
    return [(struct, used) for (struct, _), used in found.items()]


REACHABLE = reachable()


def test_every_struct_compiles_in_every_version_that_uses_it() -> None:
    assert len(REACHABLE) > 700
    assert len({struct for struct, _ in REACHABLE}) > 200


def test_every_field_of_a_plan_has_exactly_one_place() -> None:
    for struct, used in REACHABLE:
        made = plan(struct, used)
        rows = {made.fields[row.field] for row in (*made.rows.values(), made.wild) if row}
        texts = {row.name for row in (*made.attributes, made.text) if row}
        rest = {made.fields[made.rest]} if made.rest is not None else set()
        places = [rows, texts, rest, set(made.absent)]
        assert set().union(*places) == set(made.fields), struct
        assert sum(map(len, places)) == len(made.fields), struct


def test_the_content_model_has_the_names_of_the_rows() -> None:
    for struct, used in REACHABLE:
        made = plan(struct, used)
        assert {name for step in made.content.steps for name in step} == set(made.rows), struct
        assert made.by_tag == {row.tag: row for row in made.rows.values()}


def test_a_plain_sequence_of_the_rows_in_order_is_taken() -> None:
    for struct, used in REACHABLE:
        made = plan(struct, used)
        if made.in_order:
            assert made.content.accepts_names(list(made.rows)), struct
            assert made.content.accepts_names([row.name for row in made.rows.values() if row.required]), (
                struct
            )


def test_the_layer_compiles_a_plan_once() -> None:
    assert LAYER.plan(mh.MsgHead, HEAD) is LAYER.plan(mh.MsgHead, HEAD)
    assert LAYER.plan(po.MedisinskDiagnose, V15) != LAYER.plan(po.MedisinskDiagnose, V16)


def required(made: Plan) -> list[str]:
    return [row.name for row in made.rows.values() if row.required]


def test_what_must_be_there_differs_by_version() -> None:
    assert required(plan(po.MedisinskDiagnose, V15)) == ["Hoveddiagnose"]
    assert required(plan(po.MedisinskDiagnose, V16)) == []
    assert plan(po.ParorendeForesatt, V15).absent == ("FodselsarMindrearigParorende",)
    assert plan(po.ParorendeForesatt, V16).absent == ()
    uri = "http://www.kith.no/xmlstds/po/HelseopplysningerVedSoknad/"
    new = plan(hso.HelseopplysningerVedSoknad, version(uri + "2012-04-01"))
    old = plan(hso.HelseopplysningerVedSoknad, version(uri + "2009-06-30"))
    assert {"TypeInnholdIMelding", "OpplysningOpphold"} <= set(required(new))
    assert "OpplysningerTilSoknad" in required(old)
    assert set(old.absent) == {"TypeInnholdIMelding", "OpplysningOpphold"}
    assert new.fields.index("OpplysningOpphold") in old.lists


def test_a_list_of_one_and_a_text_that_became_markup() -> None:
    old, new = plan(dia.Foresporsel, DIALOG10), plan(dia.Foresporsel, DIALOG11)
    assert (old.rows["TypeJournalinfo"].single, new.rows["TypeJournalinfo"].single) == (True, False)
    assert not old.content.accepts_names(["TypeForesp", "TypeJournalinfo", "TypeJournalinfo"])
    assert new.content.accepts_names(["TypeForesp", "TypeJournalinfo", "TypeJournalinfo"])
    assert (old.rows["Sporsmal"].kind, new.rows["Sporsmal"].kind) == ("leaf", "any")


def test_names_are_those_of_the_version() -> None:
    logistics = version("http://www.kith.no/xmlstds/po/Pasientlogistikk/2012-04-01")
    made = plan(pasientlogistikk.Pasientlogistikk, logistics)
    assert made.rows["InformasjonOmForsendelsen"].tag == f"{{{PO}2012-04-01}}InformasjonOmForsendelsen"
    assert made.rows["OrienteringOmDod"].tag.startswith("{http://www.kith.no/xmlstds/po/Pasientlogistikk/")
    legemidler = plan(epj3.Legemidler, version("http://www.kith.no/xmlstds/epj/epj3/2008-02-20"))
    tags = {row.name: row.tag for row in legemidler.attributes}
    assert tags["komponenttype"] == "{http://www.kith.no/xmlstds/epj/meta/2008-02-20}komponenttype"
    assert tags["komponentID"] == "komponentID"


def test_each_kind_of_row() -> None:
    kinds = {(row.kind, row.many) for struct, used in REACHABLE for row in plan(struct, used).rows.values()}
    assert kinds == {
        ("leaf", False),
        ("leaf", True),
        ("struct", False),
        ("struct", True),
        ("any", False),
        ("node", False),
    }
    assert plan(mh.Content, HEAD).wild is not None
    assert plan(mh.MsgHead, HEAD).rows["Signature"].kind == "node"
    carrier = plan(base64container.Base64Container, version("http://www.kith.no/xmlstds/base64container"))
    assert carrier.text is not None
    assert carrier.text.name == "text"
    referral = plan(henvisning.Henvisning, namespaces.READ_IN_PART[_HENVISNING].version)
    assert referral.rest == 1


_HENVISNING = "http://ehelse.no/xmlstds/henvisning/2017-11-30"


def test_a_list_of_two_structs_gives_a_row_for_each() -> None:
    made = plan(
        epj3.LegemidlerAdministrertVedOverforing, version("http://www.kith.no/xmlstds/epj/epj3/2008-02-20")
    )
    assert {name: (row.field, row.struct) for name, row in made.rows.items()} == {
        "AdmAvHelsepersonell": (0, epj3.AdmAvHelsepersonell),
        "Egenadministrering": (0, epj3.Egenadministrering),
    }


def test_a_fixed_value_may_be_left_out_of_an_element_but_not_of_an_attribute() -> None:
    element = plan(mh.MsgInfo, HEAD).rows["MIGversion"].check
    assert element is not None
    assert [bool(element(text)) for text in ("v1.2 2006-05-24", "", " ")] == [True, True, False]
    attribute = (
        plan(epj3.Legemiddelinfo, version("http://www.kith.no/xmlstds/epj/epj3/2008-02-20"))
        .attributes[0]
        .check
    )
    assert attribute is not None
    assert [bool(attribute(text)) for text in ("EPJ dokument", "")] == [True, False]


def test_code_lists_by_field() -> None:
    assert kodeverk(mh.MsgInfo) == {
        "Type": (8279,),
        "ProcessingStatus": (8113,),
        "RequestedPriority": (8115,),
        "Ack": (7304,),
    }
    assert kodeverk(ar.Sender) == {}


class Wrong(msgspec.Struct):
    """As an Element, but not among them: other tests ask for all that there are."""

    NS: ClassVar[str] = "mh"
    CONTENT: ClassVar[str] = ""
    CONTENT_OF: ClassVar[dict[str, str]] = {}


class Prefix(Wrong):
    NS: ClassVar[str] = "nowhere"
    A: el.String | None = None


class Untyped(Wrong):
    A: Annotated[str, el.Attribute()] = ""


class Ambiguous(Wrong):
    CONTENT: ClassVar[str] = "(A?, A)"
    A: el.String | None = None


@pytest.mark.parametrize(
    ("struct", "error"), [(Prefix, KeyError), (Untyped, KeyError), (Ambiguous, ValueError)]
)
def test_a_fault_of_the_tables_is_found_when_they_are_compiled(
    struct: type[el.Element], error: type[Exception]
) -> None:
    with pytest.raises(error):
        plan(struct, HEAD)


def test_shared_components_are_compiled_for_each_namespace() -> None:
    prefixes = {
        plan(fk1.Person, used).rows["FamilyName"].tag for struct, used in REACHABLE if struct is fk1.Person
    }
    assert prefixes == {"{http://www.kith.no/xmlstds/felleskomponent1}FamilyName"}
    assert all(not plan(kith.CS, used).rows for struct, used in REACHABLE if struct is kith.CS)
