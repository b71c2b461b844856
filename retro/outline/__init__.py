"""How an edition is worded and ordered: the one list of chapters, and words that all share."""
