"""The page 起草: thin views over `assistant.api`; `launch.run` serves them on this machine only."""
