"""XGBoost's hist on data that the benchmark wrote: prints log loss or mean squared error of the test rows, CPU and wall seconds of training.

Usage: xgboost_trees.py FOLDER squared|logistic DEPTH ROUNDS THREADS. The folder holds train.bin and test.bin (rows of doubles: the features, then
the target; NaN is missing) and types.txt (one word: q for a number, c for a category, for each feature)."""
import sys
import time

import numpy as np
import xgboost as xgb

folder, loss, depth, rounds, threads = sys.argv[1], sys.argv[2], *map(int, sys.argv[3:6])
types = list(open(f"{folder}/types.txt").read().strip())


def matrix(name):
    rows = np.fromfile(f"{folder}/{name}.bin").reshape(-1, len(types) + 1)
    return xgb.DMatrix(rows[:, :-1], rows[:, -1], feature_types=types, enable_categorical=True, nthread=threads), rows[:, -1]


train, _ = matrix("train")
test, target = matrix("test")
parameters = {
    "tree_method": "hist", "max_depth": depth, "eta": 0.1, "lambda": 1, "min_child_weight": 1, "max_bin": 256, "nthread": threads,
    "objective": "reg:squarederror" if loss == "squared" else "binary:logistic",
    "base_score": float(train.get_label().mean()),
}
wall, cpu = time.perf_counter(), time.process_time()
model = xgb.train(parameters, train, rounds)
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
score = model.predict(test)
if loss == "squared":
    error = np.mean((score - target) ** 2)
else:
    share = np.clip(score, 1e-15, 1 - 1e-15)
    error = -np.mean(target * np.log(share) + (1 - target) * np.log(1 - share))
print(error, cpu, wall)
