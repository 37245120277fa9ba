"""Gold annotations: what a person says is in a text, as a file, in an annotation tool, checked.

``values`` are the annotations of one text; ``gold_file`` reads and writes them as the JSON that
``data/samples/README.md`` describes; ``check`` says what is wrong with them; ``found`` makes them of
what the extractors found, as a draft for a person to correct; ``cas_write`` and ``cas_read`` carry
them to an annotation tool and back.
"""
