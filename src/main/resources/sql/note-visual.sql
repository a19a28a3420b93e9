with noted as (
    insert into visuals (video_id, number, total, task, placeholder_key, error_message)
    -- Of a video that was deleted meanwhile, nothing is noted.
    select
        videos.id,
        cast(:#${exchangeProperty.visual.number} as integer),
        cast(:#visual_count as integer),
        cast(:#${exchangeProperty.visual_json} as jsonb),
        cast(:#${header.placeholder_key} as text),
        cast(:#${header.cause} as text)
    from videos
    where videos.id = cast(:#video_id as uuid)
    on conflict (video_id, number) do update
    set task = excluded.task, total = excluded.total, placeholder_key = excluded.placeholder_key, error_message = excluded.error_message
    returning video_id, task, placeholder_key
)
-- Made after all, when an earlier run had given up on it: then nothing is missing any more.
update videos set degraded = array(
    select reason from unnest(degraded) reason
    where reason not like 'scene ' || cast(noted.task -> 'scenes' ->> 0 as integer) + 1 || ': its '
        || (noted.task ->> 'kind') || ' could not be made%'
)
from noted
where videos.id = noted.video_id and noted.placeholder_key is null
