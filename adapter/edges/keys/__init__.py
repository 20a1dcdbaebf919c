"""Secret keys in files beside the database, which their owner alone can read."""
