"""The note that leaves the house: what was aimed at, done, reached and paid, what was learnt, and what nobody knows.

`evidence` reads the figures, `sections` makes sentences of them, `annex` the tables; `writing` keeps both as a draft, which somebody edits.
`document` sets what was kept, and reads no count.
"""
