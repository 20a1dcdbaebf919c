"""The development proxy: any HTTP or FHIR client calls through it as one of the development clients (decisions.md).

It adds the token and a proof to each request, and makes URLs of the adapter its own in what it hands on.
"""
