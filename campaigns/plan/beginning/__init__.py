"""A new campaign from four answers: for whom, from which angle, when, and with what money."""
