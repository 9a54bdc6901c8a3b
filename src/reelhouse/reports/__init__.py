"""The reports: one SQL file each, and what reads, filters and answers them."""
