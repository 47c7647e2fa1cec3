"""Trains a triage model on closed orders, and writes plant.onnx with its manifest.

    pip install scikit-learn skl2onnx
    python train_triage.py closed-orders.csv        # columns: text, category

The categories are the keys that the page "Plugged-in models" shows.
"""

import csv
import json
import sys
import warnings
from pathlib import Path

from skl2onnx import to_onnx
from skl2onnx.common.data_types import StringTensorType
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

with Path(sys.argv[1]).open(encoding="utf-8-sig", newline="") as table:
    rows = [(row["text"], row["category"]) for row in csv.DictReader(table)]
texts, labels = [text for text, _ in rows], [label for _, label in rows]

# runs of characters read Chinese and English alike. Lower case is left alone, because ONNX asks
# the machine for a language setting to make it, and few servers have that
words = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), min_df=2, lowercase=False)
model = make_pipeline(words, LogisticRegression(C=20, max_iter=500)).fit(texts, labels)

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    exported = to_onnx(model, initial_types=[("text", StringTensorType([None]))])
Path("plant.onnx").write_bytes(exported.SerializeToString())

# a few rows that the model gets right: the check asks them again, and finds out if the input
# were made in another way than here
told = [(text, label) for text, label in rows if model.predict([text])[0] == label][:5]
manifest = {
    "name": "plant",
    "version": "1",
    "task": "triage",
    "runtime": "onnx",
    "input": {"kind": "text"},
    "labels": {label: label for label in sorted(set(labels))},
    "samples": [{"text": text, "label": label} for text, label in told],
    "author": "",
    "licence": "",
    "note": f"Learned from {len(rows)} closed orders.",
}
Path("plant.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=2), "utf-8")
print(f"plant.onnx and plant.json: {len(rows)} orders, {len(set(labels))} categories")
