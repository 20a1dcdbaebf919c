"""Messages of the municipal health and care services (PLO)."""
