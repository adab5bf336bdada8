"""REFI-QDA, the format in which programs of qualitative analysis hand projects to each other: reading and writing.

Pure: knows the standard (project and codebook 1.0, 18 March 2019, with what real programs make of it) and nothing of
the database. No library is used: those there are unpack to a fixed folder or refuse what other programs write.
"""
