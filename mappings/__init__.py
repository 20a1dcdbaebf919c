"""The messages and FHIR, true on paper: bytes or values in, values out."""
