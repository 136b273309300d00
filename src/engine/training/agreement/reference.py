"""Writes reference.json: one step of a VAE and of a GAN, and 50 steps of each, by PyTorch in double precision.

The networks are those of src/engine/models, the weights, pictures and noise those of inputs.fixture.ts.

Run: pip install torch numpy && python3 src/engine/training/agreement/reference.py
     npx prettier --write src/engine/training/agreement
"""

import json
import math
import pathlib

import torch
from torch.nn.functional import conv2d, conv_transpose2d, leaky_relu, relu, softplus

torch.set_default_dtype(torch.float64)
BATCH, SIDE, LATENT = 4, 16, 3
KL_WEIGHT, RATE, STEPS = 0.3, 2e-3, 50
M32 = 0xFFFFFFFF


def mulberry32(seed):
    state = seed & M32
    while True:
        state = (state + 0x6D2B79F5) & M32
        t = ((state ^ (state >> 15)) * (state | 1)) & M32
        t ^= (t + (((t ^ (t >> 7)) * (t | 61)) & M32)) & M32
        yield (t ^ (t >> 14)) / 4294967296


def seed_from(*parts):
    value = 0x811C9DC5
    for part in parts:
        value = ((value ^ part) * 0x01000193) & M32
        value = ((value ^ (value >> 15)) * 0x2C1B3C6D) & M32
    return value ^ (value >> 13)


def gaussians(shape, seed, scale=1.0):
    """Rounded to single precision where the engine does, then double."""
    source = mulberry32(seed)
    numbers = []
    for _ in range(math.prod(shape)):
        radius = math.sqrt(-2 * math.log(1 - next(source)))
        numbers.append(radius * math.cos(2 * math.pi * next(source)))
    rounded = torch.tensor(numbers).float().double() * scale
    return rounded.float().double().reshape(shape)


def conv_shapes(names, sizes, turned=False):
    """Kernels as TensorFlow holds them: [height, width, in, out], of transposed convolutions [.., out, in]."""
    shapes = {}
    for name, a, b in zip(names, sizes, sizes[1:]):
        shapes[f"{name}/kernel"] = (4, 4, b, a) if turned else (4, 4, a, b)
        shapes[f"{name}/bias"] = (b,)
    return shapes


def dense_shapes(name, a, b):
    return {f"{name}/kernel": (a, b), f"{name}/bias": (b,)}


def scattered(shapes):
    return {
        name: gaussians(shape, seed_from(11, i), 0.15).requires_grad_()
        for i, (name, shape) in enumerate(shapes.items())
    }


def down(w, name, x):
    return conv2d(x, w[f"{name}/kernel"].permute(3, 2, 0, 1), w[f"{name}/bias"], stride=2, padding=1)


def up(w, name, x):
    return conv_transpose2d(x, w[f"{name}/kernel"].permute(3, 2, 0, 1), w[f"{name}/bias"], stride=2, padding=1)


def dense(w, name, x):
    return x @ w[f"{name}/kernel"] + w[f"{name}/bias"]


def flat(x):
    return x.permute(0, 2, 3, 1).reshape(BATCH, -1)


def picture(x, corner, channels):
    return x.reshape(BATCH, corner, corner, channels).permute(0, 3, 1, 2)


def waves():
    b, y, x, c = torch.meshgrid(*(torch.arange(float(n)) for n in (BATCH, SIDE, SIDE, 3)), indexing="ij")
    images = 0.5 + 0.4 * torch.sin(0.4 * x + b + c) * torch.cos(0.3 * y - b * c)
    return images.float().double().permute(0, 3, 1, 2)


def codes(step, which=0):
    return gaussians((BATCH, LATENT), seed_from(5, step, which))


VAE = {
    **conv_shapes([f"encode_{i}" for i in range(4)], [3, 3, 4, 5, 6]),
    **dense_shapes("mu", 6, LATENT),
    **dense_shapes("logvar", 6, LATENT),
    **dense_shapes("spread", LATENT, 6),
    **conv_shapes(["decode_0", "decode_1", "decode_2", "image"], [6, 5, 4, 3, 3], turned=True),
}
GENERATOR = {
    **dense_shapes("spread", LATENT, 20),
    **conv_shapes(["draw_0", "draw_1", "image"], [5, 4, 3, 3], turned=True),
}
DISCRIMINATOR = {
    **conv_shapes([f"judge_{i}" for i in range(3)], [3, 3, 4, 5]),
    **dense_shapes("logit", 20, 1),
}


def vae_losses(w, x, epsilon):
    hidden = x
    for i in range(4):
        hidden = leaky_relu(down(w, f"encode_{i}", hidden), 0.1)
    mu, logvar = dense(w, "mu", flat(hidden)), dense(w, "logvar", flat(hidden))
    z = mu + torch.exp(logvar / 2) * epsilon
    y = picture(leaky_relu(dense(w, "spread", z), 0.1), 1, 6)
    for i in range(3):
        y = leaky_relu(up(w, f"decode_{i}", y), 0.1)
    y = torch.sigmoid(up(w, "image", y))
    reconstruction = ((x - y) ** 2).sum(dim=(1, 2, 3)).mean()
    kl = -0.5 * (1 + logvar - mu**2 - torch.exp(logvar)).sum(dim=1).mean()
    return mu, logvar, reconstruction, kl


def generate(w, z):
    y = picture(relu(dense(w, "spread", z)), 2, 5)
    for name in ("draw_0", "draw_1"):
        y = relu(up(w, name, y))
    return torch.sigmoid(up(w, "image", y))


def judge(w, x):
    for i in range(3):
        x = leaky_relu(down(w, f"judge_{i}", x), 0.2)
    return dense(w, "logit", flat(x))


def gan_losses(w, x, z):
    """By Goodfellow et al. 2014; the discriminator's, and the generator's against it."""
    discriminator = softplus(-judge(w, x)).mean() + softplus(judge(w, generate(w, z).detach())).mean()
    return discriminator, softplus(-judge(w, generate(w, z))).mean()


def gradients(prefix, loss, w, names):
    found = torch.autograd.grad(loss, [w[name] for name in names])
    return {f"{prefix}/{name}": gradient for name, gradient in zip(names, found)}


def vae_step():
    w = scattered(VAE)
    mu, logvar, reconstruction, kl = vae_losses(w, waves(), codes(0))
    losses = torch.stack([reconstruction, kl])
    rows = {"vae/losses": losses, "vae/mu": mu, "vae/logvar": logvar}
    return {**rows, **gradients("vae", reconstruction + KL_WEIGHT * kl, w, VAE)}


def gan_weights():
    """In one order, since the numbers depend on it."""
    named = {f"generator {name}": shape for name, shape in GENERATOR.items()}
    w = scattered({**named, **DISCRIMINATOR})
    return {name.removeprefix("generator "): value for name, value in w.items()}


def gan_step():
    w = gan_weights()
    discriminator, _ = gan_losses(w, waves(), codes(0))
    _, generator = gan_losses(w, waves(), codes(0, 1))
    pictures = generate(w, codes(0)).permute(0, 2, 3, 1).reshape(-1)[:48]
    rows = {"gan/losses": torch.stack([discriminator, generator]), "gan/pictures": pictures}
    first = gradients("gan", discriminator, w, DISCRIMINATOR)
    return {**rows, **first, **gradients("gan", generator, w, GENERATOR)}


def adam(w, names, first_decay):
    return torch.optim.Adam([w[name] for name in names], lr=RATE, betas=(first_decay, 0.999))


def move(optimiser, loss, step):
    """Epsilon as in section 2 of the paper, where it is added before the correction of the second moment."""
    optimiser.param_groups[0]["eps"] = 1e-7 / math.sqrt(1 - 0.999 ** (step + 1))
    optimiser.zero_grad()
    loss.backward()
    optimiser.step()
    return loss.detach()


def vae_curve():
    w, x = scattered(VAE), waves()
    optimiser, curve = adam(w, VAE, 0.9), []
    for step in range(STEPS):
        _, _, reconstruction, kl = vae_losses(w, x, codes(step))
        curve.append(move(optimiser, reconstruction + KL_WEIGHT * kl, step))
    return {"vae/curve": torch.stack(curve)}


def gan_curve():
    w, x = gan_weights(), waves()
    optimisers = adam(w, DISCRIMINATOR, 0.5), adam(w, GENERATOR, 0.5)
    curves = [], []
    for step in range(STEPS):
        for which in (0, 1):
            loss = gan_losses(w, x, codes(step, which))[which]
            curves[which].append(move(optimisers[which], loss, step))
    first, second = (torch.stack(curve) for curve in curves)
    return {"gan/discriminator curve": first, "gan/generator curve": second}


rows = {**vae_step(), **gan_step(), **vae_curve(), **gan_curve()}
reference = {name: [float(f"{x:.8g}") for x in row.detach().reshape(-1).tolist()] for name, row in rows.items()}
path = pathlib.Path(__file__).with_name("reference.json")
path.write_text(json.dumps({"madeWith": f"torch {torch.__version__}", "rows": reference}))
