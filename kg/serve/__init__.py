"""The graph on pages and at an endpoint: ``kg serve``."""
