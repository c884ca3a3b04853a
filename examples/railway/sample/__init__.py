"""What prepare, stop and sabotage are made of."""

import pathlib
import sys

# What the samples have in common lies beside the examples.
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))
