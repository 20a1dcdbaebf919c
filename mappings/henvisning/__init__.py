"""Henvisning: read in part, never written."""
