"""Running cases: what is done with each, how results are kept, and what a run was made with."""
