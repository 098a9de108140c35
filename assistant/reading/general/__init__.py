"""Grids → targets, for forms that we do not know: by what their headers say."""
