"""Colours by what they mean, and the contrast that they must have: of themes, and of the operator."""
