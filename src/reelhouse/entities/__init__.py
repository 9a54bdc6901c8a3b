"""Movies, companies, genres and people: lists of them, and one with all that hangs on it."""
