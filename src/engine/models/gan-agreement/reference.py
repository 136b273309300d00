"""Writes reference.json: the parts of GANs by PyTorch in double precision, from the numbers of work.fixture.ts.

Run: pip install torch && python3 src/engine/models/gan-agreement/reference.py
     npx prettier --write src/engine/models/gan-agreement
"""

import json
import pathlib

import torch
from drawing import drawing_rows
from judging import adam_rows, curvature_rows, loss_rows, penalty_rows, spectral_rows, together_rows

parts = loss_rows, penalty_rows, curvature_rows, adam_rows, spectral_rows, drawing_rows, together_rows
rows = {name: row for part in parts for name, row in part().items()}
reference = {name: [float(f"{x:.8g}") for x in row.detach().reshape(-1).tolist()] for name, row in rows.items()}
path = pathlib.Path(__file__).with_name("reference.json")
path.write_text(json.dumps({"madeWith": f"torch {torch.__version__}", "rows": reference}))
