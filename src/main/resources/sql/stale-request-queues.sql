-- Long after they were opened: a worker may still be on its way, or the request has come again.
select queue from request_queues
where not exists (select 1 from videos where id = request_queues.video_id)
    or opened_at < now() - interval '10 minutes'
        and not exists (
            select 1 from voices where request = request_queues.request and status in ('pending', 'processing')
        )
        and (
            opened_at < now() - interval '1 day'
            or exists (select 1 from voices where request = request_queues.request)
        )
order by opened_at
limit 100
