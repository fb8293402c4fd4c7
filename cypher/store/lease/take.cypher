// Takes the lease of loading where nobody holds it, or its holder has not been heard of in time. The store's own clock counts.
// $holder: text  who takes it
// $purpose: text  for what
// $ms: number  for how long
// returns: holder text, purpose text
MERGE (lease:Lease {name: 'load'})
SET lease.asked_at = timestamp()
WITH lease
SET
  lease.purpose = CASE WHEN lease.until IS NULL OR lease.until < timestamp() OR lease.holder = $holder THEN $purpose ELSE lease.purpose END,
  lease.holder = CASE WHEN lease.until IS NULL OR lease.until < timestamp() OR lease.holder = $holder THEN $holder ELSE lease.holder END
SET lease.until = CASE WHEN lease.holder = $holder THEN timestamp() + $ms ELSE lease.until END
RETURN lease.holder AS holder, lease.purpose AS purpose
