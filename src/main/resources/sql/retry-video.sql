-- Only one that has failed; on the queues of this process, wherever it was before, and when its turn comes.
with forgotten as (
    delete from recoveries using videos
    where video_id = cast(:#id as uuid) and videos.id = video_id and status = 'failed'
)
update videos set
    status = 'pending',
    waiting = true,
    error_code = null,
    error_message = null,
    completed_at = null,
    lane = :#${properties:kinoroute.lane}
where id = cast(:#id as uuid) and status = 'failed'
