"""The world outside: the network, and the weights on disk. Each keeps a port that a lower room defines."""
