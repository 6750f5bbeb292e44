"""Guards that matter, broken one line at a time: does a test of theirs notice?"""
