"""What prepare, stop and sabotage are made of."""
