"""Writes calibration.json: what scikit-learn, SciPy and statsmodels find on made-up scores, for the tests beside this folder.

    python3 -m venv /tmp/py && /tmp/py/bin/pip install scikit-learn==1.7.2 numpy==2.2.6 scipy==1.15.3 statsmodels==0.14.5
    /tmp/py/bin/python make_calibration.py
"""

import json
import pathlib

import numpy as np
from scipy.special import expit, logit
from sklearn.calibration import _sigmoid_calibration, calibration_curve
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score
from statsmodels.stats.proportion import proportion_confint


def soft_logistic(x, relevant, intercept):
    """The likelihood with Platt's targets: each pair stands twice, weighted by its target."""
    positive = int(relevant.sum())
    negative = len(relevant) - positive
    target = np.where(relevant, (positive + 1) / (positive + 2), 1 / (negative + 2))
    model = LogisticRegression(penalty=None, fit_intercept=intercept, solver="newton-cholesky", tol=1e-12, max_iter=1000)
    features = np.concatenate([x, x]).reshape(-1, 1)
    labels = np.concatenate([np.ones_like(x), np.zeros_like(x)])
    model.fit(features, labels, sample_weight=np.concatenate([target, 1 - target]))
    return float(model.coef_[0, 0]), float(model.intercept_[0]) if intercept else 0.0


def diagram(relevant, predicted, strategy):
    observed, mean = calibration_curve(relevant, predicted, n_bins=10, strategy=strategy)
    shares = np.linspace(0, 1, 11)
    edges = np.percentile(predicted, shares * 100) if strategy == "quantile" else shares
    ids = np.searchsorted(edges[1:-1], predicted)
    counts = np.bincount(ids, minlength=10)
    counts = counts[counts > 0]
    return {
        "predicted": mean.tolist(),
        "observed": observed.tolist(),
        "counts": counts.tolist(),
        "ece": float((counts / counts.sum() * np.abs(observed - mean)).sum()),
    }


def case(name, scale, scores, relevant, weights=None):
    x = logit(np.clip(scores, 1e-7, 1 - 1e-7)) if scale == "probability" else scores
    a, b = _sigmoid_calibration(x, relevant.astype(float))
    slope, intercept = soft_logistic(x, relevant, True)
    isotonic = IsotonicRegression(increasing=True).fit(scores, relevant.astype(float), sample_weight=weights)
    places = np.unique(scores)
    predicted = expit(slope * x + intercept)
    return {
        "name": name,
        "scale": scale,
        "scores": scores.tolist(),
        "relevant": [bool(one) for one in relevant],
        **({} if weights is None else {"weights": weights.tolist()}),
        "sigmoidCalibration": {"slope": -float(a), "intercept": -float(b)},
        "platt": {"slope": slope, "intercept": intercept},
        "temperatureSlope": soft_logistic(x, relevant, False)[0],
        "isotonic": {"scores": places.tolist(), "values": isotonic.predict(places).tolist()},
        "auc": float(roc_auc_score(relevant, scores)),
        "weightedAuc": None if weights is None else float(roc_auc_score(relevant, scores, sample_weight=weights)),
        "predicted": predicted.tolist(),
        "brier": float(brier_score_loss(relevant, predicted)),
        "logLoss": float(log_loss(relevant, predicted)),
        "equalMass": diagram(relevant, predicted, "quantile"),
        "equalWidth": diagram(relevant, predicted, "uniform"),
    }


random = np.random.default_rng(20261121)


def drawn(count, slope, intercept, spread=3.0):
    scores = random.normal(-1, spread, count)
    return scores, random.random(count) < expit(slope * scores + intercept)


logits, relevant = drawn(400, 0.8, -1)
rounded, rounded_relevant = drawn(300, 0.5, 0.3)
overconfident, overconfident_relevant = drawn(250, 0.4, -0.5)
separable = np.concatenate([np.linspace(-3, -1, 20), np.linspace(1, 3, 15)])
small = np.array([0.1, 0.1, 0.4, 0.5, 0.5, 0.5, 0.9])
cases = [
    case("logits", "logit", logits, relevant),
    case("logits with ties and weights", "logit", np.round(rounded), rounded_relevant, random.integers(1, 6, 300).astype(float)),
    case("probabilities that claim too much", "probability", expit(2 * overconfident), overconfident_relevant),
    case("a threshold parts them", "logit", separable, separable > 0),
    case("large scores", "unknown", 1e5 + 3e4 * logits[:150], relevant[:150]),
    case("a handful with ties", "similarity", small, np.array([0, 1, 0, 1, 0, 1, 1], dtype=bool)),
]
wilson = [
    {"relevant": r, "kept": n, "low": float(proportion_confint(r, n, alpha=0.1, method="wilson")[0])}
    for r, n in [(1, 1), (9, 10), (50, 50), (180, 200), (185, 196), (0, 7)]
]
out = pathlib.Path(__file__).with_name("calibration.json")
out.write_text(json.dumps({"cases": cases, "wilson": wilson}) + "\n")
