select count(*) from voices
where video_id = cast(:#video_id as uuid) and scene_index is not null
    and (status = 'failed' or status = 'completed'
        -- A sound that somebody else has given is settled once it was made ready here.
        and (voice is not null or coalesce(nullif(remote_storage_path, ''), nullif(output_audio_path, '')) is null))
