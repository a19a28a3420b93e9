update voices set
    status = 'failed',
    processing_completed_at = now(),
    leased_until = null,
    error_message = :#${header.cause}
where id = cast(:#${exchangeProperty.voice_row} as uuid) and status in ('pending', 'processing')
