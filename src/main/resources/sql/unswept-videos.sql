-- Not at once: whoever brings a video to its end tidies up, too.
select cast(unswept.video_id as text) as video_id, unswept.lane, coalesce(status = 'completed', false) as completed
from unswept left join videos on videos.id = unswept.video_id
where at < now() - cast(:#${properties:kinoroute.recovery.stale} as interval)
    and (status is null or status in ('completed', 'failed'))
order by at
limit 100
