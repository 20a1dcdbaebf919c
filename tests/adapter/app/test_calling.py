"""Where development clients ask: an adapter on this machine, and no other."""

from __future__ import annotations

import asyncio
from argparse import Namespace
from pathlib import Path

import pytest

from adapter.app.calling import BASE, base_of, caller
from adapter.errors import StartError
from adapter.settings import of_installation


def options(base: str | None = None) -> Namespace:
    return Namespace(base=base, var=Path("var"), database_url_file=None)


@pytest.mark.parametrize(
    ("option", "setting", "wanted"),
    [
        (None, "", BASE),
        (None, "http://localhost:8090", "http://localhost:8090"),
        ("http://127.0.0.1:9000", "https://adapter.example", "http://127.0.0.1:9000"),
    ],
)
def test_the_option_counts_then_the_setting(option: str | None, setting: str, wanted: str) -> None:
    given = options(option)
    assert base_of(of_installation(given, {"IP_PUBLIC_BASE": setting}), given) == wanted


@pytest.mark.parametrize(
    "setting", ["https://adapter.example", "http://10.0.0.1:8080", "http://127.0.0.1/fhir"]
)
def test_an_adapter_elsewhere_is_not_asked(setting: str) -> None:
    with pytest.raises(StartError, match="on this machine only"):
        base_of(of_installation(options(), {"IP_PUBLIC_BASE": setting}), options())


def test_a_client_whose_key_was_never_made_is_told(tmp_path: Path) -> None:
    async def work() -> None:
        given = Namespace(base=None, var=tmp_path, database_url_file=None)
        async with caller(of_installation(given, {}), "o1", BASE):
            raise AssertionError

    with pytest.raises(StartError, match="has no client o1"):
        asyncio.run(work())
