"""Pages as they are met: a real browser, its keys, and two judges of what it shows."""
