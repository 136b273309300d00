"""Writes reference.json: the parts of GANs by PyTorch in double precision, from the numbers of work.fixture.ts.

Run: pip install torch && python3 src/engine/models/gan-agreement/reference.py
     npx prettier --write src/engine/models/gan-agreement
"""

import json
import math
import pathlib

import torch
from torch.nn.functional import binary_cross_entropy_with_logits as cross_entropy
from torch.nn.functional import relu

torch.set_default_dtype(torch.float64)


def waves(shape, phase, scale=1.0):
    numbers = [scale * math.sin(phase + 0.61803398875 * i * i) for i in range(math.prod(shape))]
    return torch.tensor(numbers).float().double().reshape(shape)


def with_gradients(value, *by):
    return torch.cat([part.reshape(-1) for part in (value, *torch.autograd.grad(value, by))])


def loss_rows():
    real, fake = (waves((6, 1), phase, 3).requires_grad_() for phase in (1, 2))
    ones, zeros = torch.ones(6, 1), torch.zeros(6, 1)

    def probability(label):
        return cross_entropy(real, label * ones) + cross_entropy(fake, zeros)

    discriminator = {
        "minimax": probability(1),
        "non-saturating": probability(1),
        "hinge": relu(1 - real).mean() + relu(1 + fake).mean(),
        "wasserstein": fake.mean() - real.mean(),
        "default smoothed": probability(0.9),
        "minimax smoothed": probability(0.9),
    }
    generator = {
        "minimax": torch.log(1 - torch.sigmoid(fake)).mean(),
        "non-saturating": -torch.log(torch.sigmoid(fake)).mean(),
        "hinge": -fake.mean(),
        "wasserstein": -fake.mean(),
    }
    rows = {f"losses/discriminator {name}": with_gradients(v, real, fake) for name, v in discriminator.items()}
    return {**rows, **{f"losses/generator {name}": with_gradients(v, fake) for name, v in generator.items()}}


rows = {**loss_rows()}
reference = {name: [float(f"{x:.8g}") for x in row.detach().reshape(-1).tolist()] for name, row in rows.items()}
path = pathlib.Path(__file__).with_name("reference.json")
path.write_text(json.dumps({"madeWith": f"torch {torch.__version__}", "rows": reference}))
