"""The page 起草: what is typed, the draft as it is written, and the editor with its findings and exports."""
