-- What a plain SQL client has written into a video's metadata is its own: a duration that is no number ("00:01:20") made
-- its update fail.

create function video_seconds(metadata jsonb) returns double precision language sql immutable as $$
    select case when jsonb_typeof(metadata -> 'duration') = 'number'
        -- JSON knows numbers that no double holds.
        then cast(round(greatest(least(cast(metadata ->> 'duration' as numeric), 1e9), 0), 6) as double precision) end
$$;
comment on function video_seconds(jsonb) is 'how long a video is, where its metadata say it as a number';

create or replace function tally_video() returns trigger language plpgsql as $$
begin
    insert into video_tally as tally (format, result, videos, seconds, length) values (
        coalesce(new.format, 'chat'),
        case
            when new.status = 'completed' and new.degraded <> '{}' then 'degraded'
            when new.status = 'completed' then 'completed'
            when new.error_code = 'cancelled' then 'cancelled'
            else 'failed'
        end,
        1,
        extract(epoch from clock_timestamp() - new.created_at),
        case when new.status = 'completed' then coalesce(video_seconds(new.metadata), 0) else 0 end
    )
    on conflict (format, result) do update set
        videos = tally.videos + 1,
        seconds = tally.seconds + excluded.seconds,
        length = tally.length + excluded.length;
    return null;
end $$;
