update videos set
    assembled = true,
    -- One link for each message; the picture behind it is cut from the chat's sheets when somebody asks for it.
    whatsapp_images_paths = array(
        select cast(:#${properties:kinoroute.store.public-url} as text) || '/download/whatsapp_' || cast(:#video_id as text)
            || '_' || message || '.png?bucket=' || cast(:#${properties:kinoroute.store.pictures-bucket} as text)
        from unnest(cast(:#${exchangeProperty.messages} as integer[])) message
    )
where id = cast(:#video_id as uuid)
