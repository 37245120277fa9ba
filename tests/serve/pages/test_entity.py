"""Pages of people, places, organisations and groups."""

from __future__ import annotations

from tests.serve.pages.conftest import Get, words


def test_a_person_has_names_a_life_line_and_passages(get: Get) -> None:
    page = get("/page/person/mustafa-kemal-ataturk")
    assert words(page, "//h1") == "Mustafa Kemal Atatürk"
    assert page.xpath("//td/bdi[@lang='ar' and text()='مصطفى كمال باشا']")
    life = [words(item, ".") for item in page.xpath("//ol[@class='life']/li")]
    assert [line for line in life if "30 August 1922" in line and "commander" in line]
    assert page.xpath("//ul[contains(@class, 'concordance')]//mark[text()='Mustafa Kemal Paşa']")


def test_a_life_runs_in_the_order_of_time(get: Get) -> None:
    page = get("/page/place/istanbul")
    years = [
        date.get("value")[:4]
        for date in page.xpath("//section[@aria-labelledby='life']//li/span[1]/data[1]")
        if date.get("value")[0].isdigit()
    ]
    assert len(years) > 10
    assert years == sorted(years)


def test_the_company_is_a_table_that_scripts_can_read(get: Get) -> None:
    page = get("/page/person/napoleon-i")
    (table,) = page.xpath("//table[@id='company']")
    assert table.get("data-iri").endswith("/person/napoleon-i")
    counts = [int(row.get("data-events")) for row in table.xpath(".//tbody/tr")]
    assert counts == sorted(counts, reverse=True)
    assert all(
        row.xpath("./th/a[starts-with(@href, '/page/')]") for row in table.xpath(".//tbody/tr")
    )


def test_a_place_says_where_it_lies(get: Get) -> None:
    facts = words(get("/page/place/istanbul", lang="tr"), "//dl")
    assert "41.0" in facts
    assert words(get("/page/place/istanbul", lang="tr"), "//h1") == "İstanbul"


def test_a_place_has_its_names_and_powers_by_years(get: Get) -> None:
    page = get("/page/place/gyumri")
    said = words(page, "//section[@aria-label='The place in time']")
    assert "Leninakan" in said
    assert "1924" in said
    assert "Who held it" in said
