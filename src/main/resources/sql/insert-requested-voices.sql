-- A request that comes again finds its rows: what is spoken stays, what has failed is tried anew.
insert into voices (id, video_id, voice_mapping_id, character_name, text_content, status, leased_until, request)
select
    cast(line ->> 'id' as uuid),
    cast(:#video_id as uuid),
    case when line ->> 'voice' is not null then coalesce(
        (select id from voice_mappings where voice_id = line ->> 'voice'),
        (select id from voice_mappings where is_default order by created_at limit 1)
    ) end,
    line ->> 'character',
    line ->> 'text',
    'pending',
    -- Should the worker go down, whoever looks into the tables finds them.
    now() + interval '10 minutes',
    cast(:#${exchangeProperty.lines.key} as text)
from jsonb_array_elements(cast(:#${exchangeProperty.lines.json} as jsonb)) with ordinality as lines (line, place)
order by place
on conflict (id) do update
set status = 'pending', error_message = null, attempts = 0, leased_until = excluded.leased_until, request = excluded.request
where voices.status = 'failed'
