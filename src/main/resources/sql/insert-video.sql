insert into videos (id, lane, waiting, request_key, owner, callback_url, request, title, format, scene_count, background_video_path, budget, told, metadata)
values (
    cast(:#${body.id} as uuid),
    :#${body.lane},
    cast(:#${body.origin.waiting} as boolean),
    :#${body.key},
    :#${body.origin.owner},
    :#${body.origin.callbackUrl},
    cast(:#${body.origin.request} as jsonb),
    :#${body.script.title},
    :#${body.format},
    :#${body.script.scenes.size},
    :#${body.settings.background},
    :#${body.budget},
    :#${body.script.told},
    jsonb_build_object('language', cast(:#${body.script.language} as text), 'seed', cast(:#${body.settings.seed} as bigint))
)
on conflict (id) do nothing
