"""Who is let in with which question: a subject's authorisation, for a time and for one enquirer."""

from datetime import date

import pytest
from sqlalchemy import Engine

from credit.errors import BadParameter, NotFound, NotPermitted
from office.admission import add_authorisation, admitted, withdraw_authorisation
from office.keys import add_key_with, holder_of
from office.principals import Card, end_principal, list_principals
from office.rights import ALL_RIGHTS, Principal, Profile, Right
from tests.inquiry.world import CLEAN, DEBTOR
from tests.office.test_office import TODAY

BANK = Card("某银行", tuple(ALL_RIGHTS), profile=Profile.AUTHORISED)


def enquirer(office: Engine) -> Principal:
    return holder_of(office, add_key_with(office, BANK, None), TODAY)


def may(office: Engine, who: Principal, subject: str, number: str | None, on: date = TODAY) -> bool:
    return admitted(office, who, Right.CHECKS, on, (subject, number)).sees_persons("lending")


def test_an_authorisation_lets_one_enquirer_ask_about_one_subject_for_a_time(office: Engine) -> None:
    bank, other = enquirer(office), enquirer(office)
    number = add_authorisation(office, bank.id, DEBTOR, "授〔2026〕1号", date(2026, 12, 31), TODAY)
    assert may(office, bank, DEBTOR, number)
    for who, subject, stated, on in (
        (other, DEBTOR, number, TODAY),
        (bank, CLEAN, number, TODAY),
        (bank, DEBTOR, number, date(2027, 1, 1)),
        (bank, DEBTOR, number, date(2026, 11, 19)),
        (bank, DEBTOR, "nothing", TODAY),
        (bank, DEBTOR, None, TODAY),
    ):
        with pytest.raises(NotPermitted):
            may(office, who, subject, stated, on)
    withdraw_authorisation(office, number)
    with pytest.raises(NotPermitted):
        may(office, bank, DEBTOR, number)


def test_without_an_authorisation_an_enquirer_reads_no_names(office: Engine) -> None:
    bank = enquirer(office)
    assert not admitted(office, bank, Right.SUBJECTS, TODAY, (DEBTOR, None)).sees_persons("lending")


def test_the_public_reads_no_names_whatever_rights_it_was_given(office: Engine) -> None:
    public = Principal("p", "p", ALL_RIGHTS, profile=Profile.PUBLIC)
    assert not admitted(office, public, Right.SUBJECTS, TODAY, (DEBTOR, None)).sees_persons("supervision")


def test_no_authorisation_is_for_ever_or_ends_before_it_begins(office: Engine) -> None:
    bank = enquirer(office)
    with pytest.raises(BadParameter):
        add_authorisation(office, bank.id, DEBTOR, "授", date(2026, 1, 1), TODAY)
    with pytest.raises(NotFound):
        withdraw_authorisation(office, "nothing")


def test_the_subjects_profile_goes_with_a_subject_and_no_other_does(office: Engine) -> None:
    for card in (Card("a", (), profile=Profile.SUBJECT), Card("a", (), subject=DEBTOR)):
        with pytest.raises(BadParameter):
            add_key_with(office, card, None)


def test_a_principal_that_is_ended_is_out_with_all_its_keys(office: Engine) -> None:
    key = add_key_with(office, BANK, None)
    end_principal(office, holder_of(office, key, TODAY).id)
    with pytest.raises(Exception, match="revoked"):
        holder_of(office, key, TODAY)
    assert [each.ended_at is not None for each in list_principals(office)] == [True]
