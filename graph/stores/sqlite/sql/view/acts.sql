-- Which acts, known at a transaction, aim at these facts? A redaction counts at every transaction.
-- :facts  JSON list of fact ids in hex     :tx  the transaction of the view
-- rows: the act, in the order in which acts were recorded
SELECT
    act.id AS id,
    act.fact AS fact,
    act.deed AS deed,
    act.effective AS effective,
    act.props AS props,
    act.tx AS tx,
    act.author AS author,
    act.reason AS reason
FROM json_each (:facts) AS asked
CROSS JOIN act INDEXED BY act_fact ON act.fact = unhex(asked.value)
WHERE act.tx <= :tx OR act.deed = 'redact'
ORDER BY act.tx, act.id
