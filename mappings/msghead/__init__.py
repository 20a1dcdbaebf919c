"""Hodemelding."""
