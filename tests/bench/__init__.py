"""Benchmarks, each next to a reference measured in the same run: what matters is the ratio.

PYTHONPATH=tests python -m bench [cold] [warm] [build] [memory] [growth] [load] [--small] [--large] [--long]
"""
