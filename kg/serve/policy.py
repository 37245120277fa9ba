"""What browsers may load for our pages: nothing comes from or goes to another machine."""

from __future__ import annotations

from collections.abc import Sequence


def policy(*, images: Sequence[str] = (), styles: Sequence[str] = ()) -> str:
    """A Content-Security-Policy; ``images`` and ``styles`` name what one page needs beside our own.

    >>> "style-src 'self' 'sha256-AAAA';" in policy(styles=["'sha256-AAAA'"])
    True
    """
    pictures, looks = " ".join(images), " ".join(styles)
    return (
        f"default-src 'self'; img-src 'self' data: {pictures}; style-src 'self' {looks}; "
        "script-src 'self'; "
        "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
