"""The page 编辑: one draft of the workspace, every change of which is saved at once."""
