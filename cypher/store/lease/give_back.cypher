// Gives the lease of loading back.
// $holder: text  who has it
MATCH (lease:Lease {name: 'load', holder: $holder})
SET lease.until = 0
