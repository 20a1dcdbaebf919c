"""The keys of development: made at the first start, for their owner alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from adapter.core.dev_clients import CLIENTS, KID_PREFIX, SERVICE_KEY
from adapter.edges.keys.development import client_key, dev_keys
from adapter.errors import StartError

if TYPE_CHECKING:
    from pathlib import Path


def test_keys_are_made_once_and_every_client_finds_its_own(tmp_path: Path) -> None:
    made = dev_keys(tmp_path / "var")
    again = dev_keys(tmp_path / "var")
    assert again.service.thumbprint == made.service.thumbprint
    assert made.service.alg == "RS256"
    assert [client.id for client, _ in made.clients] == list(CLIENTS)
    for client, signer in made.clients:
        assert client_key(tmp_path / "var", client).thumbprint == signer.thumbprint
        assert signer.alg == "ES256"
    signers = [made.service, *(signer for _, signer in made.clients)]
    assert len({signer.kid for signer in signers}) == len(signers)
    assert all(signer.kid.startswith(KID_PREFIX) for signer in signers)
    files = [file for file in (tmp_path / "var").rglob("*") if file.is_file()]
    assert len(files) == len(signers)
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}


def test_a_client_without_a_key_is_told_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StartError, match="no client o1: `serve --dev` makes it"):
        client_key(tmp_path, CLIENTS["o1"])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"kty": "oct", "alg": "HS256"}', "\N{SNOWMAN}"])
def test_what_is_no_key_is_told_and_left_alone(tmp_path: Path, content: str) -> None:
    (tmp_path / SERVICE_KEY).write_text(content, "utf-8")
    with pytest.raises(StartError, match="is no private key"):
        dev_keys(tmp_path)
    assert (tmp_path / SERVICE_KEY).read_text("utf-8") == content
