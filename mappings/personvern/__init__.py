"""Samtykke, reservasjon and tilgangsbegrensning."""
