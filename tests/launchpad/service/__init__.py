"""Projects, bug tasks and blueprints on Launchpad's own engine; only the data is ours."""
