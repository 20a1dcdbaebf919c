"""One reader, writer and checker for every message family, made from the annotations of the element structs."""
