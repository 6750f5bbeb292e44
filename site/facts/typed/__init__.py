"""Numbers of law that somebody typed: found where they stand, held against the facts, answered for by name."""
