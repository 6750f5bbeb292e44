"""The demonstration: a national campaign that could go live, built through the models and translated from PO files.

French is written here; `translations/<language>.po` holds the other languages. Each fact is one of those that the project's
research found, with its source; no organisation, number or person is invented and shown as real.
"""
