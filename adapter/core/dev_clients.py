"""The development clients: the organisations of the test universe that have a system of their own (decisions.md)."""

from __future__ import annotations

from typing import Final, NamedTuple

ISSUER_PATH: Final = "/dev/sts"
"""Where the development token service is under the public base; both together are its issuer."""

AUDIENCE: Final = "ip-adapter"
"""The audience in development, where no setting names another."""

SERVICE_KEY: Final = "dev-sts.jwk.json"
"""The file with the service's private key in the installation's folder."""

KID_PREFIX: Final = "dev-"
"""What the id of every key of the service begins with."""


class DevClient(NamedTuple):
    """A client as registered: its organisation (orgnr_parent), its unit (orgnr_child), empty where it has none.

    For a `strict` client the service takes no older form of an assertion, and none that it has seen, even where it was
    refused for the want of a nonce.
    """

    id: str
    organisation: str
    unit: str = ""
    strict: bool = False

    @property
    def key_file(self) -> str:
        """The file with its private key in the installation's folder."""
        return f"dev-clients/{self.id}.jwk.json"


CLIENTS: Final[dict[str, DevClient]] = {
    client.id: client
    for client in (
        DevClient("o1", "310010103"),
        DevClient("o2", "310010103", "310020206"),
        DevClient("o3", "310010103", "310030309"),
        DevClient("o8", "310080802", "310080802"),
        DevClient("o9", "310090905"),
        DevClient("o10", "310090905", "311010107"),
        DevClient("o11", "312020203"),
        DevClient("o11-ke", "312020203", "312120208"),
        DevClient("o11-med", "312020203", "312120216"),
        DevClient("o11-bup", "312020203", "312120224"),
        DevClient("o12", "313030318", "313030318"),
    )
}
