"""The pages that are opened in the browser."""

PAGES = (
    "/",
    "/timeline",
    "/timeline?from=1919&to=1922&type=Treaty",
    "/map",
    "/disagreements",
    "/search?q=karabekir",
    "/api",
    "/sources",
    "/page/source/tr-kars-1921",
    "/sparql-page",
    "/sparql-page?query=treaties",
    "/page/event/treaty-of-kars",
    "/page/person/napoleon-i",
    "/page/place/kars",
    "/nothing",
)
