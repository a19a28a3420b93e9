update voices set
    status = case when attempts < 3 then 'pending'::voice_status else 'failed'::voice_status end,
    processing_completed_at = case when attempts < 3 then null else now() end,
    leased_until = case when attempts < 3 then now() + power(4, attempts) * interval '1 second' end,
    error_message = :#${header.cause}
where id = cast(:#${exchangeProperty.row[id]} as uuid) and status = 'processing'
