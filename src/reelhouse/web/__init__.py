"""The HTTP API and what serves it, over House, the reports and the output formats."""
