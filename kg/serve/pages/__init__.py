"""Pages for people, made on the server: each asks the engine, and fills a template."""
