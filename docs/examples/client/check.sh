#!/usr/bin/env bash
# 逢办必查 with curl: is the service ready, may this subject do this matter, what does its receipt say, what is refused and why.
# XINMAI_URL, XINMAI_KEY and a subject as the first argument; needs curl and nothing else.
set -euo pipefail
subject="${1:?a subject, as uscc:…}"
ask() { curl -sS --max-time 30 -H "X-API-Key: $XINMAI_KEY" -H "X-Purpose: credit_check" "$@"; }
field() { sed -E "s/.*\"$1\":\"([^\"]*)\".*/\1/"; }

answer="$(ask -H "Content-Type: application/json" -d "{\"subject\": \"$subject\", \"matter\": \"government_procurement\"}" "$XINMAI_URL/v1/checks")"
number="$(grep -oE 'HC[0-9]{8}-[0-9A-Z]{12}' <<<"$answer" | head -1)"
echo "verdict $(grep -oE '"verdict":"[a-z]+"' <<<"$answer" | head -1 | cut -d'"' -f4)"
echo "receipt $number"

# Chinese in a query goes percent-encoded: -G and --data-urlencode see to it.
echo "found $(ask -G --data-urlencode 'q=青禾县' --data-urlencode 'limit=5' "$XINMAI_URL/v1/subjects" | grep -oE '"id":"[^"]+"' | sort -u | wc -l | tr -d ' ')"

# Every write has a key of its own: sent again, it is done once.
ask -H "Content-Type: application/json" -H "Idempotency-Key: done-$number" \
  -d "{\"number\": \"$number\", \"outcome\": \"executed\"}" "$XINMAI_URL/v1/feedback" >/dev/null
echo "feedback recorded"

# A refusal is a problem document: its code is stable.
echo "refused $(ask "$XINMAI_URL/v1/subjects/nobody" | field code)"
