update voices set
    status = 'processing',
    processing_started_at = now(),
    error_message = null,
    attempts = attempts + 1,
    leased_until = now() + interval '10 minutes'
-- What nobody had looked after for too long belongs to whoever has taken it from the tables.
where id = cast(:#voice_row as uuid) and request is not null and status in ('pending', 'processing')
returning id, video_id, character_name, text_content,
    (select voice_id from voice_mappings where id = voice_mapping_id) as mapping,
    (select language from voice_mappings where id = voice_mapping_id) as language,
    (select gender from voice_mappings where id = voice_mapping_id) as gender
