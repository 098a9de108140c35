"""The page 质量评测: runs of the evals listed, looked into, compared. The evals live in the clone; the page imports them itself."""
