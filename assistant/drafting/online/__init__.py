"""Drafting with a model: the prompt, the rows as they stream, and what code does to them before anyone sees a figure."""
