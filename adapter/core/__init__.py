"""Pure decisions: facts and a question in, a value with its reason out."""
