DROP TABLE benchmark_participation;
DROP TABLE budgets;
