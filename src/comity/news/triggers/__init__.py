"""Which words of a sentence carry an action."""
