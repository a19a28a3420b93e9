-- How many videos ended how, for as long as the database is there: their rows are removed by and by.

create table video_tally (
    format varchar(50) not null,
    result varchar(20) not null,
    videos bigint not null default 0,
    seconds double precision not null default 0,
    length double precision not null default 0,
    primary key (format, result)
);
comment on table video_tally is 'what became of all videos, counted as they end; metrics are read from it';
comment on column video_tally.result is 'completed, degraded, failed or cancelled';
comment on column video_tally.seconds is 'from the acceptance of each video to its end, added up';
comment on column video_tally.length is 'seconds of film, added up';

create function tally_video() returns trigger language plpgsql as $$
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
        case when new.status = 'completed' then coalesce(cast(new.metadata ->> 'duration' as double precision), 0) else 0 end
    )
    on conflict (format, result) do update set
        videos = tally.videos + 1,
        seconds = tally.seconds + excluded.seconds,
        length = tally.length + excluded.length;
    return null;
end $$;

create trigger videos_tally after update of status on videos
    for each row when (new.status in ('completed', 'failed') and old.status is distinct from new.status)
    execute function tally_video();
