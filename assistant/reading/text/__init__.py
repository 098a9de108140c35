"""Text, Markdown and CSV → grid."""
