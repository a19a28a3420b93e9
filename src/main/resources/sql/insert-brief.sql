insert into videos (id, lane, waiting, request_key, owner, callback_url, request, title, format, background_video_path, budget, metadata)
values (
    cast(:#${body.id} as uuid),
    :#${body.lane},
    cast(:#${body.origin.waiting} as boolean),
    :#${body.key},
    :#${body.origin.owner},
    :#${body.origin.callbackUrl},
    cast(:#${body.origin.request} as jsonb),
    :#${exchangeProperty.title},
    :#${body.format},
    :#${body.settings.background},
    :#${body.budget},
    jsonb_build_object('seed', cast(:#${body.settings.seed} as bigint))
)
on conflict (id) do nothing
