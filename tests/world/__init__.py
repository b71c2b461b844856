"""A simulated team at work: it makes histories whose truth is known."""
