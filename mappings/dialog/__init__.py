"""Dialogmelding."""
