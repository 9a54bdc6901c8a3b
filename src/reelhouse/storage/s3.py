"""The connection to S3 or a compatible store: made from the settings, used for everything there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from reelhouse.errors import MissingExtraError, UsageError
from reelhouse.storage.address import Address
from reelhouse.storage.stream import ObjectStream

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reelhouse.errors import ReelhouseError
    from reelhouse.settings import S3Settings

_CONNECT_SECONDS = 10
_READ_SECONDS = 30


@dataclass(frozen=True)
class S3Object:
    """An object as it was found: `size` in bytes, `etag` names this content of it."""

    address: Address
    size: int
    etag: str


class S3:
    """Requests to one store; what goes wrong is raised as `failure` or as UnreachableError.

    Credentials are those that AWS's own tools find: variables, files, profiles, roles. Without
    any, or where the settings say so, requests are not signed. Nothing is connected before the
    first request. Raises MissingExtraError without s3fs, UsageError for an endpoint that is no
    URL.
    """

    def __init__(self, settings: S3Settings, failure: type[ReelhouseError]) -> None:
        try:
            import s3fs  # noqa: F401 - told now, used at the first request
        except ImportError as error:
            raise MissingExtraError(
                "S3 needs the package s3fs: pip install 'reelhouse[s3]'"
            ) from error
        if settings.endpoint and not settings.endpoint.startswith(("http://", "https://")):
            raise UsageError(
                f"--s3-endpoint {settings.endpoint}: is no URL; write one such as "
                "https://storage.example.com"
            )
        self._settings = settings
        self._failure = failure
        self._signed = not settings.anonymous

    @cached_property
    def filesystem(self) -> Any:
        """The `s3fs.S3FileSystem` that all requests go through; DuckDB can read by it too."""
        import s3fs
        from aiobotocore.session import AioSession
        from fsspec.asyn import get_loop, sync

        session = AioSession()
        if self._signed:
            self._signed = sync(get_loop(), session.get_credentials) is not None
        made = s3fs.S3FileSystem(
            anon=not self._signed,
            endpoint_url=self._settings.endpoint,
            session=session,
            config_kwargs={
                "connect_timeout": _CONNECT_SECONDS,
                "read_timeout": _READ_SECONDS,
                # Compatible stores do not know the checksums that AWS computes unasked.
                "request_checksum_calculation": "when_required",
                "response_checksum_validation": "when_required",
            },
            skip_instance_cache=True,
            use_listings_cache=False,
        )
        made.retries = 1  # botocore tries again already, as AWS_MAX_ATTEMPTS says
        return made

    def call(self, method: str, address: Address, **parameters: object) -> Any:
        """The answer to a request about an address."""
        try:
            return self.filesystem.call_s3(method, Bucket=address.bucket, **parameters)
        except Exception as error:
            raise self.told(error, address) from error

    def find(self, address: Address) -> S3Object:
        """The object at an address, as it is now."""
        from reelhouse.storage.failures import EMPTY_OR_BEYOND, code

        # A request for its first byte says what is wrong, which one for its head does not.
        try:
            answer = self.filesystem.call_s3(
                "get_object", Bucket=address.bucket, Key=address.key, Range="bytes=0-0"
            )
        except Exception as error:
            if code(error) == EMPTY_OR_BEYOND:
                return S3Object(address, 0, "")
            raise self.told(error, address) from error
        self.hang_up(answer["Body"])
        size = int(self._range(answer, 0, address).rpartition("/")[2])
        return S3Object(address, size, answer["ETag"])

    def listed(self, folder: Address) -> Iterator[S3Object]:
        """Every object below a folder, by key; the marks that stand for empty folders are none."""
        for page in self._pages(folder.folder()):
            for each in page.get("Contents", ()):
                if not each["Key"].endswith("/"):
                    address = Address(folder.bucket, each["Key"])
                    yield S3Object(address, each["Size"], each["ETag"])

    def inside(self, folder: Address) -> list[Address]:
        """What lies in a folder itself, by key: objects, and folders with a slash at their end."""
        folder = folder.folder()
        keys = [
            key
            for page in self._pages(folder, Delimiter="/")
            for key in (
                *(each["Key"] for each in page.get("Contents", ())),
                *(each["Prefix"] for each in page.get("CommonPrefixes", ())),
            )
        ]
        return [Address(folder.bucket, key) for key in sorted(keys) if key != folder.key]

    def _pages(self, folder: Address, **parameters: object) -> Iterator[Any]:
        """A listing, page by page."""
        while True:
            page = self.call("list_objects_v2", folder, Prefix=folder.key, **parameters)
            yield page
            if not page.get("IsTruncated"):
                return
            parameters["ContinuationToken"] = page["NextContinuationToken"]

    def open(self, found: S3Object) -> ObjectStream:
        """A found object as a file; it is refused once it has another content."""
        return ObjectStream(self, found)

    def begin(self, found: S3Object, start: int, size: int) -> tuple[Any, bytes]:
        """A stream of an object's bytes from `start` on, and the first of them, up to `size`.

        The object is refused if its content is not the one that was found.
        """
        from fsspec.asyn import sync

        filesystem, address = self.filesystem, found.address
        try:
            answer, data = sync(
                filesystem.loop,
                _begun,
                filesystem,
                size,
                Bucket=address.bucket,
                Key=address.key,
                Range=f"bytes={start}-",
                IfMatch=found.etag,
            )
        except Exception as error:
            raise self.told(error, address) from error
        self._range(answer, start, address)
        return answer["Body"], data

    def go_on(self, body: Any, address: Address, size: int) -> bytes:
        """The next bytes of a stream, up to `size`; fewer at its end and where it was cut."""
        from fsspec.asyn import sync

        try:
            data: bytes = sync(self.filesystem.loop, _filled, body, size)
        except Exception as error:
            raise self.told(error, address) from error
        return data

    def hang_up(self, body: Any) -> None:
        """End a stream, whatever of it was not read."""
        self.filesystem.loop.call_soon_threadsafe(body.close)

    def _range(self, answer: Any, start: int, address: Address) -> str:
        """Which bytes an answer brings, as `bytes 0-9/100`; they must be those from `start` on."""
        found = str(answer.get("ContentRange", ""))
        if not found.startswith(f"bytes {start}-"):
            self.hang_up(answer["Body"])
            raise self._failure(
                f"{address}: asked for its bytes from {start:,} on, the store sent "
                f"{found or 'all of them'}; use a store that honours ranges"
            )
        return found

    def told(self, error: Exception, address: Address) -> ReelhouseError:
        """What to raise for what a request ended with."""
        from reelhouse.storage import failures

        return failures.told(error, address, signed=self._signed, failure=self._failure)


async def _begun(filesystem: Any, size: int, **parameters: object) -> tuple[Any, bytes]:
    # In one go: of a connection that is cut at once, what came would be lost before it is read.
    answer = await filesystem._call_s3("get_object", **parameters)  # noqa: SLF001 - fsspec's async name
    return answer, await _filled(answer["Body"], size)


async def _filled(body: Any, size: int) -> bytes:
    chunks: list[bytes] = []
    try:
        while size and (chunk := await body.read(size)):
            chunks.append(chunk)
            size -= len(chunk)
    except Exception:
        # What came before the connection was cut is good; the next read meets the cut again.
        if not chunks:
            raise
    return b"".join(chunks)
