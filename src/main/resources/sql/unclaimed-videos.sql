-- Rows come one by one: a video is whole when nothing has been added to it for a while.
select id from videos
where lane is null and status = 'pending'
    and exists (select 1 from voices where video_id = videos.id)
    and not exists (
        select 1 from voices
        where video_id = videos.id
            and (scene_index is not null or created_at > now() - cast(:#${properties:kinoroute.tables.settle} as interval)
                -- A worker is at work on it.
                or leased_until > now())
    )
order by created_at
limit 10
