insert into voices (video_id, scene_index, voice_mapping_id, character_name, text_content, engine, status,
    processing_started_at)
-- Of a video that was deleted meanwhile, nothing is noted.
select
    videos.id,
    cast(:#scene as integer),
    (select id from voice_mappings where voice_id = :#${exchangeProperty.line.mapping}),
    cast(:#${exchangeProperty.task.character} as text),
    cast(:#${exchangeProperty.task.text} as text),
    cast(:#${exchangeProperty.line.engine} as text),
    'processing',
    now()
from videos
where videos.id = cast(:#video_id as uuid)
on conflict (video_id, scene_index) do update
set status = 'processing', processing_started_at = now(), error_message = null, engine = excluded.engine,
    voice_mapping_id = excluded.voice_mapping_id
