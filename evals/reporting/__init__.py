"""Runs for people: in the terminal, and as one HTML file that needs nothing else."""
