with done as (
    update voices set
        status = 'completed',
        processing_completed_at = now(),
        voice = cast(:#${body} as jsonb),
        output_audio_path = cast(:#${body} as jsonb) ->> 'key',
        remote_storage_path = cast(:#${body} as jsonb) ->> 'key',
        is_local_storage = false
    where video_id = cast(:#video_id as uuid) and scene_index = cast(:#scene as integer)
    returning video_id, scene_index, coalesce(voice -> 'warnings', '[]') as warnings
),
-- Spoken after all, when an earlier run had given up on it: then nothing is missing any more.
still as (
    select videos.id, array(
        select reason from unnest(degraded) reason
        where reason not like 'scene ' || done.scene_index + 1 || ': its voice could not be made%'
            and reason not like 'scene ' || done.scene_index + 1 || ': % speaks in place of its own voice%'
    ) as reasons
    from videos join done on videos.id = done.video_id
)
update videos set
    degraded = still.reasons || array(
        select warning from jsonb_array_elements_text(done.warnings) warning where not warning = any (still.reasons)
    )
from done join still on still.id = done.video_id
where videos.id = done.video_id
