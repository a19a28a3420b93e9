select concat_ws(E'\n',
        case when is_local_storage then nullif(local_file_path, '') end,
        nullif(remote_storage_path, ''),
        nullif(output_audio_path, ''),
        case when not coalesce(is_local_storage, false) then nullif(local_file_path, '') end) as path
from voices
where video_id = cast(:#video_id as uuid) and scene_index = cast(:#scene as integer)
    -- What was spoken here says so in the column voice.
    and status = 'completed' and voice is null
    and coalesce(nullif(remote_storage_path, ''), nullif(output_audio_path, ''), nullif(local_file_path, '')) is not null
