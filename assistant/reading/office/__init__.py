"""Word, Excel, and what systems export under their names → grid."""
