update voices set
    status = 'failed',
    processing_completed_at = now(),
    leased_until = null,
    error_message = :#${header.cause}
where request = (select request from request_queues where queue = cast(:#${exchangeProperty.launch_queue} as text))
    and status in ('pending', 'processing')
