"""Who may ask and what was asked: principals, rights, purposes, the audit, receipts. The only package that knows SQLAlchemy."""
