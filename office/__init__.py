"""Who may ask and what was asked: keys, rights, purposes, the access line. The only package that knows SQLAlchemy."""
