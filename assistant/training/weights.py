"""What training changed, as one safetensors file in half precision: the packaged encoder holds the rest."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from assistant.training.model import ReaderNetwork


def save(network: ReaderNetwork, path: Path, *, metadata: dict[str, str] | None = None) -> None:
    """Write every parameter that training may change."""
    changed = {
        name: parameter.detach().to(torch.float16).contiguous()
        for name, parameter in network.named_parameters()
        if parameter.requires_grad
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(changed, path, metadata=metadata)


def load(network: ReaderNetwork, path: Path) -> None:
    """Put the saved parameters in place. Raises ValueError when the file does not fit the network."""
    changed = {name: value.to(torch.float32) for name, value in load_file(path).items()}
    expected = {name for name, parameter in network.named_parameters() if parameter.requires_grad}
    if changed.keys() != expected:
        raise ValueError(f"{path} holds other parameters than the reader has")
    network.load_state_dict(changed, strict=False)
