"""How a report looks: one paper made of a body, as a page (HTML), as PDF and as Word. The only room that knows jinja2 and weasyprint."""
