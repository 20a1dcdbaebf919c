"""The element structs as such: they can be read by machine, built by position, and say nothing twice or in vain."""

from __future__ import annotations

import ast
import re
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import msgspec
import pytest

from mappings import element as el
from mappings import namespaces
from mappings.apprec import ar
from mappings.dialog import dia
from mappings.felles import epj1, epj3, kith
from mappings.msghead import mh
from mappings.namespace_table import NAMESPACES
from mappings.personvern import pvi, sam
from mappings.plo import po, po2

MODULES = sorted(
    {space.module for space in NAMESPACES.values()} | {"mappings.felles.fk1", "mappings.felles.m1"}
)
VERSIONS = {
    module: [space.version.name for space in NAMESPACES.values() if space.module == module]
    for module in MODULES
}
VERSIONED = (el.Since, el.Until, el.RequiredIn, el.SingleIn, el.PlainIn)

T = TypeVar("T")


def structs(module: str) -> list[type[el.Element]]:
    """The structs that a module defines, its private base class apart."""
    members = vars(import_module(module)).values()
    return [
        member
        for member in members
        if isinstance(member, type) and issubclass(member, el.Element) and member.__module__ == module
        if not member.__name__.startswith("_")
    ]


ALL = [struct for module in MODULES for struct in structs(module)]


@cache
def hints(struct: type[el.Element]) -> dict[str, Any]:
    """The rows of a struct in order."""
    known = get_type_hints(struct, include_extras=True)
    return {name: known[name] for name in struct.__struct_fields__}


def marks(hint: object) -> list[Any]:
    """Every mark in an annotation, however deep."""
    inner = [mark for part in get_args(hint) for mark in marks(part)]
    return [*getattr(hint, "__metadata__", ()), *inner]


def mark(hint: object, kind: type[T]) -> T | None:
    """The one mark of this kind, or None."""
    return next((one for one in marks(hint) if isinstance(one, kind)), None)


def flat(hint: object) -> list[Any]:
    """The classes in an annotation."""
    if hasattr(hint, "__metadata__"):
        return flat(get_args(hint)[0])
    if get_origin(hint) is None:
        return [hint]
    return [part for inner in get_args(hint) for part in flat(inner)]


def exists(hint: object, version: str) -> bool:
    """Whether a row is there in a version."""
    since, until = mark(hint, el.Since), mark(hint, el.Until)
    return not (since and version < since.version) and not (until and version > until.version)


def element_names(struct: type[el.Element], version: str) -> list[str]:
    """The names that may stand in the content of a struct in a version."""
    names: list[str] = []
    for name, hint in hints(struct).items():
        if mark(hint, el.Either):
            names += [one.__name__ for one in flat(hint)]
        elif exists(hint, version) and not mark(hint, el.Attribute) and not mark(hint, el.Text):
            names.append(name)
    return names


def test_every_namespace_has_its_module_and_knows_its_roots() -> None:
    assert len(NAMESPACES) == 39
    assert sum(len(namespaces.elements(uri)) for uri in NAMESPACES) == 287


def test_every_annotation_is_a_type_that_the_engine_knows() -> None:
    leaves = (str, el.Node, el.AnyContent, el.Payload)
    for struct in ALL:
        for name, hint in hints(struct).items():
            bases = [part for part in flat(hint) if part is not type(None)]
            assert bases, (struct, name)
            assert all(base in leaves or issubclass(base, el.Element) for base in bases), (struct, name)
            if str in bases and el.AnyContent not in bases:
                assert mark(hint, el.Simple), f"{struct.__name__}.{name} has no simple type"


def test_a_content_model_names_exactly_the_elements_of_its_struct() -> None:
    special = [struct for struct in ALL if struct.CONTENT]
    assert len(special) == 16
    for struct in special:
        for version in VERSIONS[struct.__module__]:
            names = re.findall(r"\w+", struct.CONTENT_OF.get(version, struct.CONTENT))
            assert names == element_names(struct, version), (struct, version)


def test_a_content_model_of_a_version_differs_from_the_newest() -> None:
    special = {struct.__name__: sorted(struct.CONTENT_OF) for struct in ALL if struct.CONTENT_OF}
    assert special == {"RollerRelatertNotat": ["1.0"], "InfoKontrolltime": ["1.5"]}
    assert all(struct.CONTENT not in struct.CONTENT_OF.values() for struct in ALL if struct.CONTENT_OF)


def test_versions_in_marks_are_versions_of_the_module() -> None:
    for struct in ALL:
        for name, hint in hints(struct).items():
            for one in marks(hint):
                named = [*getattr(one, "versions", ()), *filter(None, [getattr(one, "version", None)])]
                assert set(named) <= set(VERSIONS.get(struct.__module__, [])), (struct, name)


def test_no_field_or_struct_is_written_twice() -> None:
    for module in MODULES:
        path = import_module(module).__file__
        assert path
        tree = ast.parse(Path(path).read_text(encoding="utf-8"))
        classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
        fields = [
            [ast.unparse(row.target) for row in node.body if isinstance(row, ast.AnnAssign)]
            for node in classes
        ]
        for names in ([node.name for node in classes], *fields):
            assert len(names) == len(set(names)), module


def test_a_default_is_only_what_absent_means_or_a_fixed_value() -> None:
    for struct in ALL:
        for field in msgspec.structs.fields(struct):
            hint = hints(struct)[field.name]
            simple = mark(hint, el.Simple)
            if field.default_factory is list:
                assert list in [get_origin(part) for part in (hint, *get_args(hint))], (struct, field.name)
            elif not field.required:
                assert field.default == (simple.fixed if simple else None), (struct, field.name)


def test_a_field_that_may_be_absent_is_not_asked_for() -> None:
    assert mh.Patient() == mh.Patient(FamilyName=None, Ident=[])
    assert kith.CS() != kith.CS(V="")


def test_a_struct_is_built_by_position_in_the_order_of_the_xsd() -> None:
    ident = mh.Ident("1234", kith.CV("HER", "2.16.578.1.12.4.1.1.9051"))
    assert ident == mh.Ident(Id="1234", TypeId=kith.CV(V="HER", S="2.16.578.1.12.4.1.1.9051"))
    assert mh.TeleCom(None, kith.URL("tel:90000000")).TeleAddress.V == "tel:90000000"


def test_what_must_be_there_and_has_nothing_optional_before_it_is_asked_for() -> None:
    with pytest.raises(TypeError, match="Missing required argument 'TypeId'"):
        mh.Ident("1234")  # type: ignore[call-arg]  # the point of the test


def test_what_must_be_there_after_something_optional_is_absent_until_set() -> None:
    assert mh.TeleCom().TeleAddress is None
    assert mh.HealthcareProfessional().Ident == []


def test_fixed_attributes_need_not_be_given() -> None:
    cave = epj1.Cave(epj1.SakshodeCave(komponentID="a"), komponentID="b")
    assert (cave.basiskomponenttype, cave.SakshodeCave.basiskomponenttype) == ("EPJ sak", "EPJ dokument")
    assert cave.komponenttype == "2.16.578.1.12.4.1.6.14.50001.0"


def test_lists_of_two_structs_are_not_the_same_list() -> None:
    one, other = mh.Patient(), mh.Patient()
    one.Ident.append(mh.Ident("1", kith.CV()))
    assert other.Ident == []


def test_a_repeating_choice_is_one_list() -> None:
    dose = epj3.AdmAvHelsepersonell(AdmStart=kith.TS("2026-11-01"))
    own = epj3.Egenadministrering(AdmStart=kith.TS("2026-11-02"))
    given = epj3.LegemidlerAdministrertVedOverforing([dose, own, dose], komponentID="1")
    assert [type(item).__name__ for item in given.items] == [
        "AdmAvHelsepersonell",
        "Egenadministrering",
        "AdmAvHelsepersonell",
    ]


def test_code_lists_stand_at_coded_elements() -> None:
    listed = [(hint, mark(hint, el.Kodeverk)) for struct in ALL for hint in hints(struct).values()]
    bound = [(hint, lists.numbers) for hint, lists in listed if lists]
    assert len(bound) > 100
    for hint, numbers in bound:
        assert numbers
        assert len(numbers) == len(set(numbers))
        assert set(flat(hint)) <= {kith.CS, kith.CV, kith.PQ, type(None)}


def test_the_name_of_a_root_is_a_function_of_its_struct() -> None:
    for uri, space in NAMESPACES.items():
        for name, struct in namespaces.elements(uri).items():
            assert namespaces.known(f"{{{uri}}}{name}") == (struct, space.version)
            if struct.__module__ == space.module:
                assert namespaces.tag(struct, space.version.name) == f"{{{uri}}}{name}"


def test_a_root_of_a_shared_type_has_a_struct_of_its_own() -> None:
    assert issubclass(sam.SamtykkeDefinisjon, pvi.PersonvernInnstillingDefinisjon)
    assert (
        namespaces.tag(sam.SamtykkeDefinisjon, "1.0")
        == "{http://ehelse.no/xmlstds/samtykke/v1.0}SamtykkeDefinisjon"
    )


@pytest.mark.parametrize(
    "tag",
    [
        "MsgHead",
        "{}MsgHead",
        "{urn:nobody}MsgHead",
        "{http://www.kith.no/xmlstds/msghead/2006-05-24}Ident",
        "{http://www.kith.no/xmlstds/apprec/2012-02-15}Role",
        "{http://www.kith.no/xmlstds/po/poKomponent/2009-06-30}InformasjonOmTentativTime",
    ],
)
def test_what_is_no_global_element_of_its_namespace_is_not_known(tag: str) -> None:
    assert namespaces.known(tag) is None


def test_a_struct_without_a_root_of_its_own_has_no_name() -> None:
    for struct, version in ((mh.Ident, "1.2"), (po.InformasjonOmTentativTime, "1.5"), (mh.MsgHead, "9.9")):
        with pytest.raises(KeyError, match=struct.__name__):
            namespaces.tag(struct, version)


def prefixes(struct: type[el.Element]) -> set[str]:
    """The prefixes of the elements and qualified attributes of a struct."""
    found: set[str] = set()
    for hint in hints(struct).values():
        attribute, inside = mark(hint, el.Attribute), mark(hint, el.In)
        if attribute:
            found |= {attribute.prefix} - {""}
        elif not mark(hint, el.Text):
            found.add(inside.prefix if inside else struct.NS)
    return found


def test_a_version_names_the_namespace_behind_exactly_the_prefixes_of_its_structs() -> None:
    for uri, space in NAMESPACES.items():
        waiting = list(dict.fromkeys(namespaces.elements(uri).values()))
        for struct in waiting:
            inner = [
                part for hint in hints(struct).values() for part in flat(hint) if issubclass(part, el.Element)
            ]
            waiting += [part for part in dict.fromkeys(inner) if part not in waiting]
        own = {prefix for prefix, behind in space.version.uris.items() if behind == uri}
        assert own | set().union(*map(prefixes, waiting)) == set(space.version.uris), uri


def test_the_plan_flags_of_henvisning_are_those_of_plo_2() -> None:
    uri = NAMESPACES["http://ehelse.no/xmlstds/po/poKomponent/2017-11-30"].version.uris["po"]
    assert namespaces.known(f"{{{uri}}}OpplysningerOmIndividuellPlan") is not None
    assert po2.OpplysningerOmIndividuellPlan.__struct_fields__ == (
        "IndividuellPlanForeligger",
        "KoordinatorOppnevnt",
        "Merknad",
    )


def test_rows_that_only_some_versions_have_are_marked() -> None:
    marked = {
        f"{struct.__module__.split('.')[-1]}.{struct.__name__}.{name}": {
            type(one).__name__ for one in marks(hint) if isinstance(one, VERSIONED)
        }
        for struct in ALL
        for name, hint in hints(struct).items()
    }
    assert {name: found for name, found in marked.items() if found} == {
        "dia.Foresporsel.EmneSporsmal": {"Since"},
        "dia.Foresporsel.Sporsmal": {"PlainIn"},
        "dia.Foresporsel.TypeJournalinfo": {"SingleIn"},
        "dia.Foresporsel.KodetOpplysning": {"Since"},
        "dia.RollerRelatertNotat.TilknyttetEnhet": {"Since"},
        "po.ParorendeForesatt.FodselsarMindrearigParorende": {"Since"},
        "po.InfoKontrolltime.InformasjonOmTentativTime": {"Since"},
        "po.InformasjonGitt.MuntligInformasjon": {"RequiredIn"},
        "po.OpplysningerRelevantOppfolging.MerknadTilBandasjemateriell": {"Since"},
        "po.OpplysningerRelevantOppfolging.MerknadTilLegemiddeladministrering": {"Since"},
        "po.MedisinskDiagnose.Hoveddiagnose": {"RequiredIn"},
        "helseopplysninger_ved_soknad.HelseopplysningerVedSoknad.TypeInnholdIMelding": {
            "Since",
            "RequiredIn",
        },
        "helseopplysninger_ved_soknad.HelseopplysningerVedSoknad.OpplysningOpphold": {"Since", "RequiredIn"},
        "helseopplysninger_ved_soknad.HelseopplysningerVedSoknad.OpplysningerTilSoknad": {"RequiredIn"},
    }


def test_the_receipt_knows_the_version_that_an_empty_element_stands_for() -> None:
    defaults = [one for one in marks(hints(ar.AppRec)["MIGversion"]) if isinstance(one, el.Default)]
    assert {one.version: one.value for one in defaults} == {"1.0": "1.0 2004-11-21", "1.1": "v1.1 2012-02-15"}
    assert dia.Notat(kith.CV()).TekstNotatInnhold is None
