"""逢办必查 with the typed client: python check.py SUBJECT, with XINMAI_URL and XINMAI_KEY. Needs httpx and client/xinmai_client.py."""

import os
import sys

from xinmai_client import Client, Refused


def main(subject: str) -> None:
    """Checks a subject, reads who stands around it, says what was done, and meets a refusal."""
    with Client(os.environ["XINMAI_URL"], os.environ["XINMAI_KEY"], purpose="credit_check") as xinmai:
        answer = xinmai.run_check({"subject": subject, "matter": "government_procurement"})
        number = answer["receipt"]["number"]
        print("verdict", answer["data"]["verdict"])
        print("receipt", number)
        print("found", len({item["id"] for item in xinmai.search_subjects(q="青禾县", limit=5)["data"]["items"]}))
        around = {node["id"] for page in xinmai.pages(xinmai.list_neighbors, subject, limit=2) for node in page["data"]["nodes"]}
        print("around", len(around) > 0)
        xinmai.record_feedback({"number": number, "outcome": "executed"}, idempotency_key=f"done-{number}")
        print("feedback recorded")
        try:
            xinmai.get_subject("nobody")
        except Refused as refused:
            print("refused", refused.code)


if __name__ == "__main__":
    main(sys.argv[1])
