"""Numbers and functions that the reference's parts share. Pictures are [batch, height, width, channels] outside."""

import math

import torch
from torch.nn.functional import conv2d

torch.set_default_dtype(torch.float64)


def waves(shape, phase, scale=1.0):
    numbers = [scale * math.sin(phase + 0.61803398875 * i * i) for i in range(math.prod(shape))]
    return torch.tensor(numbers).float().double().reshape(shape)


def upsample(x):
    return x.repeat_interleave(2, dim=2).repeat_interleave(2, dim=3)


def with_gradients(value, *by):
    return torch.cat([part.reshape(-1) for part in (value, *torch.autograd.grad(value, by))])


def channels_first(x):
    return x.permute(0, 3, 1, 2)


def wave_weights(shapes, phase, scale):
    return [waves(shape, phase + i, scale).requires_grad_() for i, shape in enumerate(shapes)]


def convolve(x, kernel, stride=1):
    pad = (kernel.shape[0] - stride) // 2
    return conv2d(x, kernel.permute(3, 2, 0, 1), stride=stride, padding=pad)


def bias(x):
    return x[:, None, None]


def squared_slopes(logits_of, x):
    x = x.detach().requires_grad_()
    (slopes,) = torch.autograd.grad(logits_of(x).sum(), x, create_graph=True)
    return (slopes**2).sum(dim=(1, 2, 3))


def minibatch(x):
    deviation = (x.var(dim=0, unbiased=False) + 1e-8).sqrt().mean()
    return torch.cat([x, deviation.expand(*x.shape[:3], 1)], dim=3)
