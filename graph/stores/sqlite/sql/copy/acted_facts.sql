-- At which facts does any act aim that a transaction knows?
-- :tx  the transaction of the view
-- rows: fact ids
SELECT DISTINCT act.fact AS fact FROM act WHERE act.tx <= :tx OR act.deed = 'redact'
