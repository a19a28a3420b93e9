-- Whether the voices that have come since the last time are long enough for another segment.
insert into compositions (video_id, early_scenes)
select cast(:#video_id as uuid), cast(:#first_scenes as integer)
where (
    select sum(cast(voice ->> 'samples' as double precision) / cast(voice ->> 'sample_rate' as double precision))
    from voices
    where video_id = cast(:#video_id as uuid)
        and scene_index < cast(:#first_scenes as integer)
        and scene_index >= coalesce((select early_scenes from compositions where video_id = cast(:#video_id as uuid)), 0)
) >= cast(:#${properties:kinoroute.compose.segment-seconds:20} as double precision)
on conflict (video_id) do update
set early_scenes = excluded.early_scenes
where compositions.early_scenes < excluded.early_scenes
returning early_scenes
