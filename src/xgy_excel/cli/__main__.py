"""`python -m xgy_excel.cli`."""

import sys

from . import main

sys.exit(main())
