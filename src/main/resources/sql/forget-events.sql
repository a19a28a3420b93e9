with gone as (
    delete from video_events
    where at < now() - make_interval(secs => cast(:#${bean:eventAge?method=seconds} as double precision))
        -- What a video's page tells of it stays as long as the video.
        and (kind is null or not exists (select 1 from videos where id = video_id))
    returning txid
)
update video_events_removed set txid = gone.txid
from (select txid from gone order by txid desc limit 1) gone
where gone.txid > video_events_removed.txid
