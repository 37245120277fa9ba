"""From names and dates to events: triggers, clauses, arguments, tellings of one event."""
