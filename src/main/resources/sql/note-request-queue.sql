insert into request_queues (queue, video_id, request)
values (
    cast(:#${exchangeProperty.request.queue} as text),
    cast(:#${exchangeProperty.request.video} as uuid),
    cast(:#${exchangeProperty.request.key} as text)
)
on conflict (queue) do update set opened_at = now()
