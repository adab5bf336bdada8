"""Audiences, messages, materials, pretests, dissemination and evaluation."""
