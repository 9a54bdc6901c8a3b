"""The private key of a user of an account, as a text in a variable rather than as a file."""

from __future__ import annotations

from reelhouse.errors import WarehouseError

KEY_VARIABLE = "SNOWFLAKE_PRIVATE_KEY"
PASSPHRASE_VARIABLE = "SNOWFLAKE_PRIVATE_KEY_PASSPHRASE"  # noqa: S105 - the name of a variable


def opened(pem: str, passphrase: str) -> bytes:
    """The key that a text holds in the form of PEM, as the driver takes it: bytes of DER.

    Raises WarehouseError, which tells nothing of it, for what is none, or is not opened by the
    passphrase; one that needs none has none.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives import serialization

    try:
        key = serialization.load_pem_private_key(
            pem.encode(), passphrase.encode() if passphrase else None
        )
    except (ValueError, TypeError, UnsupportedAlgorithm):
        # What the library says is left out as well: nobody knows what it may quote.
        raise WarehouseError(
            f"{KEY_VARIABLE} cannot be read: expected a private key as a text that begins with "
            "-----BEGIN PRIVATE KEY----- or -----BEGIN ENCRYPTED PRIVATE KEY-----, and for the "
            f"second one its passphrase in {PASSPHRASE_VARIABLE}"
        ) from None
    return key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
