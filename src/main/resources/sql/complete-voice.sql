with done as (
    update voices set
        status = 'completed',
        processing_completed_at = now(),
        voice = cast(:#${body} as jsonb),
        output_audio_path = cast(:#${body} as jsonb) ->> 'key',
        remote_storage_path = cast(:#${body} as jsonb) ->> 'key',
        is_local_storage = false
    where video_id = cast(:#video_id as uuid) and scene_index = cast(:#scene as integer)
    returning video_id, 'scene ' || scene_index + 1 || ': ' as scene, coalesce(voice -> 'warnings', '[]') as warnings
)
update videos set
    -- Spoken after all, when an earlier run had given up on it: then nothing is missing any more. Of the row itself, as
    -- other lines of the video may be completed at the same time.
    degraded = array(
        select reason from unnest(videos.degraded) reason
        where reason not like done.scene || 'its voice could not be made%'
            and reason not like done.scene || '% speaks in place of its own voice%'
            and reason not like done.scene || 'the times of its words are estimated%'
    ) || array(
        select warning from jsonb_array_elements_text(done.warnings) warning
        where not warning = any (videos.degraded) or warning like done.scene || 'the times of its words are estimated%'
    )
from done
where videos.id = done.video_id
