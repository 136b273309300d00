"""What discriminators are made of and learn by."""

import functools
import math

import torch
from torch.nn.functional import avg_pool2d, leaky_relu, normalize, relu, silu, softplus
from torch.nn.functional import binary_cross_entropy_with_logits as cross_entropy
from waves import bias, channels_first, convolve, minibatch, squared_slopes, upsample, wave_weights, waves, with_gradients


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


def judge(w, x):
    y = leaky_relu(convolve(channels_first(x), w[0], 2) + bias(w[1]), 0.2)
    y = leaky_relu(convolve(y, w[2]) + bias(w[3]), 0.2)
    return avg_pool2d(y, 2).permute(0, 2, 3, 1).reshape(len(x), -1) @ w[4] + w[5]


def penalty_rows():
    w = wave_weights([(4, 4, 3, 4), (4,), (3, 3, 4, 5), (5,), (20, 1), (1,)], 10, 0.5)
    x, y, shares = (waves(shape, phase) for shape, phase in (((3, 8, 8, 3), 1), ((3, 8, 8, 3), 2), ((3, 1, 1, 1), 3)))
    logits = functools.partial(judge, w)
    penalties = {
        "r1": 5 / 2 * squared_slopes(logits, x).mean(),
        "wasserstein": 10 * ((squared_slopes(logits, shares * x + (1 - shares) * y).sqrt() - 1) ** 2).mean(),
    }
    rows = {}
    for name, penalty in penalties.items():
        found = torch.autograd.grad(penalty, w[::2])
        rows |= {f"penalties/{name}": penalty} | {f"penalties/{name} {i}": g for i, g in enumerate(found)}
    rows |= {f"{name.replace('r1', 'r1 by layers')}": row for name, row in rows.items() if "r1" in name}
    return rows


def two_sizes(x):
    return upsample(avg_pool2d(channels_first(x), 2) ** 2).permute(0, 2, 3, 1) ** 2


FUNCTIONS = {
    "leakyRelu": lambda x: leaky_relu(x, 0.2),
    "relu": relu,
    "prelu": lambda x: leaky_relu(x, 0.3),
    "clip": lambda x: x.clamp(-0.5, 0.5),
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "exp": torch.exp,
    "softplus": softplus,
    "swish": silu,
    "softmax": lambda x: x.softmax(dim=-1),
    "two sizes": two_sizes,
}


def curvature_rows():
    w, v = wave_weights([(4,), (4,)], 4, 1)
    rows = {}
    for name, f in FUNCTIONS.items():
        penalty = squared_slopes(lambda x: (f(x * w) * v).sum(dim=(1, 2, 3)), waves((3, 2, 2, 4), 1)).mean()
        rows[f"curvature/{name}"] = torch.cat(torch.autograd.grad(penalty, [w, v]))
    return rows


def adam_rows():
    """Epsilon as in section 2 of Adam's paper, where it is added before the correction of the second moment."""
    w = waves((3, 4), 1).requires_grad_()
    optimiser = torch.optim.Adam([w], lr=0.1, betas=(0.0, 0.9))
    for step in (1, 2, 3):
        optimiser.param_groups[0]["eps"] = 1e-7 / math.sqrt(1 - 0.9**step)
        w.grad = waves((3, 4), 1 + step)
        optimiser.step()
    return {"adam/after 3 steps": w}


def spectral_rows():
    layer = torch.nn.utils.spectral_norm(torch.nn.Conv2d(2, 4, 3, padding=1, bias=False))
    layer.weight_orig.data = waves((3, 3, 2, 4), 1).permute(3, 2, 0, 1)
    layer.weight_u.data = waves((4,), 2)
    x = waves((2, 4, 4, 2), 5)

    def last_channel(kernel):
        return kernel.permute(2, 3, 1, 0)

    score = leaky_relu(layer(channels_first(x)), 0.2).sum()
    rows = {"kernel": last_channel(layer.weight), "next vector": layer.weight_u.clone()}
    rows["gradient"] = last_channel(*torch.autograd.grad(score, layer.weight_orig))
    layer.weight_u.data = waves((4,), 2)
    penalty = squared_slopes(lambda x: leaky_relu(layer(channels_first(x)), 0.2).sum(dim=(1, 2, 3)), x).mean()
    rows["penalty"] = last_channel(*torch.autograd.grad(penalty, layer.weight_orig))
    return {f"spectral/{name}": row for name, row in rows.items()}


def together_rows():
    """Steps of a discriminator: hinge loss, R1, spectral norm, deviation of the batch, Adam."""
    kernel, bias_, dense = wave_weights([(3, 3, 3, 4), (4,), (80, 1)], 1, 1)
    u, losses = waves((4,), 4), []
    optimiser = torch.optim.Adam([kernel, bias_, dense], lr=0.05, betas=(0.0, 0.9))
    for step in (1, 2, 3):
        matrix = kernel.reshape(-1, 4).T
        with torch.no_grad():
            v = normalize(matrix.T @ u, dim=0)
            u = normalize(matrix @ v, dim=0)
        normalised = kernel / (u @ matrix @ v)

        def logits(x):
            y = leaky_relu(convolve(channels_first(x), normalised) + bias(bias_), 0.2)
            return minibatch(y.permute(0, 2, 3, 1)).reshape(len(x), -1) @ dense

        real, fake = waves((3, 4, 4, 3), 20 + step), waves((3, 4, 4, 3), 30 + step)
        loss = relu(1 - logits(real)).mean() + relu(1 + logits(fake)).mean()
        losses.append(loss + 3 / 2 * squared_slopes(logits, real).mean())
        optimiser.param_groups[0]["eps"] = 1e-7 / math.sqrt(1 - 0.9**step)
        optimiser.zero_grad()
        losses[-1].backward()
        optimiser.step()
    rows = {"losses": torch.stack(losses), "kernel": kernel, "bias": bias_, "dense": dense, "u": u}
    return {f"together/{name}": row for name, row in rows.items()}
