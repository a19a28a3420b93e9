with late as (
    -- A duplicate may have begun to gather anew while the scenes were put together.
    delete from assembly where id = cast(:#video_id as text)
), composed as (
    delete from compositions where video_id = cast(:#video_id as uuid)
)
update videos set
    status = 'completed',
    progress = 100,
    completed_at = now(),
    output_video_path = 'videos/' || cast(:#video_id as text) || '/video.mp4',
    metadata = coalesce(metadata, '{}') || jsonb_build_object('duration', cast(:#${exchangeProperty.composition.timeline.seconds} as double precision), 'audio', true)
where id = cast(:#video_id as uuid) and status in ('pending', 'processing')
