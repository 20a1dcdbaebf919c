"""Proof for outsiders: the requirement register, golden examples, benchmarks, how tables were derived."""
