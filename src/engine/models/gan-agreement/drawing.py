"""What generators are made of, and the operations that grown networks share."""

import math

import torch
from torch.nn.functional import conv2d
from waves import channels_first, minibatch, waves


def modulated(x, kernel, style, demodulate=True):
    """As the authors do: a kernel for every picture, all pictures as groups of one."""
    weights = (kernel[None] * style[:, None, None, :, None]).permute(0, 4, 3, 1, 2)
    if demodulate:
        weights = weights * ((weights**2).sum(dim=(2, 3, 4), keepdim=True) + 1e-8).rsqrt()
    batch, height, width, _ = x.shape
    pictures = channels_first(x).reshape(1, -1, height, width)
    y = conv2d(pictures, weights.reshape(-1, *weights.shape[2:]), padding=1, groups=batch)
    return y.reshape(batch, -1, height, width).permute(0, 2, 3, 1)


def by_inputs(name, f, *inputs):
    """The result, and the gradient of its product with other numbers by every input."""
    inputs = [x.requires_grad_() for x in inputs]
    y = f(*inputs)
    found = torch.autograd.grad((y * waves(y.shape, 9)).sum(), inputs)
    return {f"drawing/{name}": y, **{f"drawing/{name} {i}": gradient for i, gradient in enumerate(found)}}


def path_length():
    """The second gradient that StyleGAN2's path lengths need: of slopes by the style, by the kernel."""
    x, kernel, style = waves((2, 4, 4, 3), 1), waves((3, 3, 3, 5), 2).requires_grad_(), waves((2, 3), 3).requires_grad_()
    y = modulated(x, kernel, style)
    (slopes,) = torch.autograd.grad((y * waves(y.shape, 9)).sum(), style, create_graph=True)
    return torch.autograd.grad((slopes**2).sum(), kernel)[0]


def minibatch_penalty():
    x = waves((3, 4, 4, 3), 1).requires_grad_()
    score = (minibatch(x) ** 2 * waves((4,), 7)).sum()
    (slopes,) = torch.autograd.grad(score, x, create_graph=True)
    return torch.autograd.grad((slopes**2).sum(), x)[0]


def drawing_rows():
    x, kernel, style = (2, 4, 4, 3), (3, 3, 3, 5), (2, 3)
    drawn = [waves(shape, i + 1) for i, shape in enumerate((x, kernel, style))]
    scale = math.sqrt(2 / 27)
    return {
        **by_inputs("modulated", modulated, *drawn),
        **by_inputs("not demodulated", lambda *inputs: modulated(*inputs, demodulate=False), *drawn),
        **by_inputs("noise", lambda x, noise, strength: x + strength * noise, waves(x, 1), waves((2, 4, 4, 1), 2), waves((3,), 3)),
        **by_inputs("pixel norm", lambda x: x / ((x**2).mean(dim=3, keepdim=True) + 1e-8).sqrt(), waves(x, 1)),
        **by_inputs("minibatch", minibatch, waves((3, 4, 4, 3), 1)),
        **by_inputs("equalised", lambda x: x * scale, waves(kernel, 1)),
        **by_inputs("blend", lambda a, b: torch.lerp(a, b, 0.7), waves(style, 1), waves(style, 2)),
        "drawing/path length": path_length(),
        "drawing/minibatch penalty": minibatch_penalty(),
        "drawing/averages": 0.9 * waves(style, 1) + 0.1 * waves(style, 2),
    }
