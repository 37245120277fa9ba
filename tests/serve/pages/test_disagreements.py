"""The list of what sources disagree on."""

from __future__ import annotations

from tests.serve.pages.conftest import Get, words


def test_dates_stand_side_by_side_with_what_may_explain_them(get: Get) -> None:
    page = get("/disagreements")
    said = words(page, "//section[h2/a[contains(@href, 'treaty-of-san-stefano')]]")
    assert "19 February 1878" in said
    assert "3 March 1878" in said
    assert "calendar slip: 12 days" in said


def test_each_kind_of_disagreement_has_a_list(get: Get) -> None:
    for about in ("date", "place", "actor", "denial"):
        page = get("/disagreements", about=about)
        assert page.xpath("//ul[contains(@class, 'tabs')]//a[@aria-current='page']")
        assert all(section.xpath(".//li") for section in page.xpath("//section"))
    assert "Radziwill Palace" in words(get("/disagreements", about="place"))


def test_a_type_can_be_asked_for(get: Get) -> None:
    page = get("/disagreements", type="Treaty")
    kinds = [words(span, ".") for span in page.xpath("//section/h2/span")]
    assert kinds
    assert all("treaty" in kind for kind in kinds)


def test_nonsense_in_the_address_shows_the_first_page(get: Get) -> None:
    assert get("/disagreements", about="x", part="²", type="'\"<").xpath("//h1")


def test_who_says_it_leads_to_the_claim_in_its_passage(get: Get) -> None:
    page = get("/disagreements")
    for link in page.xpath("//section//a[@class='doc']/@href")[:4]:
        address, _, claim = link.partition("#")
        assert get(address).xpath("//article[blockquote]//li[@id=$claim]", claim=claim)
