"""The community: who reviews, how constantly, and how the work is shared; never who."""
