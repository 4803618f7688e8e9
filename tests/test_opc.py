"""A package is copied as the bytes it is, and what cannot be copied faithfully is refused."""

import struct
import zipfile
import zlib
from io import BytesIO
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xgy_excel.core import Stopped
from xgy_excel.opc import Package, same_stored


class Unseekable(BytesIO):
    """Makes zipfile write data descriptors, as programs that stream do."""

    def seekable(self):
        return False

    def tell(self):
        raise OSError

    def seek(self, *_):
        raise OSError


def made(members, method=zipfile.ZIP_DEFLATED, file=None):
    file = file or BytesIO()
    with zipfile.ZipFile(file, "w", method) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return file.getvalue()


def read(data):
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert package.testzip() is None
        return {info.filename: package.read(info) for info in package.infolist()}


SOME = {"a.xml": b"<a/>" * 99, "folder/": b"", "b/c.bin": bytes(range(256)), "空.xml": "空".encode()}


@pytest.mark.parametrize("data", [made(SOME), made(SOME, zipfile.ZIP_STORED), made(SOME, file=Unseekable())])
def test_untouched_members_are_the_same_bytes_in_the_same_order(data):
    package = Package(data)
    package.put("b/c.bin", b"new")
    package.put("new.xml", b"<n/>")
    new = Package(package.to_bytes())
    assert read(package.to_bytes()) == {**SOME, "b/c.bin": b"new", "new.xml": b"<n/>"}
    assert new.names == ["a.xml", "b/c.bin", "空.xml", "new.xml"]
    assert same_stored(package, new, ["a.xml", "空.xml"])
    assert not same_stored(package, new, ["b/c.bin"])


def test_a_local_header_with_a_longer_extra_field_and_odd_name_bytes_is_followed():
    data = made({"a.xml": b"<a/>", "b.xml": b"<b/>"})
    extra = b"\x01\xca\x04\x00beef"
    second = data.index(b"PK\x03\x04", 1)
    first = data[:28] + struct.pack("<H", len(extra)) + data[30:35] + extra + data[35:second]
    shifted = first + data[second:]
    directory = shifted.index(b"PK\x01\x02")
    tail = bytearray(shifted[directory:].replace(b"b.xml", b"\xce\xef.ml"))
    entry = tail.index(b"PK\x01\x02", 1)
    tail[entry + 42 : entry + 46] = struct.pack("<L", second + len(extra))
    end = tail.index(b"PK\x05\x06")
    tail[end + 16 : end + 20] = struct.pack("<L", directory)
    package = Package(shifted[:directory] + bytes(tail))
    package.put("c.xml", b"<c/>")
    out = package.to_bytes()
    assert out.count(b"\xce\xef.ml") == 2
    assert list(read(out).values()) == [b"<a/>", b"<b/>", b"<c/>"]


def test_a_package_in_the_format_for_huge_files_is_read_and_becomes_a_plain_one(monkeypatch):
    with monkeypatch.context() as small:
        small.setattr(zipfile, "ZIP64_LIMIT", 8)
        data = made(SOME)
    assert b"PK\x06\x06" in data
    package = Package(data)
    package.put("b/c.bin", b"new")
    assert same_stored(package, Package(package.to_bytes()), ["a.xml", "空.xml"])
    assert read(package.to_bytes()) == SOME | {"b/c.bin": b"new"}
    assert b"PK\x06\x06" not in package.to_bytes()


def test_names_compare_without_case_and_a_dropped_member_keeps_its_place_when_put_again():
    package = Package(made({"xl\\Book.xml": b"1", "z.xml": b"2"}))
    assert package.has("/XL/book.XML")
    package.drop("xl/book.xml")
    assert (package.names, package.has("xl/Book.xml")) == (["z.xml"], False)
    package.put("xl/book.xml", b"3")
    assert list(read(package.to_bytes()).values()) == [b"3", b"2"]
    package.put("xl/book.xml", b"1")
    assert package.changed == []


def test_content_may_stream_and_large_content_is_whole():
    big = Random(1).randbytes(6_000_000)
    package = Package(made({"a": big}))
    assert b"".join(package.stream("a")) == big
    package.put("b", lambda: (big[i : i + 70_000] for i in range(0, len(big), 70_000)))
    assert read(package.to_bytes()) == {"a": big, "b": big}


def with_field(data, offset, form, value, record=b"PK\x01\x02"):
    """One number of the first directory record (or another record) changed."""
    at = data.index(record) + offset
    return data[:at] + struct.pack(form, value) + data[at + struct.calcsize(form) :]


GOOD = made({"a.xml": b"<a/>" * 20})


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "不完整"),
        (GOOD[:-30], "不完整"),
        (made({"a/b": b"1", "A\\B": b"2"}), "重名"),
        (with_field(GOOD, 8, "<H", 1), "密码"),
        (with_field(GOOD, 10, "<H", 12), "压缩方式"),
        (with_field(GOOD, 24, "<L", 2_000_000_000), "过大"),
        (made({"a": bytes(65 << 20)}), "过大"),
        (with_field(GOOD, 0, "4s", b"XXXX", b"PK\x03\x04"), "损坏"),
        (GOOD.replace(b"PK\x05\x06", b"PK\x06\x07" + b"\0" * 16 + b"PK\x05\x06"), "不完整"),
        (made({str(n): b"" for n in range(10_001)}), "过大"),
    ],
)
def test_what_cannot_be_copied_faithfully_is_refused(data, why):
    with pytest.raises(Stopped, match=why):
        Package(data)


@pytest.mark.parametrize(
    "data",
    [
        with_field(GOOD, 16, "<L", 1),  # checksum
        with_field(GOOD, 24, "<L", 20),  # the declared size lies
        GOOD.replace(zlib.compress(b"<a/>" * 20)[2:6], b"\xff\xff\xff\xff"),
    ],
)
def test_a_damaged_member_is_found_when_it_is_read(data):
    with pytest.raises(Stopped, match="损坏"):
        Package(data).read("a.xml")


def test_a_member_that_is_missing_is_damage():
    package = Package(GOOD)
    package.drop("a.xml")
    for name in ("a.xml", "b.xml"):
        with pytest.raises(Stopped, match="损坏"):
            package.read(name)


names = st.text(st.characters(min_codepoint=33, max_codepoint=0x9FFF, exclude_characters="\\/"), min_size=1, max_size=8)
contents = st.binary(max_size=200)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(names, contents, max_size=6), st.dictionaries(names, st.one_of(st.none(), contents), max_size=4))
def test_any_changes_give_the_members_a_zip_reader_expects(members, changes):
    kept = {}
    for name, content in members.items():
        if name.lower() not in {n.lower() for n in kept}:
            kept[name] = content
    package = Package(made(kept))
    expected = {name.lower(): content for name, content in kept.items()}
    for name, content in changes.items():
        if content is None:
            package.drop(name)
            expected.pop(name.lower(), None)
        else:
            package.put(name, content)
            expected[name.lower()] = content
    assert {name.lower(): content for name, content in read(package.to_bytes()).items()} == expected
