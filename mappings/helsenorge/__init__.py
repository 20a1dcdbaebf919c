"""Helsenorge's messages to and from citizens."""
