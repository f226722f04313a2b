"""The network: the packaged encoder's trunk with two small heads, one for sentences and one for the passage."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

WIDTH = 384
HIDDEN = 192
IN_HALF = any(torch.cpu.get_capabilities().get(name) for name in ("avx512_bf16", "amx_bf16"))
"""Whether this processor, of the x86 kind, multiplies in bfloat16."""
UNREAD = -30.0
"""Logit of a place in the batch that holds no sentence."""


class ReaderNetwork(nn.Module):
    """Reads question and passage together; word and position embeddings stay as they were.

    A sentence's logit starts as its cosine with the question, both being means of their tokens, for the trunk was
    trained to make that cosine tell; an MLP over the sentence, ``[CLS]`` and the product of sentence and question adds
    what the cosine misses. The passage's answerability is that of its best sentence, put right by an MLP over
    ``[CLS]``, the sentences averaged by their own scores, and that average times the question.

    While it is trained, the trunk multiplies in bfloat16 where the processor can: half the time of a step.
    """

    def __init__(self, base: Path, *, dropout: float = 0.1) -> None:
        super().__init__()
        self.trunk = BertModel.from_pretrained(
            base,
            add_pooling_layer=False,
            attn_implementation="eager",
            attention_probs_dropout_prob=0.0,
            hidden_dropout_prob=dropout,
        )
        _replace_dropout(self.trunk)
        for embedding in (self.trunk.embeddings.word_embeddings, self.trunk.embeddings.position_embeddings):
            embedding.weight.requires_grad_(False)
        self.sentence = _head(3 * WIDTH, dropout)
        self.answerable = _head(3 * WIDTH, dropout)
        self.slope = nn.Parameter(torch.tensor(8.0))
        self.offset = nn.Parameter(torch.tensor(-5.0))

    def forward(
        self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor, spans: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Logits of the sentences, (batch, sentences), and of the passages, (batch,), of a `crossencoder.Batch`."""
        # A mask of four axes is taken as it is; one of two is expanded by code that the ONNX tracer cannot follow.
        mask = (1.0 - attention_mask[:, None, None].float()) * torch.finfo(torch.float32).min
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training and IN_HALF):
            read = self.trunk(input_ids=input_ids, attention_mask=mask, token_type_ids=token_type_ids)
        hidden = read.last_hidden_state.float()
        first = hidden[:, 0]
        question = _mean(hidden, (attention_mask * (1 - token_type_ids)).to(hidden.dtype))
        means = torch.bmm(spans, hidden)
        cosine = nn.functional.cosine_similarity(means, question[:, None], dim=-1)
        joined = torch.cat([means, first[:, None].expand_as(means), means * question[:, None]], dim=-1)
        present = spans.sum(-1) > 0
        sentences = self.sentence(joined).squeeze(-1) + self.slope * cosine + self.offset
        sentences = sentences.masked_fill(~present, UNREAD)
        focus = torch.softmax(sentences, dim=-1)
        pooled = torch.bmm(focus[:, None], means).squeeze(1)
        passage = self.answerable(torch.cat([first, pooled, pooled * question], dim=-1)).squeeze(-1)
        return sentences, passage + sentences.max(dim=-1).values


class _Dropout(nn.Module):
    """Dropout that draws a byte for each unit, an eighth of the cost of PyTorch's own on a CPU."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.dropped = round(256 * share)

    def forward(self, hidden: Tensor) -> Tensor:
        if not (self.training and self.dropped):
            return hidden
        eights = torch.empty(-(-hidden.numel() // 8), dtype=torch.int64).random_(-(2**63), None)
        kept = eights.view(torch.uint8)[: hidden.numel()].view(hidden.shape) >= self.dropped
        return hidden * kept * (256 / (256 - self.dropped))


def _replace_dropout(module: nn.Module) -> None:
    for name, child in module.named_children():
        if isinstance(child, nn.Dropout) and child.p:
            setattr(module, name, _Dropout(child.p))
        else:
            _replace_dropout(child)


def _head(width: int, dropout: float) -> nn.Sequential:
    return nn.Sequential(nn.Dropout(dropout), nn.Linear(width, HIDDEN), nn.GELU(), nn.Linear(HIDDEN, 1))


def _mean(hidden: Tensor, weights: Tensor) -> Tensor:
    """The mean of the tokens that ``weights`` (batch, tokens) marks with 1."""
    return torch.bmm(weights[:, None], hidden).squeeze(1) / weights.sum(-1, keepdim=True)


def loss(
    sentences: Tensor,
    answerable: Tensor,
    *,
    gold: Tensor,
    present: Tensor,
    contests: Tensor,
    positive_weight: float = 1.5,
) -> Tensor:
    """What training minimises, averaged over the batch.

    Three parts: whether the passage answers; for every sentence whether it belongs to the answer (half as heavy where
    none does); and, where one does, how much of a softmax falls on the right ones, over the sentences of all passages
    that the question is put to: the shared normalisation of Clark and Gardner 2018, arXiv 1710.10723, for the best
    sentence of one passage is weighed against those of others in use.

    Args:
        gold: 1 for the sentences that answer, shape (batch, sentences), float.
        present: True where there is a sentence, same shape.
        contests: the same number for passages that a question is put to, shape (batch,).
        positive_weight: of an answering passage, for there are fewer of them.
    """
    functional = nn.functional
    positive = (gold.sum(-1) > 0).float()
    passage = functional.binary_cross_entropy_with_logits(
        answerable, positive, pos_weight=torch.tensor(positive_weight)
    )
    each = functional.binary_cross_entropy_with_logits(sentences, gold, pos_weight=torch.tensor(2.0), reduction="none")
    counted = present.float()
    mean = (each * counted).sum(-1) / counted.sum(-1).clamp(min=1)
    sentence = (mean * (0.5 + 0.5 * positive)).mean()
    rivals = contests[:, None] == contests
    total = torch.logsumexp(sentences.logsumexp(-1).masked_fill(~rivals, -torch.inf), dim=-1)
    choice = ((total[:, None] - sentences) * gold).sum(-1) / gold.sum(-1).clamp(min=1)
    return passage + 2 * sentence + 0.5 * choice.sum() / positive.sum().clamp(min=1)
