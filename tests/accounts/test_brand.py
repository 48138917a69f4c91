"""A platform's words and panels: what it may say of lines, and what it may hide."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from peewee import DatabaseProxy

from webapp.accounts.brand import (
    MetadataKeyInvalid,
    PanelUnknown,
    checked_keys,
    checked_panels,
)
from webapp.accounts.description_template import (
    DescriptionInvalid,
    PlaceUnknown,
    checked_descriptions,
    described,
)
from webapp.accounts.founding import found_platform
from webapp.accounts.platform import Platform


def sentence(template: str, **metadata: str) -> str | None:
    return described(template, platform="Kiosk", type_="Payment", metadata=metadata)


def test_a_template_is_filled_from_the_line() -> None:
    assert sentence("Order {metadata.order_id} at {platform}", order_id="7") == "Order 7 at Kiosk"
    assert sentence("{type} from {platform}") == "Payment from Kiosk"


def test_a_line_without_that_metadata_has_no_such_sentence() -> None:
    assert sentence("Order {metadata.order_id}") is None
    assert sentence("Order {metadata.order_id}", order_id="") is None


def test_what_stands_in_a_place_is_never_read_again() -> None:
    told = sentence("Order {metadata.order_id}", order_id="{platform}{metadata.secret}", secret="x")
    assert told == "Order {platform}{metadata.secret}"


def test_a_long_value_is_cut() -> None:
    told = sentence("{metadata.note}", note="x" * 100_000)
    assert told is not None
    assert len(told) == 100
    assert told.endswith("…")


@pytest.mark.parametrize(
    "text",
    ["{}", "{0}", "{platform.id}", "{platform!r}", "{type:>9}", "{metadata}", "{metadata.}"]
    + ["{metadata.a b}", "{{platform}}", "{", "}", "{order_id}", "{metadata.order_id"],
)
def test_other_places_are_refused(text: str) -> None:
    with pytest.raises(PlaceUnknown):
        checked_descriptions({"charge": text})


@pytest.mark.parametrize(
    "pairs",
    [{"charge": ""}, {"charge": "  "}, {"charge": "x" * 201}, {"charge": "a\nb"}]
    + [{"charge": "\u202eelas"}, {"Charge": "Sale"}, {"": "Sale"}, {"a b": "Sale"}]
    + [{f"type_{'x' * n}": "Sale" for n in range(51)}],
)
def test_what_is_no_short_line_for_a_type_is_refused(pairs: dict[str, str]) -> None:
    with pytest.raises(DescriptionInvalid):
        checked_descriptions(pairs)


@given(st.text(), st.dictionaries(st.text(), st.text()))
def test_no_template_that_is_taken_can_break_a_line(text: str, metadata: dict[str, str]) -> None:
    try:
        kept = checked_descriptions({"charge": text})["charge"]
    except (DescriptionInvalid, PlaceUnknown):
        return
    told = described(kept, platform="Kiosk", type_="Payment", metadata=metadata)
    assert told is None or len(told) <= 200 * 100


def test_a_platform_hides_panels_but_never_the_balance() -> None:
    assert checked_panels(["activity", "payouts", "activity"]) == ["payouts", "activity"]
    for unknown in ("balance", "home", "", "Payouts"):
        with pytest.raises(PanelUnknown):
            checked_panels([unknown])


def test_keys_of_metadata_are_short_and_few() -> None:
    assert checked_keys(["order", "order", "table"]) == ["order", "table"]
    for wrong in ([""], ["x" * 41], ["a\nb"], [f"k{n}" for n in range(51)]):
        with pytest.raises(MetadataKeyInvalid):
            checked_keys(wrong)


def test_a_platform_keeps_its_words_and_can_be_without_them_again(db: DatabaseProxy) -> None:
    words = {"charge": "Sale at {platform}"}
    made = found_platform(
        "Acme",
        brand_color_dark="#AABBCC",
        hidden_panels=("earnings",),
        descriptions=words,
        shown_metadata=["order_id"],
    ).platform
    kept = Platform.get_by_id(made.id)
    assert (kept.brand_color_dark, kept.hidden_panels) == ("#aabbcc", ["earnings"])
    assert (kept.descriptions, kept.shown_metadata) == (words, ["order_id"])
    kept.change(clear=["brand_color_dark", "hidden_panels", "descriptions", "shown_metadata"])
    bare = Platform.get_by_id(made.id)
    assert [bare.brand_color_dark, bare.hidden_panels, bare.descriptions] == [None] * 3
    assert bare.shown_metadata is None
