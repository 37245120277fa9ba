"""What the W3C's protocols ask of an endpoint: SPARQL 1.1 Protocol, Service Description, Graph Store."""
