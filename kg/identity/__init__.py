"""One thing, one node: what several documents tell of is put together by decisions written down."""
