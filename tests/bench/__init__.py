"""What retro costs, as ratios to a floor or a peer, each with its budget; `make bench` prints it.

Ratios are taken of runs in turn on one machine, since seconds say more of the machine.
"""
