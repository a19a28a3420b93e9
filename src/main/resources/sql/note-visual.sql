insert into visuals (video_id, number, task, placeholder_key, error_message)
values (
    cast(:#video_id as uuid),
    :#${exchangeProperty.visual.number},
    cast(:#${exchangeProperty.visual_json} as jsonb),
    :#${header.placeholder_key},
    :#${header.cause}
)
on conflict (video_id, number) do update
set task = excluded.task, placeholder_key = excluded.placeholder_key, error_message = excluded.error_message
