"""One company's documents as `rolebook print` sets them: specs read, text made data, pages set."""

import json
import re
import resource
import sys
import time
from pathlib import Path

from rolebook.model.document import Product
from rolebook.model.paper import Paper
from rolebook_cli.print import Order, print_company

_KIBIBYTES = 1024
_PAGE = re.compile(rb"/Type ?/Page\b")

folder, target, products = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3].split(",")
order = Order((), tuple(map(Product, products)), Paper.A4, fillable=False)
started = time.perf_counter()
result = print_company(folder, target, order, "benchmark")
seconds = time.perf_counter() - started
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIBIBYTES
if result.failure or result.problems:
    sys.exit(f"{result.failure}\n{result.problems}")
pages = sum(len(_PAGE.findall(file.read_bytes())) for file in (target / "benchmark").glob("*.pdf"))
print(json.dumps({"seconds": seconds, "mebibytes": peak, "pages": pages}))
