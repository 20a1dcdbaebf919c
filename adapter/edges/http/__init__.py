"""HTTP: the door for messages, and what operators and their machines ask for."""
