"""What the samples of all examples are made of."""
