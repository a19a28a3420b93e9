with gathered as (
    delete from assembly where id = cast(:#video_id as text)
)
delete from videos where id = cast(:#video_id as uuid)
