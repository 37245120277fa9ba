"""Links of a store's things to Wikidata: candidates, how well each fits, what was decided."""
