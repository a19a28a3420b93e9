-- Only one that has failed; on the queues of this process, wherever it was before.
update videos set
    status = 'pending',
    error_code = null,
    error_message = null,
    completed_at = null,
    lane = :#${properties:kinoroute.lane}
where id = cast(:#id as uuid) and status = 'failed'
