"""Grids → targets, for the forms that we know: cut into forms, each read by its definition."""
