"""The page 帮助: how to, terms, what 待核实 means, the rules, the keyboard."""
