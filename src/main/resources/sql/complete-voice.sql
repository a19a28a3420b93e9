update voices set
    status = 'completed',
    processing_completed_at = now(),
    voice = cast(:#${body} as jsonb),
    output_audio_path = cast(:#${body} as jsonb) ->> 'key',
    remote_storage_path = cast(:#${body} as jsonb) ->> 'key',
    is_local_storage = false
where video_id = cast(:#video_id as uuid) and scene_index = cast(:#scene as integer)
