insert into voices (video_id, scene_index, voice_mapping_id, character_name, text_content, engine, status,
    processing_started_at)
values (
    cast(:#video_id as uuid),
    cast(:#scene as integer),
    (select id from voice_mappings where voice_id = :#${exchangeProperty.line.mapping}),
    :#${exchangeProperty.task.character},
    :#${exchangeProperty.task.text},
    :#${exchangeProperty.line.engine},
    'processing',
    now()
)
on conflict (video_id, scene_index) do update
set status = 'processing', processing_started_at = now(), error_message = null, engine = excluded.engine,
    voice_mapping_id = excluded.voice_mapping_id
