update voices set
    status = 'processing',
    processing_started_at = now(),
    error_message = null,
    attempts = attempts + 1,
    leased_until = now() + interval '10 minutes'
where id = (
    select id from voices
    where scene_index is null
        and status in ('pending', 'processing')
        -- Without a lease it is somebody else who is at work on it.
        and (status = 'pending' or leased_until is not null)
        and (leased_until is null or leased_until < now())
        -- What belongs to a video that is still to be made is spoken with it.
        and not exists (select 1 from videos where id = voices.video_id and lane is null and status = 'pending')
    order by created_at, arrival
    limit 1
    for update skip locked
)
returning id, video_id, character_name, text_content,
    (select voice_id from voice_mappings where id = voice_mapping_id) as mapping,
    (select language from voice_mappings where id = voice_mapping_id) as language,
    (select gender from voice_mappings where id = voice_mapping_id) as gender
