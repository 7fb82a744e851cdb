"""A sentence as events are read from it, and the facts around a word."""
