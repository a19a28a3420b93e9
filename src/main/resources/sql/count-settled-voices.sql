select count(*) from voices
where video_id = cast(:#video_id as uuid) and scene_index is not null and status in ('completed', 'failed')
