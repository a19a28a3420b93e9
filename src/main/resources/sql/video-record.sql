-- What the API says of a video; %told is how much of its text.
select v.id,
       v.title,
       coalesce(v.description, v.request ->> 'description') as description,
       v.format,
       coalesce(v.metadata ->> 'language', v.request ->> 'language') as language,
       v.status::text as status,
       (select s.stage from video_stages s where s.video_id = v.id
        order by s.finished_at is null desc, s.started_at desc limit 1) as stage,
       v.progress,
       case when v.status = 'processing' then ceil(video_time_left(v)) end as time_left,
       v.degraded,
       v.error_code,
       v.error_message,
       v.owner,
       -- Where the very words are told that were handed in, they are shown as they came, for scenes break them into lines.
       left(case when v.told is null
                or regexp_replace(v.told, '\s+', ' ', 'g') = regexp_replace(trim(v.request ->> 'source_text'), '\s+', ' ', 'g')
            then v.request ->> 'source_text' else v.told end, %told) as told,
       v.request ->> 'style' as style,
       v.request -> 'voices' as voices,
       v.request -> 'keywords' as keywords,
       v.request -> 'negative_keywords' as negative_keywords,
       (select jsonb_agg(jsonb_build_object('number', p.number, 'prompt', p.task -> 'properties' ->> 'prompt')
               order by p.number)
        from visuals p
        where p.video_id = v.id and p.task ->> 'kind' = 'image' and p.placeholder_key is null) as pictures,
       coalesce(v.metadata ->> 'audio', 'false') = 'true' as has_audio,
       round(video_seconds(v.metadata)::numeric) as duration,
       (select coalesce(sum(c.price), 0) from costs c where c.video_id = v.id and not c.reserved) as cost,
       v.scene_count,
       v.created_at,
       v.updated_at,
       v.completed_at
from videos v
