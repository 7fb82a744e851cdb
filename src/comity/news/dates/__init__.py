"""What expressions of time mean."""
