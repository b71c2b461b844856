"""A real Gerrit for tests: fetched, set up and driven with the world's acts, under our clock."""
