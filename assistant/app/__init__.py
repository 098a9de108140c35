"""The pages 起草, 审核已有表 and 样例库: thin views over `assistant.api`; `launch.run` serves them on this machine only."""
