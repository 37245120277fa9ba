"""From a reading to date values: expressions, calendars, and the discourse that completes them."""
