"""Whether drafts got better: data sets, scorers, recorded outputs, benchmarks."""
