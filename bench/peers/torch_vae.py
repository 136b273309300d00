"""The variational autoencoder of src/engine/models/vae.ts in PyTorch, written for PyTorch's best on a processor.

The same layers, losses and optimiser; Adam is PyTorch's fused one; memory is laid out channels first or last,
whichever trains faster on this machine. Decoding runs in inference mode. torch.compile is not used: it needs a C++
compiler on the machine and minutes at the first step.

    python torch_vae.py CHANNELS            measures, prints one JSON object
    python torch_vae.py CHANNELS --serve    answers lines `WORK COUNT` with `{"values": [ms, ...]}`

CHANNELS is e.g. 24-48-64-96; WORK is one of step, decode1, decode16.
"""

import json
import os
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn

SIDE, LATENT, BATCH, KL_WEIGHT, LEARNING_RATE = 64, 32, 32, 0.3, 2e-3
PICTURES = 256


class Vae(nn.Module):
    def __init__(self, channels):
        super().__init__()
        sizes = [3, *channels]
        self.corner = SIDE // 16
        flat = self.corner**2 * channels[-1]
        pairs = list(zip(sizes, sizes[1:]))
        # TensorFlow's "same" of a 4 x 4 filter with stride 2 is one pixel on each side.
        self.down = nn.ModuleList(nn.Conv2d(i, o, 4, 2, 1) for i, o in pairs)
        self.mu, self.logvar = nn.Linear(flat, LATENT), nn.Linear(flat, LATENT)
        self.spread = nn.Linear(LATENT, flat)
        self.up = nn.ModuleList(nn.ConvTranspose2d(o, i, 4, 2, 1) for i, o in reversed(pairs))

    def encode(self, x):
        for layer in self.down:
            x = F.leaky_relu(layer(x), 0.1, inplace=True)
        flat = x.flatten(1)
        return self.mu(flat), self.logvar(flat)

    def decode(self, z):
        x = F.leaky_relu(self.spread(z), 0.1, inplace=True).view(len(z), -1, self.corner, self.corner)
        for layer in self.up[:-1]:
            x = F.leaky_relu(layer(x), 0.1, inplace=True)
        return torch.sigmoid(self.up[-1](x))


class Work:
    """What is timed, in one layout of memory."""

    def __init__(self, channels, layout):
        torch.manual_seed(7)
        self.layout = layout
        self.vae = Vae(channels).to(memory_format=layout)
        # Half the usual weights in the log-variance would overshoot; ours start at 0.
        nn.init.zeros_(self.vae.logvar.weight)
        self.adam = torch.optim.Adam(self.vae.parameters(), LEARNING_RATE, eps=1e-7, fused=True)
        # Smooth random pictures, uint8 [count, height, width, 3] as the application holds them.
        self.images = torch.randint(0, 256, (PICTURES, SIDE, SIDE, 3), dtype=torch.uint8)
        self.codes = torch.randn(16, LATENT)

    def step(self):
        batch = self.images[torch.randperm(PICTURES)[:BATCH]].permute(0, 3, 1, 2)
        x = batch.to(torch.float32, memory_format=self.layout).div_(255)
        mu, logvar = self.vae.encode(x)
        y = self.vae.decode(mu + torch.exp(0.5 * logvar) * torch.randn_like(mu))
        reconstruction = F.mse_loss(y, x, reduction="sum") / BATCH
        kl = -0.5 * (1 + logvar - mu.square() - logvar.exp()).sum() / BATCH
        self.adam.zero_grad(set_to_none=True)
        (reconstruction + KL_WEIGHT * kl).backward()
        self.adam.step()
        return reconstruction.item(), kl.item()

    @torch.inference_mode()
    def decode(self, count):
        pixels = self.vae.decode(self.codes[:count]).mul_(255).round_().to(torch.uint8)
        return pixels.permute(0, 2, 3, 1).contiguous().numpy().tobytes()

    def run(self, work, count):
        calls = {"step": self.step, "decode1": lambda: self.decode(1), "decode16": lambda: self.decode(16)}
        return [timed(calls[work]) for _ in range(count)]


def timed(work):
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)


def median(numbers):
    return sorted(numbers)[len(numbers) // 2]


def best(channels, work, warm):
    """The layout that does this work faster: both are tried in turns."""
    lanes = {name: Work(channels, getattr(torch, name)) for name in ("contiguous_format", "channels_last")}
    times = {name: [] for name in lanes}
    for _ in range(warm):
        for name, lane in lanes.items():
            times[name] += lane.run(work, 2)
    name = min(times, key=lambda name: median(times[name][2:]))
    return name, lanes[name]


def prepare(channels):
    torch.set_num_threads(os.cpu_count() or 1)
    torch.set_flush_denormal(True)
    found = {"step": best(channels, "step", 4)}
    for work in ("decode1", "decode16"):
        found[work] = best(channels, work, 30)
    about = {"torch": torch.__version__, "threads": torch.get_num_threads()}
    layouts = {work: name for work, (name, _) in found.items()}
    return {work: lane for work, (_, lane) in found.items()}, {**about, "layouts": layouts}


def main():
    channels = [int(size) for size in sys.argv[1].split("-")]
    lanes, about = prepare(channels)
    if "--serve" in sys.argv:
        print(json.dumps({"ready": about}), flush=True)
        for line in sys.stdin:
            work, count = line.split()
            print(json.dumps({"values": lanes[work].run(work, int(count))}), flush=True)
    else:
        counts = {"step": 12, "decode1": 60, "decode16": 60}
        times = {work: median(lane.run(work, counts[work])) for work, lane in lanes.items()}
        print(json.dumps({**about, "medianMs": times}))


if __name__ == "__main__":
    main()
