update voices set
    status = 'completed',
    processing_completed_at = now(),
    leased_until = null,
    engine = :#${exchangeProperty.line.engine},
    voice = cast(:#${body} as jsonb),
    output_audio_path = cast(:#${body} as jsonb) ->> 'key',
    remote_storage_path = cast(:#${body} as jsonb) ->> 'key',
    is_local_storage = false
-- What somebody else has completed meanwhile stands.
where id = cast(:#${exchangeProperty.row[id]} as uuid) and status = 'processing'
