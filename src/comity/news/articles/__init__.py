"""A document taken apart: zones, remarks, quotations and who speaks them, who is named."""
