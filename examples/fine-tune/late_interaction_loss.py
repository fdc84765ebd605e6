"""MultipleNegativesRankingLoss on the score that `@secondpass/onnx` computes of an encoder, (cosine + maxsim) / 2."""

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy, normalize


class LateInteractionLoss(nn.Module):
    """Each query's positive against its negatives and all other documents of the batch: cross-entropy of the scores."""

    def __init__(self, model: nn.Module, scale: float = 20.0) -> None:
        super().__init__()
        self.model = model
        self.scale = scale

    def forward(self, sentence_features, labels: Tensor | None = None) -> Tensor:
        query, *columns = [self.model(features) for features in sentence_features]
        scores = torch.cat([score(query, documents) for documents in columns], dim=1)
        # Row n's positive is document n of the first column.
        return cross_entropy(scores * self.scale, torch.arange(len(scores), device=scores.device))


def score(query: dict[str, Tensor], documents: dict[str, Tensor]) -> Tensor:
    """(queries × documents): the mean of the cosine of the pooled vectors and of maxsim."""
    cosine = normalize(query["sentence_embedding"]) @ normalize(documents["sentence_embedding"]).T
    return (cosine.float() + maxsim(query, documents)) / 2


def maxsim(query: dict[str, Tensor], documents: dict[str, Tensor]) -> Tensor:
    """For each token of a query the greatest cosine with any token of a document; the mean over the query's tokens."""
    q, d = (normalize(side["token_embeddings"], dim=-1) for side in (query, documents))
    q_mask, d_mask = (words_only(side["attention_mask"]) for side in (query, documents))
    similarity = torch.einsum("qik,djk->qdij", q, d).float()
    best = similarity.masked_fill(~d_mask[None, :, None, :], -1.0).amax(dim=-1)
    weights = q_mask[:, None, :].float()
    return (best * weights).sum(dim=-1) / weights.sum(dim=-1)


def words_only(attention_mask: Tensor) -> Tensor:
    """Which tokens are neither padding nor the first or last of their text ([CLS], [SEP])."""
    mask = attention_mask.bool().clone()
    last = attention_mask.sum(dim=1) - 1
    mask[:, 0] = False
    mask[torch.arange(len(mask), device=mask.device), last] = False
    return mask
