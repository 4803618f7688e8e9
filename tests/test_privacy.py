"""Public documents: masks, and the search of the finished text. What is found is never repeated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xgy_excel.privacy import leaks, mask_account, mask_id, mask_phone

ID = "150421199003079998"


@pytest.mark.parametrize(
    "text",
    [
        ID,
        f"身份证号：{ID}。",
        "15042119900307999x",
        "15042119900307999X",
        "１５０４２１１９９００３０７９９９８",
        "150421 19900307 9998",
        "150421-19900307-9998",
        "1504\u200b21199003079998",
        "150421900307999",  # an old number of 15 digits
        "15042119900307999842",  # a disability number of 20
        "6217000012345678901",
        "6217 0000 1234 5678 901",
        "6217-0000-1234-5678",
        "13847612345",
        "+86 138 4761 2345",
        "86138-4761-2345",
        "联系人王某（13847612345）",
        "a13847612345b",
    ],
)
def test_a_full_number_is_found_and_not_repeated(text):
    found = leaks(text)
    assert len(found) == 1
    assert leaks("".join(found)) == []
    assert "*" in found[0]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "内乡振发〔2022〕10号",
        "公示时间：2025年6月3日至2025年6月9日",
        "2025-06-03 2025-06-09 2025-06-10",
        "0476-6923456，12345",
        "（0471）6923456转8001",
        "**************9998",
        "150421********9998",
        "138****2345",
        "月劳务报酬2140.00元，合计12345678901234元",
        "1985 1990 1992",
        "1990\n1985\n1992\n1999",
        "乌兰旗2025-001",
        "11847612345",
    ],
)
def test_what_a_notice_says_is_no_leak(text):
    assert leaks(text) == []


def test_a_number_published_on_purpose_may_stand():
    text = "监督电话：138-4761-2345，联系人13900000000"
    assert leaks(text, ["13847612345"]) == ["手机号139****0000"]
    assert leaks(text, ["13847612345、13900000000"]) == []


def test_allowing_a_phone_allows_no_identity_number():
    assert leaks(f"{ID}", [ID]) == ["长号码**************9998"]


def test_each_number_is_told_once():
    assert leaks(f"{ID} {ID}\n6217000012345678901") == ["长号码**************9998", "长号码***************8901"]


@given(
    st.from_regex(r"[1-9][0-9]{5}(?:19|20)[0-9]{9}[0-9X]", fullmatch=True), st.text(max_size=20), st.text(max_size=20)
)
def test_no_identity_number_escapes_whatever_stands_around_it(number, before, after):
    assert leaks(f"{before}，{number}，{after}")


@given(st.from_regex(r"[0-9]{15,19}", fullmatch=True))
def test_masks_of_long_numbers_leave_nothing_to_find(number):
    assert leaks(mask_account(number)) == leaks(mask_id(number)) == leaks(mask_id(number, "前6后4")) == []
    assert len(mask_account(number)) == len(number)
    assert mask_account(number).endswith(number[-4:])


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_masked_phones_leave_nothing_to_find(number):
    assert leaks(mask_phone(number)) == []
    assert mask_phone(number)[:3] == number[:3]


@pytest.mark.parametrize("text", ["", "1", "12", "1234"])
def test_what_is_too_short_to_mask_is_hidden(text):
    assert mask_id(text) == mask_account(text) == "*" * len(text)


def test_several_phones_are_masked_one_by_one():
    assert mask_phone("13847612345，0476-6923456") == "138****2345、********3456"
