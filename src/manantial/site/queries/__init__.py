"""Questions of the three faces: what the public may see, what is due today, what can be found."""
