"""``/review``: a person decides on what the machine is not sure of, as with ``kg review``. Only with ``--allow-edit``."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from kg.curation.files import CurationError
from kg.curation.pending import KINDS, Kind
from kg.serve.review.desk import DecidedError, Done, GoneError, ReviewDesk
from kg.serve.review.guard import BadFormError, Guard, form_of
from kg.serve.settings import Settings
from kg.serve.site import page, site_of
from kg.store.files import StoreError

_PAGE: Final = 50  #: cases of a list


@dataclass(frozen=True, slots=True)
class Review:
    """What the page needs of the server."""

    guard: Guard
    desk: ReviewDesk


def review_for(settings: Settings) -> Review | None:
    """What the page needs; None where nobody may decide."""
    if not settings.edit or settings.store is None:
        return None
    guard = Guard(settings.token, settings.host, settings.port)
    return Review(guard, ReviewDesk(settings.store, settings.author))


def review_routes() -> list[BaseRoute]:
    """The page's addresses; there is nothing at them without ``--allow-edit``."""
    return [
        Route("/review", _asked(_list)),
        Route("/review/take-back", _sent(_take_back), methods=["POST"]),
        Route("/review/{key}", _asked(_case)),
        Route("/review/{key}", _sent(_decide), methods=["POST"]),
    ]


Handler = Callable[[Request], Awaitable[Response]]
Look = Callable[[Request, Review], Awaitable[Response]]
Act = Callable[[Request, Review, Mapping[str, str]], Awaitable[Response]]


def _asked(look: Look) -> Handler:
    """A page for whoever was let in."""

    async def answer(request: Request) -> Response:
        review = _review_of(request)
        token = request.query_params.get("token")
        if token is not None and review.guard.is_host(request) and review.guard.knows(token):
            entered = RedirectResponse("/review", status_code=303)
            review.guard.let_in(entered)
            return _private(entered)
        if not review.guard.is_host(request) or not review.guard.session(request):
            return _said(request, "review_closed", 403)
        return await _faults(request, look(request, review))

    return answer


def _sent(act: Act) -> Handler:
    """What is done with a form of one of these pages."""

    async def answer(request: Request) -> Response:
        review = _review_of(request)
        guard, session = review.guard, review.guard.session(request)
        if not session or not guard.is_host(request) or not guard.from_here(request):
            return _said(request, "review_closed", 403)
        try:
            form = await form_of(request)
        except BadFormError as fault:
            return _said(request, "review_bad_form", fault.status)
        if not guard.is_ours(session, form.get("form", "")):
            return _said(request, "review_closed", 403)
        return await _faults(request, act(request, review, form))

    return answer


def _review_of(request: Request) -> Review:
    review: Review | None = request.app.state.review
    if review is None:
        raise HTTPException(404)
    return review


async def _faults(request: Request, answer: Awaitable[Response]) -> Response:
    """The answer, or what stood against it in words."""
    try:
        return await answer
    except DecidedError as decided:
        return _said(request, "review_decided", 409, author=decided.author)
    except GoneError:
        return _said(request, "review_gone", 409)
    except CurationError as fault:
        return _said(request, "review_file", 409, detail=str(fault))
    except StoreError as fault:
        return _said(request, "review_store", 503, detail=str(fault))
    except OSError as fault:
        detail = f"{fault.filename}: {fault.strerror}" if fault.filename else str(fault)
        return _said(request, "review_unwritable", 500, detail=detail)


async def _list(request: Request, review: Review) -> Response:
    kind = _kind(request.query_params.get("kind"))
    waiting = await asyncio.to_thread(review.desk.waiting)
    counts = Counter(waits.kind for waits in waiting)
    wanted = [waits for waits in waiting if kind in (None, waits.kind)]
    first = min(_number(request.query_params.get("from")), max(len(wanted) - 1, 0))
    return await _shown(
        request,
        review,
        "review_list.html",
        {
            "kind": kind,
            "counts": [(name, counts[name]) for name in KINDS],
            "waiting": wanted[first : first + _PAGE],
            "before": _list_at(kind, max(first - _PAGE, 0)) if first else "",
            "behind": _list_at(kind, first + _PAGE) if first + _PAGE < len(wanted) else "",
            "first": first + 1 if wanted else 0,
            "last": min(first + _PAGE, len(wanted)),
            "all": len(wanted),
        },
    )


async def _case(request: Request, review: Review) -> Response:
    kind = _kind(request.query_params.get("kind"))
    looked = await asyncio.to_thread(review.desk.look, request.path_params["key"], kind)
    values = {
        "looked": looked,
        "kind": kind,
        "skip": _case_at(looked.next, kind),
        "here": _case_at(looked.key, kind),
    }
    return await _shown(request, review, "review_case.html", values)


async def _shown(
    request: Request, review: Review, template: str, values: Mapping[str, Any]
) -> Response:
    """A page with who decides, what was decided last, and what every form holds."""
    desk, guard = review.desk, review.guard
    done = desk.done(_number(request.query_params.get("done")))
    common = {
        "author": desk.author,
        "folder": await asyncio.to_thread(desk.folder),
        "store": desk.store,
        "form_token": guard.form_token(guard.session(request)),
        "done": done,
        "taken_back": "taken-back" in request.query_params,
    }
    return _private(page(request, template, {**common, **values}))


async def _decide(request: Request, review: Review, form: Mapping[str, str]) -> Response:
    kind = _kind(form.get("kind"))
    key, choice = request.path_params["key"], form.get("choice", "")
    done = await asyncio.to_thread(review.desk.decide, key, choice, form.get("note", ""), kind)
    return _on(_case_at(done.next, kind, done))


async def _take_back(request: Request, review: Review, form: Mapping[str, str]) -> Response:
    kind = _kind(form.get("kind"))
    done = await asyncio.to_thread(review.desk.take_back, _number(form.get("done")))
    if done is None:
        return _said(request, "review_not_there", 409)
    return _on(_address(f"/review/{done.key}", kind, {"taken-back": "1"}))


def _kind(said: str | None) -> Kind | None:
    return next((name for name in KINDS if name == said), None)


def _number(said: str | None) -> int:
    return int(said) if said and said.isascii() and said.isdigit() and len(said) < 10 else 0


def _case_at(key: str, kind: Kind | None, done: Done | None = None) -> str:
    """The address of a case, of the list where there is no next one."""
    more = {"done": str(done.number)} if done else {}
    return _address(f"/review/{key}" if key else "/review", kind, more)


def _list_at(kind: Kind | None, first: int) -> str:
    return _address("/review", kind, {"from": str(first)})


def _address(path: str, kind: Kind | None, more: Mapping[str, str]) -> str:
    query = urlencode({**({"kind": kind} if kind else {}), **more})
    return f"{path}?{query}" if query else path


def _on(address: str) -> Response:
    return _private(RedirectResponse(address, status_code=303))


def _said(
    request: Request, key: str, status: int, *, author: str = "", detail: str = ""
) -> Response:
    told = {
        "key": key,
        "author": author,
        "detail": detail,
        "store": site_of(request).settings.store,
    }
    return _private(page(request, "review_message.html", told, status=status))


def _private(answer: Response) -> Response:
    answer.headers["cache-control"] = "no-store"
    return answer
