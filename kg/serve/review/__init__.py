"""The review page's inside: who may decide, what waits, how it is shown, what is decided."""
