"""Codes: what the standards guarantee, what the field does to codes, and that columns and scalars agree.

No real organisation or person: codes are made here, or are the synthetic vectors of the research notes.
"""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from stdnum.cn import ric as stdnum_ric
from stdnum.cn import uscc as stdnum_uscc
from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_11_2, mod_11_10

from credit.identifiers import (
    Identifier,
    Note,
    Scheme,
    Verdict,
    classify,
    clean,
    compatible_codes,
    make_org_code,
    make_reg_no,
    make_resident_id,
    make_uscc,
    mask_resident_id,
    org_code_of,
    reg_no,
    repair_uscc,
    resident_id,
)
from credit.identifiers import org_code as org_code_standard
from credit.identifiers import uscc as uscc_standard
from credit.identifiers.columns import Verdicts, org_code_verdicts, reg_no_verdicts, resident_id_verdicts, uscc_verdicts

VECTORS = Path(__file__).parents[2].parent / "shared" / "data" / "id_vectors"

DIGITS = "0123456789"
ORG_BODY = DIGITS + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def varied(text: str) -> bool:
    """Not itself a placeholder or a mask."""
    return len(set(text)) > 1 and "XXX" not in text and text not in {"12345678"}


regions = st.sampled_from(["110000", "210202", "350205", "440301", "650000", "100000"])
homes = st.sampled_from(["110105", "210202", "350205", "440301"])
bodies = st.text(uscc_standard.ALPHABET, min_size=8, max_size=8).filter(varied)
parts_of_usccs = st.tuples(st.sampled_from(list(uscc_standard.AUTHORITIES)), st.sampled_from("1239"), regions, bodies)
usccs = parts_of_usccs.map(lambda parts: make_uscc(*parts)).filter(lambda code: "XXXX" not in code)
org_codes = st.text(ORG_BODY, min_size=8, max_size=8).filter(varied).map(make_org_code).filter(varied)
reg_nos = st.builds(make_reg_no, regions, st.text(DIGITS, min_size=8, max_size=8))
births = st.dates(date(1900, 1, 1), date(2026, 3, 1))
resident_ids = st.builds(make_resident_id, homes, births, st.text(DIGITS, min_size=3, max_size=3))

MADE: dict[Scheme, st.SearchStrategy[str]] = {
    Scheme.USCC: usccs,
    Scheme.ORG_CODE: org_codes,
    Scheme.REG_NO: reg_nos,
    Scheme.RESIDENT_ID: resident_ids,
}
COLUMNS: dict[Scheme, Callable[[list[str | None]], Verdicts]] = {
    Scheme.USCC: uscc_verdicts,
    Scheme.ORG_CODE: org_code_verdicts,
    Scheme.REG_NO: reg_no_verdicts,
    Scheme.RESIDENT_ID: resident_id_verdicts,
}
schemes = st.sampled_from(list(MADE))


def outcome(identifier: Identifier) -> tuple[Verdict, Note]:
    return identifier.verdict, identifier.note


# ------------------------------------------------------------------------------------------------ what the standards guarantee
@given(st.data(), schemes)
def test_every_made_code_is_valid_and_its_own_key(data: st.DataObject, scheme: Scheme) -> None:
    code = data.draw(MADE[scheme])
    judged = classify(scheme, code)
    assert judged.verdict is Verdict.VALID
    assert judged.value == judged.key == code


@given(usccs)
def test_made_unified_codes_carry_two_right_checks(code: str) -> None:
    assert classify(Scheme.USCC, code).note in {Note.NONE, Note.UNKNOWN_CATEGORY}
    assert classify(Scheme.ORG_CODE, org_code_of(code)).verdict is Verdict.VALID


@given(st.data(), usccs, st.integers(0, 17))
def test_one_wrong_character_of_a_unified_code_is_caught(data: st.DataObject, code: str, position: int) -> None:
    wrong = data.draw(st.sampled_from(uscc_standard.ALPHABET.replace(code[position], "")))
    assert classify(Scheme.USCC, code[:position] + wrong + code[position + 1 :]).key is None


@given(usccs, st.integers(0, 16))
def test_two_neighbours_swapped_in_a_unified_code_are_caught(code: str, position: int) -> None:
    swapped = code[:position] + code[position + 1] + code[position] + code[position + 2 :]
    assert (classify(Scheme.USCC, swapped).key is None) == (swapped != code)


@given(st.data(), org_codes, st.integers(0, 8))
def test_one_wrong_character_of_an_organisation_code_is_caught_unless_eleven_apart(data: st.DataObject, code: str, position: int) -> None:
    wrong = data.draw(st.sampled_from(ORG_BODY.replace(code[position], "")))
    changed = code[:position] + wrong + code[position + 1 :]
    values = [org_code_standard.value_of(char) for char in (wrong, code[position])]
    blind = position < 8 and (values[0] - values[1]) % 11 == 0
    assert (classify(Scheme.ORG_CODE, changed).key is not None) <= blind


@given(st.data(), st.sampled_from([Scheme.REG_NO, Scheme.RESIDENT_ID]), st.integers(0, 14))
def test_one_wrong_digit_of_a_number_is_caught(data: st.DataObject, scheme: Scheme, position: int) -> None:
    number = data.draw(MADE[scheme])
    wrong = data.draw(st.sampled_from(DIGITS.replace(number[position], "")))
    assert classify(scheme, number[:position] + wrong + number[position + 1 :]).key is None


@given(st.text(DIGITS, min_size=14, max_size=14), st.text(DIGITS, min_size=17, max_size=17))
def test_check_digits_agree_with_a_second_opinion(office: str, person: str) -> None:
    assert reg_no.check_digit(office) == mod_11_10.calc_check_digit(office)
    assert resident_id.check_character(person) == mod_11_2.calc_check_digit(person)


def second_opinion(module: object, code: str) -> bool:
    try:
        module.validate(code)  # type: ignore[attr-defined]
    except ValidationError:
        return False
    return True


@given(usccs)
def test_unified_codes_agree_with_a_second_opinion(code: str) -> None:
    # python-stdnum wants eight digits in front and so refuses the codes of authorities A, N and Y
    assert second_opinion(stdnum_uscc, code) == code[0].isdigit()


def test_resident_numbers_agree_with_a_second_opinion() -> None:
    number = make_resident_id("110105", date(1949, 12, 31), "002")
    assert number == "11010519491231002X"
    assert second_opinion(stdnum_ric, number)


# ------------------------------------------------------------------------------------------------ vectors
@pytest.mark.parametrize(
    ("scheme", "code", "note"),
    [
        ("uscc", "N2110105MF00000058", Note.NONE),
        ("uscc", "Y1110000MD0000008T", Note.NONE),
        ("uscc", "A1110000MC00000041", Note.NONE),
        ("uscc", "52110000500000007X", Note.NONE),
        ("reg_no", "110000000000009", Note.NONE),
        ("reg_no", "440301103097413", Note.NONE),
        ("reg_no", "310115001900005", Note.NONE),
        ("resident_id", "11010519491231002X", Note.NONE),
        ("resident_id", "990101199001010019", Note.UNKNOWN_REGION),
        ("resident_id", "110105491231002", Note.FROM_15_DIGITS),
    ],
)
def test_synthetic_vectors_are_valid(scheme: str, code: str, note: Note) -> None:
    assert outcome(classify(scheme, code)) == (Verdict.VALID, note)


def test_first_generation_number_becomes_eighteen_characters() -> None:
    assert classify("resident_id", "110105491231002").value == "11010519491231002X"


EXPECTED = {
    "valid": Verdict.VALID,
    "valid_after_strip": Verdict.VALID,
    "valid_format_only": Verdict.VALID,
    "valid_lowercase_x": Verdict.VALID,
    "spreadsheet_mangled": Verdict.DAMAGED,
}


@pytest.mark.skipif(not VECTORS.is_dir(), reason="the collected vectors lie beside the repository only where it is developed")
@pytest.mark.parametrize("scheme", ["uscc", "resident_id"])
def test_collected_vectors(scheme: str) -> None:
    with (VECTORS / f"{scheme}_vectors.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            assert classify(scheme, row["value"]).verdict is EXPECTED.get(row["expected"], Verdict.INVALID), row["source"]


# ------------------------------------------------------------------------------------------------ what the field does to codes
@pytest.mark.parametrize(
    "code", ["0" * 18, "0" * 17 + "X", "1" * 18, "无", "暂无", "NULL", r"\N", "n/a", "110000000000000000"[2:], "123456789012345678"]
)
def test_placeholders_are_no_keys(code: str) -> None:
    assert second_opinion(stdnum_uscc, "0" * 18)  # the trap: the official check lets it pass
    judged = classify("uscc", code)
    assert (judged.verdict, judged.key) == (Verdict.PLACEHOLDER, None)


def test_a_unified_code_around_an_empty_body_is_a_placeholder() -> None:
    assert classify("uscc", make_uscc("9", "1", "110000", "00000000")).verdict is Verdict.PLACEHOLDER


@pytest.mark.parametrize(
    ("scheme", "code"),
    [
        ("uscc", "91430102**********"),
        ("uscc", "915206****7FMTAX63"),
        ("uscc", "91430681XXXXXXXXXX"),
        ("uscc", "91430281691828xxxx"),
        ("uscc", "91430681ⅩⅩⅩⅩⅩⅩⅩⅩⅩⅩ"),
        ("uscc", "9143068＊＊＊＊＊＊＊＊＊＊＊"),
        ("resident_id", "110105XXXXXXXXXXX0"),
        ("resident_id", "11010519491********"),
        ("resident_id", "1101051949****002X"),
    ],
)
def test_masked_codes_are_evidence_only(scheme: str, code: str) -> None:
    judged = classify(scheme, code)
    assert (judged.verdict, judged.key) == (Verdict.MASKED, None)


@given(st.text(uscc_standard.ALPHABET, min_size=14, max_size=14))
def test_no_check_digit_makes_four_x_a_key(head: str) -> None:
    assert classify("uscc", head + "xxxx").key is None


@pytest.mark.parametrize(
    ("scheme", "code", "note"),
    [
        ("uscc", "9.11430281691828E+17", Note.SCIENTIFIC),
        ("uscc", "9.13E+17", Note.SCIENTIFIC),
        ("uscc", "9e+17", Note.SCIENTIFIC),
        ("uscc", "911430281691828100.0", Note.FLOAT),
        ("uscc", "911430281691828000", Note.LOST_DIGITS),
        ("uscc", "##########", Note.LOST_DIGITS),
        ("resident_id", "1.10105194912310E+17", Note.SCIENTIFIC),
        ("resident_id", "110105194912310000", Note.LOST_DIGITS),
        ("reg_no", "440301103097413.0", Note.FLOAT),
    ],
)
def test_spreadsheet_damage_is_named(scheme: str, code: str, note: Note) -> None:
    assert outcome(classify(scheme, code)) == (Verdict.DAMAGED, note)


@pytest.mark.parametrize("code", [None, "", "  ", "\t", "-", "— —", "\u200b", "''"])
def test_nothing_is_empty(code: str | None) -> None:
    assert classify("uscc", code).verdict is Verdict.EMPTY


@pytest.mark.parametrize(
    ("scheme", "code", "note"),
    [
        ("uscc", "12345", Note.LENGTH),
        ("uscc", "N2110105MF0000005Z", Note.ALPHABET),
        ("uscc", "N2110105MF00000059", Note.CHECK_DIGIT),
        ("uscc", "B1110000MC00000041", Note.AUTHORITY),
        ("uscc", "91AB0105MF00000058", Note.ALPHABET),
        ("resident_id", "110101199002300014", Note.BIRTH_DATE),
        ("resident_id", "11010519491231001X", Note.CHECK_DIGIT),
        ("reg_no", "110000000000008", Note.CHECK_DIGIT),
        ("org_code", "MF0000006", Note.CHECK_DIGIT),
        ("passport", "护照", Note.LENGTH),
    ],
)
def test_invalid_codes_say_why(scheme: str, code: str, note: Note) -> None:
    assert outcome(classify(scheme, code)) == (Verdict.INVALID, note)


@given(usccs, resident_ids, org_codes)
def test_a_code_in_the_wrong_column_is_told(code: str, person: str, org: str) -> None:
    assert outcome(classify("reg_no", code)) == (Verdict.INVALID, Note.IS_USCC)
    assert classify("uscc", org).note is Note.IS_ORG_CODE
    if classify("uscc", person).verdict is not Verdict.VALID:  # an all-digit number may fit both standards
        assert classify("uscc", person).note is Note.IS_RESIDENT_ID


def test_a_wrong_inner_check_is_a_warning() -> None:
    good = make_uscc("9", "1", "210202", "MA0TEWT5")
    body = good[:16] + ("1" if good[16] != "1" else "2")
    assert outcome(classify("uscc", body + uscc_standard.check_character(body))) == (Verdict.VALID, Note.INNER_CHECK)


def test_old_registration_numbers_are_accepted_and_flagged() -> None:
    assert outcome(classify("reg_no", "4403011030974")) == (Verdict.VALID, Note.LEGACY)
    assert outcome(classify("reg_no", "44030110309741")) == (Verdict.VALID, Note.LEGACY)


def test_a_birth_to_come_is_refused_where_today_is_known() -> None:
    number = make_resident_id("110105", date(2026, 3, 2), "001")
    assert classify("resident_id", number).verdict is Verdict.VALID
    assert outcome(classify("resident_id", number, today=date(2026, 3, 1))) == (Verdict.INVALID, Note.BIRTH_DATE)
    assert resident_id_verdicts([number], today=date(2026, 3, 1))[1].tolist() == [Verdict.INVALID]
    assert resident_id_verdicts([number], today=date(2026, 3, 2))[1].tolist() == [Verdict.VALID]


def test_documents_without_a_check_are_opaque() -> None:
    judged = classify("passport", " e1234 5678")
    assert (judged.value, *outcome(judged)) == ("E12345678", Verdict.VALID, Note.UNCHECKED)


# ------------------------------------------------------------------------------------------------ repair
@given(usccs.filter(lambda code: "0" in code[2:] or "1" in code[2:]))
def test_typed_letters_are_repaired_to_the_only_code_that_fits(code: str) -> None:
    typed = code.replace("0", "O").replace("1", "I")
    assert repair_uscc(typed) == code
    assert outcome(classify("uscc", typed)) == (Verdict.INVALID, Note.REPAIRABLE)


@given(usccs, st.integers(8, 15))
def test_nothing_is_repaired_that_fails_a_check(code: str, position: int) -> None:
    assert repair_uscc(code) is None
    wrong = "2" if code[position] != "2" else "3"
    assert repair_uscc((code[:position] + wrong + code[position + 1 :]).replace("0", "O")) is None


# ------------------------------------------------------------------------------------------------ any text
anything = st.one_of(
    st.none(),
    st.text(),
    st.text("0123456789XABCO*-. ", max_size=20),
    st.one_of(*MADE.values()),
    st.one_of(*MADE.values()).map(str.lower),
    st.one_of(*MADE.values()).map(lambda code: f" {code[:8]}-{code[8:]}\u200b"),
    st.sampled_from(
        ["0" * 18, "0" * 17 + "X", "XXXXXXXXXXXXXXXXXX", "91430281691828xxxx", "9.1E+17", "无", "1" * 15, "0" * 9, "12345678", "123456789"]
    ),
)


@given(st.sampled_from(list(Scheme)), anything)
def test_classify_never_raises_and_only_valid_codes_are_keys(scheme: Scheme, text: str | None) -> None:
    judged = classify(scheme, text)
    assert (judged.key is not None) == (judged.verdict is Verdict.VALID)
    assert not text or repr(text) not in repr(judged)


@given(st.text())
def test_cleaning_is_idempotent(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.data(), schemes)
def test_what_typing_adds_is_cleaned_away(data: st.DataObject, scheme: Scheme) -> None:
    code = data.draw(MADE[scheme])
    wide = "".join(chr(ord(char) + 0xFEE0) for char in code)
    for typed in (code.lower(), f"’{code}’", f"\ufeff{code}\t", f"{code[:4]}-{code[4:]}", wide, code[:3] + "\u3000" + code[3:]):
        assert classify(scheme, typed).value == code


@given(st.lists(anything, max_size=30), schemes)
@example(["123456789012345"], Scheme.REG_NO)  # typed along the keyboard, and yet the check digit fits
def test_columns_agree_with_single_codes(values: list[str | None], scheme: Scheme) -> None:
    cleaned, codes = COLUMNS[scheme](values)
    judged = [classify(scheme, value) for value in values]
    assert cleaned == [identifier.value for identifier in judged]
    assert codes.tolist() == [identifier.verdict for identifier in judged]
    assert codes.dtype == "int8"


@given(st.lists(st.text(DIGITS + "X", min_size=17, max_size=17).map(lambda body: body + "X"), max_size=20), schemes)
def test_columns_agree_on_near_codes(values: list[str], scheme: Scheme) -> None:
    cut = [value[: {Scheme.ORG_CODE: 9, Scheme.REG_NO: 15}.get(scheme, 18)] for value in values]
    assert COLUMNS[scheme](list(cut))[1].tolist() == [classify(scheme, value).verdict for value in cut]


# ------------------------------------------------------------------------------------------------ masks
@given(resident_ids)
def test_a_masked_number_is_compatible_with_its_own(number: str) -> None:
    assert classify("resident_id", mask_resident_id(number)).verdict is Verdict.MASKED
    assert compatible_codes(mask_resident_id(number), number)
    assert not compatible_codes(mask_resident_id(number), number[:9] + ("1" if number[9] != "1" else "2") + number[10:])


@pytest.mark.parametrize(
    ("left", "right", "compatible"),
    [
        ("110105********002X", "11010519491231002X", True),
        ("110105********0021", "11010519491231002X", False),
        ("110105***002X", "11010519491231002X", True),
        ("110106***", "11010519491231002X", False),
        ("110105********002X", "1101051949********", True),
        ("110105XXXXXXXXXXX0", "110105199001010010", True),
        ("11010519491231002X", "11010519491231002x", True),
        ("11010519491231002X", "1101051949123100", False),
    ],
)
def test_masks_exclude_but_never_prove(left: str, right: str, compatible: bool) -> None:
    assert compatible_codes(left, right) is compatible_codes(right, left) is compatible


# ------------------------------------------------------------------------------------------------ making codes
@pytest.mark.parametrize(
    "make",
    [
        lambda: make_uscc("B", "1", "110000", "MA000001"),
        lambda: make_uscc("9", "1", "1100", "MA000001"),
        lambda: make_uscc("9", "1", "11000A", "MA000001"),
        lambda: make_uscc("9", "1", "110000", "MA00000I"),
        lambda: make_org_code("MA00000"),
        lambda: make_org_code("ma000001"),
        lambda: make_reg_no("1100", "00000001"),
        lambda: make_resident_id("110105", date(1949, 12, 31), "2"),
    ],
)
def test_impossible_bodies_are_refused(make: Callable[[], str]) -> None:
    with pytest.raises(ValueError, match=r"not|no unified code"):
        make()


def test_every_note_and_category_has_words() -> None:
    assert all(note.zh for note in Note if note is not Note.NONE)
    sole_trader = uscc_standard.category_of(make_uscc("9", "2", "210202", "MA0TEWT5"))
    assert sole_trader is not None
    assert (sole_trader.label_zh, sole_trader.label_en, sole_trader.authority_zh) == ("个体工商户", "sole trader", "市场监管(工商)")
