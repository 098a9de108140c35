"""Benchmarks: printed for people, never asserted in a timed test."""
