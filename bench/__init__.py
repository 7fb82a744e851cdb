"""Benchmarks on real lists: `make bench`."""
