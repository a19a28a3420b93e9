insert into listings (owner, title, description, price, category, video_url, thumbnail_url, script)
values (
    :#owner,
    :#${body.title},
    :#${body.description},
    cast(:#${body.price} as jsonb),
    :#${body.category},
    :#${body.videoUrl},
    :#${body.thumbnailUrl},
    :#${body.script}
)
returning id
