"""Copies of a home folder, made while the service runs, verified when they are made and before they are put back."""
