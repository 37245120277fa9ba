"""From a file to readings: zones, clean text, reading order, language, and the way back."""
