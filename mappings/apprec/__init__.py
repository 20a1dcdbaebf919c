"""Applikasjonskvittering."""
