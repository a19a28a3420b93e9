with given_up as (
    -- Whoever was at work on it has gone down each time.
    update voices set
        status = 'failed',
        processing_completed_at = now(),
        leased_until = null,
        error_message = 'it was begun three times, and never ended'
    where scene_index is null and status = 'processing' and leased_until < now() and attempts >= 3
)
update voices set
    status = 'processing',
    processing_started_at = now(),
    error_message = null,
    -- Without a lease it is new, or its client has set it to pending to have it tried anew.
    attempts = case when leased_until is null then 1 else attempts + 1 end,
    leased_until = now() + interval '10 minutes',
    -- The worker that was to speak it has gone down; should it come again, it finds that taken.
    request = null
where id = (
    select id from voices
    where scene_index is null
        and status in ('pending', 'processing')
        -- Without a lease it is somebody else who is at work on it.
        and (status = 'pending' or leased_until is not null)
        and (leased_until is null or leased_until < now() and attempts < 3)
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
