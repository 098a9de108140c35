"""PDF with a text layer → grid."""
