"""The page 样例库: the examples that drafts learn from; open, add, remove."""
