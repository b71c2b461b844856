"""A real lazr.restful service in Launchpad's shape: the judge of the loopback Launchpad."""
