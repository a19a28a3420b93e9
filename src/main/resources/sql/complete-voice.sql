with done as (
    update voices set
        status = 'completed',
        processing_completed_at = now(),
        voice = cast(:#${body} as jsonb),
        output_audio_path = cast(:#${body} as jsonb) ->> 'key',
        remote_storage_path = cast(:#${body} as jsonb) ->> 'key',
        is_local_storage = false
    where video_id = cast(:#video_id as uuid) and scene_index = cast(:#scene as integer)
    returning video_id, coalesce(voice -> 'warnings', '[]') as warnings
)
update videos
set degraded = degraded || array(
    select warning from jsonb_array_elements_text(done.warnings) warning where not warning = any (degraded)
)
from done
where videos.id = done.video_id and jsonb_array_length(done.warnings) > 0
