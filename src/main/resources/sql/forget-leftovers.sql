-- What was gathered of videos that are over or gone, and what nobody asks for any more.
with gathered as (
    delete from assembly
    where not exists (
        select 1 from videos where videos.id = cast(assembly.id as uuid) and status in ('pending', 'processing')
    )
),
composed as (
    -- Planned once more while it was being completed.
    delete from compositions using videos
    where videos.id = compositions.video_id and status = 'completed'
),
died as (
    delete from steps using videos
    where videos.id = steps.video_id and status in ('completed', 'failed') and steps.alive_at < now() - interval '1 hour'
),
requests as (
    delete from idempotency_keys
    where created_at < now() - cast(:#${properties:kinoroute.api.idempotency} as interval)
),
sessions as (
    delete from api_sessions where expires_at < now()
),
taken_up as (
    delete from unswept using videos
    where videos.id = unswept.video_id and status in ('pending', 'processing')
)
delete from recoveries using videos
where videos.id = recoveries.video_id and status in ('completed', 'failed')
