"""Every step that a command takes towards the disk or a server, failed in turn.

As SQLite and curl are tested: the steps of a command are counted, and then it is run once for
each of them and each way to fail: killed there, the disk full from there on or only there, an
error of the device, a connection that breaks. `make torture` does all, a test draws a few.
"""
