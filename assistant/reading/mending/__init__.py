"""What extraction has damaged, put right: a module a kind of damage."""
