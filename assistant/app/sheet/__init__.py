"""A form that can be edited, wherever one is: goals, head and a grid for each table."""
