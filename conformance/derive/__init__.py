"""Developers' steps that make derived files from official definitions; nothing here runs in the adapter."""
