"""Other tools beside this one: python -m benchmarks.times, python -m benchmarks.attributions."""
