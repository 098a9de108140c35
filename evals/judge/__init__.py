"""Verdicts on drafts: those made by hand, kept in `evals/recorded/verdicts`, and a model's, held against them."""
