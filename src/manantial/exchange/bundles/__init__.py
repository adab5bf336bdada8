"""Bundles: how an alliance travels between its own computers, with no network.

A bundle is a zip with a signed manifest, the rows of each table as NDJSON and the files by SHA-256. `declared` says
what each table does, `rows` spells a row, `heads` knows what changed since two computers last met, `packet` is the
file itself, `writing` and `reading` put it together and take it in, `keys` signs, `sealing` closes with a passphrase.
"""
