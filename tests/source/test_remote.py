"""A delivery that lies on S3."""

from __future__ import annotations

import gzip
import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.s3server import PRIVATE

import reelhouse
from reelhouse.errors import DeliveryError, UnreachableError, UsageError
from reelhouse.settings import S3Settings
from reelhouse.source import Delivery, open_delivery

if TYPE_CHECKING:
    from tests.proxy import Proxy
    from tests.s3server import Server

Put = Callable[["Server", str, Mapping[str, bytes]], str]

GOLDEN = Path(__file__).parent.parent / "golden" / "delivery"
BIG_BYTES = 200 << 20
ALLOWED_BYTES = 48 << 20

pytestmark = pytest.mark.usefixtures("owner")


@pytest.fixture
def key(request: pytest.FixtureRequest) -> str:
    return f"remote/{request.node.name}"


def put(server: Server, key: str, content: Mapping[str, bytes]) -> str:
    for name, data in content.items():
        server.put(PRIVATE, f"{key}/{name}", data)
    return f"s3://{PRIVATE}/{key}"


def put_zip(server: Server, key: str, content: Mapping[str, bytes]) -> str:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    server.put(PRIVATE, f"{key}.zip", packed.getvalue())
    return f"s3://{PRIVATE}/{key}.zip"


def opened(server: Server, address: str) -> Delivery:
    return open_delivery(address, S3Settings(server.endpoint))


def contents(delivery: Delivery) -> dict[str, bytes]:
    found = {}
    for file in delivery.files:
        with file.open() as stream:
            found[file.name] = stream.read()
    return found


# ------------------------------------------------------------------------ a prefix


def test_a_prefix_is_a_folder(s3_server: Server, key: str) -> None:
    address = put(
        s3_server,
        key,
        {
            "movies_metadata.csv": b"12345",
            "a/b/Ratings.CSV.gz": gzip.compress(b"abc"),
            ".trash/links.csv": b"",
            "__MACOSX/links.csv": b"",
            "readme.txt": b"",
            "credits.csv/": b"",
        },
    )
    delivery = opened(s3_server, address)
    assert [(file.name, file.location, file.size) for file in delivery.files] == [
        ("movies_metadata", f"{address}/movies_metadata.csv", 5),
        ("ratings", f"{address}/a/b/Ratings.CSV.gz", None),
    ]
    assert contents(delivery) == {"movies_metadata": b"12345", "ratings": b"abc"}
    assert contents(delivery) == contents(opened(s3_server, f"{address}/"))


def test_a_prefix_does_not_reach_into_those_that_begin_like_it(s3_server: Server, key: str) -> None:
    put(s3_server, f"{key}-2", {"movies_metadata.csv": b"", "links.csv": b""})
    address = put(s3_server, key, {"movies_metadata.csv": b""})
    assert [file.name for file in opened(s3_server, address).files] == ["movies_metadata"]


def test_two_keys_of_one_name_are_refused_and_both_named(s3_server: Server, key: str) -> None:
    address = put(s3_server, key, {"a/movies_metadata.csv": b"", "b/movies_metadata.csv.gz": b""})
    with pytest.raises(DeliveryError, match="holds movies_metadata twice") as failure:
        opened(s3_server, address)
    assert f"{address}/a/movies_metadata.csv and as {address}/b/" in str(failure.value)


def test_a_prefix_with_nothing_below_it_is_told(s3_server: Server, key: str) -> None:
    with pytest.raises(DeliveryError, match=rf"^s3://private/{key}/: there is nothing; give the"):
        opened(s3_server, f"s3://{PRIVATE}/{key}")


# --------------------------------------------------------------------------- a zip


def test_a_zip_is_read_where_it_lies(s3_server: Server, key: str) -> None:
    content = {"a/movies_metadata.csv": b"12345" * 1000, "a/links.csv": b"abc"}
    address = put_zip(s3_server, key, content)
    delivery = opened(s3_server, address)
    assert [(file.name, file.location, file.size) for file in delivery.files] == [
        ("movies_metadata", f"{address}!a/movies_metadata.csv", 5000),
        ("links", f"{address}!a/links.csv", 3),
    ]
    assert list(contents(delivery).values()) == list(content.values())


def test_what_is_no_zip_is_refused(s3_server: Server, key: str) -> None:
    s3_server.put(PRIVATE, f"{key}.zip", b"hello")
    with pytest.raises(DeliveryError, match=rf"s3://private/{key}.zip: is neither a folder nor a"):
        opened(s3_server, f"s3://{PRIVATE}/{key}.zip")


def test_an_empty_zip_is_refused(s3_server: Server, key: str) -> None:
    s3_server.put(PRIVATE, f"{key}.zip", b"")
    with pytest.raises(DeliveryError, match="nor a whole zip"):
        opened(s3_server, f"s3://{PRIVATE}/{key}.zip")


# ---------------------------------------------------------------------------- both


@pytest.mark.parametrize("address", ["s3://", "s3:///a.zip"])
def test_without_a_bucket_it_is_no_address(s3_server: Server, address: str) -> None:
    with pytest.raises(UsageError, match="is no address on S3; write s3://bucket/key"):
        opened(s3_server, address)


@pytest.mark.parametrize("store", [put, put_zip])
def test_what_changes_after_it_was_found_is_refused(
    s3_server: Server, key: str, store: Put
) -> None:
    delivery = opened(s3_server, store(s3_server, key, {"movies_metadata.csv": b"old" * 9}))
    assert contents(delivery) == {"movies_metadata": b"old" * 9}
    store(s3_server, key, {"movies_metadata.csv": b"new" * 9})
    with pytest.raises(DeliveryError, match="changed while it was being read; start again when"):
        contents(delivery)


def load(address: str, folder: Path, endpoint: str | None = None) -> tuple[object, ...]:
    """What a load of the golden delivery makes: accounts, hash, a report and the quarantine."""
    warehouse = folder / "warehouse.duckdb"
    with reelhouse.open(warehouse, lake=folder / "lake", s3_endpoint=endpoint) as house:
        done = house.ingest(address, drop="2026-11", max_reject_rate=1)
        accounts = [(each.file, each.read, each.loaded, each.rejected) for each in done.files]
        rows = house.report("company-popularity").rows
        return accounts, done.content_hash, rows, house.rejects().to_pylist()


@pytest.fixture(scope="module")
def from_folder(tmp_path_factory: pytest.TempPathFactory) -> tuple[object, ...]:
    return load(str(GOLDEN), tmp_path_factory.mktemp("golden"))


@pytest.mark.parametrize("store", [put, put_zip])
def test_a_load_from_s3_is_the_load_from_a_folder(
    s3_server: Server, key: str, store: Put, from_folder: object, tmp_path: Path
) -> None:
    content = {path.name: path.read_bytes() for path in GOLDEN.iterdir()}
    address = store(s3_server, key, content)
    assert load(address, tmp_path, s3_server.endpoint) == from_folder


# A zip is asked for its directory before each file, which takes as many bytes as the files here.
@pytest.mark.parametrize(("store", "allowed"), [(put, 20_000), (put_zip, 40_000)])
def test_a_load_whose_connection_is_cut_fails_whole_and_ends_well_when_repeated(
    s3_server: Server,
    s3_proxy: Proxy,
    key: str,
    store: Put,
    allowed: int,
    from_folder: object,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    content = {path.name: path.read_bytes() for path in GOLDEN.iterdir()}
    address = store(s3_server, key, content)
    s3_proxy.total = allowed
    told = rf"{re.escape(address)}.*: the connection was cut at byte \d"
    with pytest.raises(UnreachableError, match=told):
        load(address, tmp_path, s3_proxy.endpoint)
    assert not (tmp_path / "warehouse.duckdb").exists()
    assert list((tmp_path / "lake").rglob("*.parquet")) == []
    s3_proxy.total = None
    assert load(address, tmp_path, s3_proxy.endpoint) == from_folder


# -------------------------------------------------------------------------- memory

READER = """
import resource, sys
from reelhouse.settings import S3Settings
from reelhouse.source import open_delivery

read = 0
for file in open_delivery(sys.argv[1], S3Settings(sys.argv[2])).files:
    with file.open() as stream:
        while chunk := stream.read(1 << 20):
            read += len(chunk)
print(read, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
"""


def read_elsewhere(address: str, endpoint: str) -> tuple[int, int]:
    """How many bytes a delivery has, and how much memory a process needed that read them."""
    done = subprocess.run(
        [sys.executable, "-c", READER, address, endpoint],
        capture_output=True,
        text=True,
        check=True,
    )
    size, memory = done.stdout.split()
    return int(size), int(memory)


@pytest.mark.parametrize("ending", ["/movies_metadata.csv", ".zip"])
def test_memory_does_not_grow_with_the_object(
    s3_server: Server, key: str, tmp_path: Path, ending: str
) -> None:
    _, without = read_elsewhere(
        put(s3_server, f"{key}-small", {"movies_metadata.csv": b"1"}), s3_server.endpoint
    )
    path = tmp_path / "movies_metadata.csv"
    with path.open("wb") as file:
        file.writelines([b"1,True,0123456789,\n" * 100_000] * (BIG_BYTES // 1_900_000 + 1))
    if ending == ".zip":
        with zipfile.ZipFile(tmp_path / "big.zip", "w", zipfile.ZIP_STORED) as archive:
            archive.write(path, path.name)
        path = tmp_path / "big.zip"
    s3_server.put(PRIVATE, key + ending, path)
    address = f"s3://{PRIVATE}/{key}{ending}".removesuffix("/movies_metadata.csv")
    size, memory = read_elsewhere(address, s3_server.endpoint)
    s3_server.client.delete_object(Bucket=PRIVATE, Key=key + ending)
    assert size >= BIG_BYTES
    assert memory - without < ALLOWED_BYTES
