select coalesce(nullif(remote_storage_path, ''), nullif(output_audio_path, '')) as path
from voices
where video_id = cast(:#video_id as uuid) and scene_index = cast(:#scene as integer)
    -- What was spoken here says so in the column voice.
    and status = 'completed' and voice is null
    and coalesce(nullif(remote_storage_path, ''), nullif(output_audio_path, '')) is not null
