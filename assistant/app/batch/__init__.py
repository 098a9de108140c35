"""The page 批量起草: a department's list in, a draft of each project, one package of all out."""
