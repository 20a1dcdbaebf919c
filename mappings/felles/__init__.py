"""Components that several message families share."""
