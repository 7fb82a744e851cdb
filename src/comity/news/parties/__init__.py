"""Who acts, and upon whom."""
