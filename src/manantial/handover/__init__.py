"""Folders and acts of handover between committees."""
