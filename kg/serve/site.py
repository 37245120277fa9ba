"""What every request needs: the settings, the engine, how to ask it, and how to fill a template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

import jinja2
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from extractors.dates.edtf import year_text
from kg.graph.vocab import PREFIXES
from kg.serve.addresses import data_of, page_of
from kg.serve.ask import Asker
from kg.serve.dates import date_in_words, language_name, years_in_words
from kg.serve.direction import isolated, plain
from kg.serve.engine.model import Engine
from kg.serve.labels import label_of
from kg.serve.settings import Settings
from kg.serve.vocabulary import named
from kg.serve.words import LANGUAGES, Words, words_of

HERE: Final = Path(__file__).parent
_COOKIE: Final = "lang"
#: what every page has links to, with the key of its words
PAGES: Final = (
    ("/", "home"),
    ("/timeline", "timeline"),
    ("/map", "map"),
    ("/disagreements", "disagreements"),
    ("/sources", "sources"),
    ("/sparql-page", "sparql"),
    ("/api", "api_title"),
)
REVIEW: Final = ("/review", "review")
_NAMES: Final = {"en": "English", "tr": "Türkçe", "ar": "العربية", "az": "Azərbaycanca"}


@dataclass(frozen=True, slots=True)
class Site:
    """One running server."""

    settings: Settings
    engine: Engine
    ask: Asker


def site_of(request: Request) -> Site:
    """The server that the request came to."""
    site: Site = request.app.state.site
    return site


def words_for(request: Request) -> Words:
    """The words in the language that is asked for: by ``?lang=``, a cookie, else the browser."""
    wanted = request.query_params.get("lang") or request.cookies.get(_COOKIE)
    if wanted not in LANGUAGES:
        wanted = _preferred(request.headers.get("accept-language", ""))
    return words_of(wanted)


def _preferred(header: str) -> str:
    wishes: list[tuple[float, str]] = []
    for part in header.split(","):
        tag, _, rest = part.strip().partition(";")
        try:
            weight = float(rest.partition("q=")[2] or 1)
        except ValueError:
            weight = 0.0
        wishes.append((weight, tag.partition("-")[0].lower()))
    best = [
        tag
        for weight, tag in sorted(wishes, key=lambda w: -w[0])
        if tag in LANGUAGES and weight > 0
    ]
    return best[0] if best else LANGUAGES[0]


def page(
    request: Request, template: str, values: Mapping[str, Any], *, status: int = 200
) -> Response:
    """The page that ``template`` makes of ``values``, in the reader's language."""
    words, site = words_for(request), site_of(request)
    pages = (*PAGES, REVIEW) if site.settings.edit else PAGES
    text = (
        templates()
        .get_template(template)
        .render(
            w=words,
            path=request.url.path,
            address=_shown_address(request),
            pages=pages,
            languages=LANGUAGES,
            names_of_languages=_NAMES,
            in_language=lambda code: _in_language(request, code),
            href=lambda thing: _address(page_of(str(thing), site.engine.base)),
            data_of=lambda thing, form: data_of(str(thing), site.engine.base, form),
            number=lambda value: f"{value:,}".replace(",", "\N{NARROW NO-BREAK SPACE}"),
            as_read=as_read,
            isolated=isolated,
            label_of=lambda thing, label: label_of(site.ask, str(thing), words, str(label)),
            said_years=lambda first, last: years_in_words(first, last, words),
            edtf_year=year_text,
            said_date=lambda edtf: date_in_words(str(edtf), words),
            named=lambda term: named(str(term), words.language),
            language_name=lambda code: language_name(str(code), words.language),
            **{"searched": "", **values},
        )
    )
    response = HTMLResponse(text, status_code=status)
    if request.query_params.get("lang") == words.language:
        response.set_cookie(_COOKIE, words.language, max_age=31_536_000, samesite="lax", path="/")
    return response


def _address(address: str) -> str:
    """An address to link to; another's graph may name things that a browser would run."""
    return address if address.startswith(("/page/", "http://", "https://")) else "#"


def _shown_address(request: Request) -> str:
    """Where a page is found again that was printed: its address on this server."""
    url = request.url
    return plain(unquote(f"{url.path}?{url.query}" if url.query else url.path))


def _in_language(request: Request, code: str) -> str:
    """The address of this very page in another language of the interface."""
    url = request.url.include_query_params(lang=code)
    return f"{url.path}?{url.query}"


def shortened(iri: str) -> str:
    """An IRI as people read it: without what stands before ``/id/``, or with a prefix."""
    behind = iri.partition("/id/")[2]
    if behind:
        return unquote(behind)
    found = next((p for p, name in PREFIXES.items() if iri.startswith(name)), None)
    return f"{found}:{iri.removeprefix(PREFIXES[found])}" if found else iri


def as_read(text: str) -> Markup:
    """A source's text in HTML, such that a browser has the same text again: its carriage returns too."""
    return Markup(escape(text).replace("\r", Markup("&#13;")))


@cache
def templates() -> jinja2.Environment:
    """The templates; whatever is put into them is escaped, and a name that is missing is an error."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["shortened"] = shortened
    return environment
