select cast(coalesce(jsonb_agg(scene_index order by scene_index), '[]') as text) from voices
where video_id = cast(:#video_id as uuid) and scene_index is not null
    and (status = 'failed' or status = 'completed'
        and (voice is not null or coalesce(nullif(remote_storage_path, ''), nullif(output_audio_path, '')) is null))
