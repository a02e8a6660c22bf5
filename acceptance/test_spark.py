"""The same indicators and due days on Spark: a cluster of two workers in processes of their own, and one with threads.

Needs Java 17 or later, so it is not among `tests/`: run it with ``make spark``.
"""

import os
import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any, Final

import pyspark
import pytest
from pyspark.sql import SparkSession

from examples import _nation
from examples.measure_the_nation import HERE, count, main
from examples.measure_the_nation import duckdb as on_duckdb
from examples.measure_the_nation import spark as on_spark
from lapor_core import INDONESIA
from lapor_core.monitoring.facts import TABLES, Facts
from tests.engines import PERIODS, assert_counts_agree, assert_due_days_agree
