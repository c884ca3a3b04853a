"""Prepares, stops and sabotages a running TraceHub in a directory of its own."""
