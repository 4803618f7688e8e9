"""The zip file a document is: readable by anyone, the same bytes every time."""

import io
from zipfile import ZipFile

from hypothesis import given, settings
from hypothesis import strategies as st

from xgy_excel.docx import package

NAMES = st.text(
    st.characters(min_codepoint=33, max_codepoint=0x9FFF, exclude_characters="\\/:"), min_size=1, max_size=12
)


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(NAMES, st.binary(max_size=300), max_size=6),
    st.dictionaries(NAMES, st.binary(max_size=300), max_size=6),
)
def test_what_is_packed_is_read_back_by_the_standard_library(constant, changing):
    changing = {name: data for name, data in changing.items() if name not in constant}
    data = package.pack(package.frame(constant), changing.items())
    with ZipFile(io.BytesIO(data)) as file:
        assert file.testzip() is None
        assert {i.filename: file.read(i) for i in file.infolist()} == {**constant, **changing}
        assert {i.date_time for i in file.infolist()} <= {(1980, 1, 1, 0, 0, 0)}
    assert package.members(data) == {**constant, **changing}


def test_with_and_without_isal_the_members_are_the_same(monkeypatch):
    from isal import isal_zlib

    inside = {"[Content_Types].xml": b"t" * 50, "word/document.xml": b"<w:p>" * 5000, "empty": b""}
    made = []
    for squeeze, crc in ((package._by_isal, isal_zlib.crc32), (package._by_zlib, package.zlib.crc32)):
        monkeypatch.setattr(package, "_quickly", squeeze)
        monkeypatch.setattr(package, "_crc32", crc)
        made.append(package.pack(package.Frame(), inside.items()))
        with ZipFile(io.BytesIO(made[-1])) as file:
            assert file.testzip() is None
        assert package.members(made[-1]) == inside
    assert abs(len(made[0]) - len(made[1])) < 200


def test_the_content_types_come_first():
    data = package.pack(package.frame({"a.xml": b"a", "[Content_Types].xml": b"t"}), [("b.xml", b"b")])
    assert list(package.members(data)) == ["[Content_Types].xml", "a.xml", "b.xml"]
    assert list(package.members(package.repack(data))) == ["[Content_Types].xml", "a.xml", "b.xml"]


def test_repacking_forgets_when_a_file_was_made():
    def made(year):
        from zipfile import ZipInfo

        packed = io.BytesIO()
        with ZipFile(packed, "w") as file:
            file.writestr(ZipInfo("a", (year, 1, 1, 0, 0, 0)), b"a" * 100)
        return packed.getvalue()

    assert made(2020) != made(2021)
    assert package.repack(made(2020)) == package.repack(made(2021))
