"""The command line: thin, over House, the reports and the output formats."""
