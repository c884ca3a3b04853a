"""Answers as soon as something is so, or when the caller has waited long enough."""

import asyncio

LONGEST_SECONDS = 10
PAUSE_SECONDS = 0.05


async def until(look, seconds):
    """look() is awaited until it answers (result, True) or the time is over; answers its result."""
    deadline = asyncio.get_running_loop().time() + min(float(seconds), LONGEST_SECONDS)
    while True:
        result, done = await look()
        if done or asyncio.get_running_loop().time() >= deadline:
            return result
        await asyncio.sleep(PAUSE_SECONDS)
