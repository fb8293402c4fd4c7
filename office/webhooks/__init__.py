"""Webhooks after the Standard Webhooks specification (standardwebhooks.com): signed, at least once, never to where they may not go."""
