-- Which of these claims of relations state what tells one term from the next?
-- :claims  JSON list of claims
-- rows: the claims that do
SELECT claim.id AS id
FROM claim
WHERE claim.id IN (SELECT value FROM json_each (:claims)) AND coalesce(
    claim.props ->> '$.since', claim.props ->> '$.as_of', claim.props ->> '$.part', claim.props ->> '$.duty', claim.props ->> '$.post', ''
) <> ''
