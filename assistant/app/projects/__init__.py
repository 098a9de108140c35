"""The page 我的项目: every draft of its owner, found, opened, copied, put away, exported together."""
