"""The page 设置: the model, what may leave the machine, form and rules, words and examples, where things are kept."""
