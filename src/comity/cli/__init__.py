"""The command line: with ingest, the only place that sees clock, environment and network."""
