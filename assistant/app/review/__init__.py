"""The page 审核已有表: files in, what was read beside the file, findings, the commented file out."""
