"""Members made in stretches: the zip they end in, their checksums, and that nothing stays behind."""

import zlib
from io import BytesIO
from tempfile import gettempdir
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xgy_excel.core import Stopped
from xgy_excel.opc import Package
from xgy_excel.xlsx import packed
from xgy_excel.xlsx.packed import Spool, Stretch, joined_crc, stretch


def base() -> bytes:
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as package:
        for name in ("a.xml", "xl/b.xml", "c.xml"):
            package.writestr(name, f"alt {name}")
    return data.getvalue()


@given(st.binary(max_size=300), st.binary(max_size=300))
def test_the_checksum_of_two_stretches_is_that_of_the_whole(one, other):
    assert joined_crc(zlib.crc32(one), zlib.crc32(other), len(other)) == zlib.crc32(one + other)


@given(st.lists(st.binary(max_size=2000), min_size=1, max_size=6), st.sampled_from((1, 6)))
def test_stretches_strung_together_unpack_to_what_they_were(parts, level):
    whole = [stretch(part, last=n == len(parts), level=level).packed for n, part in enumerate(parts, 1)]
    assert zlib.decompress(b"".join(whole), -15) == b"".join(parts)


def test_a_member_in_stretches_takes_the_place_of_the_old_one_and_the_others_stay_as_they_are():
    out = BytesIO()
    with Spool() as spool:
        for n, part in enumerate(("<rows>", "甲" * 5000, "</rows>")):
            spool.add("xl/b.xml", stretch(part.encode(), last=n == 2))
            spool.add("c.xml", stretch(b"c" * n, last=n == 2))  # members may come by turns
        size = spool.size
        spool.write(out, base())
    with ZipFile(out) as package:
        assert package.testzip() is None
        assert package.namelist() == ["a.xml", "xl/b.xml", "c.xml"]
        assert package.read("xl/b.xml").decode() == f"<rows>{'甲' * 5000}</rows>"
        assert package.read("c.xml") == b"ccc"
        assert size == len(package.read("xl/b.xml")) + 3
    old, new = Package(base()), Package(out.getvalue())
    assert new.stored("a.xml") == old.stored("a.xml")


def test_a_member_larger_than_a_package_can_hold_is_refused():
    with Spool() as spool:
        spool.add("c.xml", Stretch(b"", 0, 0x8000_0000))
        with pytest.raises(Stopped, match="超过4GB"):
            spool.add("c.xml", Stretch(b"", 0, 0x8000_0000))


def test_what_is_kept_meanwhile_has_no_name(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Spool() as spool:
        spool.add("c.xml", stretch(b"geheim"))
        assert gettempdir() == str(tmp_path)
        assert list(tmp_path.iterdir()) == []


def test_it_works_without_the_fast_library(monkeypatch):
    monkeypatch.setattr(packed, "fast", zlib)
    assert zlib.decompress(stretch(b"abc" * 100, last=True).packed, -15) == b"abc" * 100
