insert into voices (video_id, scene_index, text_content, status, processing_completed_at, error_message)
values (cast(:#video_id as uuid), cast(:#scene as integer), '', 'failed', now(), :#${header.cause})
on conflict (video_id, scene_index) do update
set status = 'failed', processing_completed_at = now(), error_message = excluded.error_message
