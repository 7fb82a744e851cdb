"""The formats that OFAC's two lists share."""
