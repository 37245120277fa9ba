"""From readings to entities: people, places, organisations, groups, and who is who in a document."""
