update videos
set title = :#${body.script.title},
    told = :#${body.script.told},
    scene_count = :#${body.script.scenes.size},
    metadata = coalesce(metadata, '{}') || jsonb_build_object('language', cast(:#${body.script.language} as text))
where id = cast(:#${header.video_id} as uuid)
