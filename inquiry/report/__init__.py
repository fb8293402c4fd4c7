"""The report on a subject that can be handed over (公共信用信息报告): what it says. `printing/` is how it looks."""
