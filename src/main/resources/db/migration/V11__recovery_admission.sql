-- Who is at work on a video, which ones wait for their turn, and what is done about those that nobody is at work on.

alter table videos
    add column waiting boolean not null default false,
    add column alive_at timestamptz not null default now();
comment on column videos.waiting is 'for its turn: it was accepted, and nothing of it is in any queue';
comment on column videos.alive_at is 'when somebody was last at work on it; touched every few seconds';

create index videos_waiting on videos (lane, created_at) where waiting;

-- That somebody is at work on a video changes nothing of it.
drop trigger update_videos_updated_at on videos;
create trigger update_videos_updated_at before update on videos
    for each row when (new.alive_at = old.alive_at or new.waiting <> old.waiting) execute function update_updated_at_column();

-- How long it waits is a stage like any other, but none of its making.
create function note_queued() returns trigger language plpgsql as $$
begin
    if new.waiting then
        insert into video_stages (video_id, stage) values (new.id, 'queued')
        on conflict (video_id, stage) do update set started_at = clock_timestamp(), finished_at = null;
    else
        update video_stages set finished_at = clock_timestamp()
        where video_id = new.id and stage = 'queued' and finished_at is null;
    end if;
    return null;
end $$;

create trigger videos_wait_from_the_start after insert on videos
    for each row when (new.waiting) execute function note_queued();
create trigger videos_wait after update of waiting on videos
    for each row when (new.waiting <> old.waiting) execute function note_queued();

-- The time that it waited says nothing of its pace.
create or replace function video_time_left(v videos) returns double precision language sql stable as $$
    select case when v.status = 'processing' and not v.waiting and work.total > 0 then
        greatest(1, round((work.total - work.done) * least(5, greatest(0.2,
            (elapsed + 0.1 * work.total) / (work.done + 0.1 * work.total)))))
    end
    from video_work(v) work cross join (
        select coalesce(extract(epoch from clock_timestamp() - greatest(
            min(started_at) filter (where stage <> 'queued'), max(finished_at) filter (where stage = 'queued'))), 0) elapsed
        from video_stages where video_id = v.id
    ) time
$$;

-- Recovery ----------------------------------------------------------------------------------------------------------------

create table recoveries (
    video_id uuid primary key references videos (id) on delete cascade,
    driven_at timestamptz not null default clock_timestamp(),
    driven integer not null,
    fruitless integer not null,
    standing text not null,
    since timestamptz not null
);
comment on table recoveries is 'videos that were driven on because nobody was at work on them';
comment on column recoveries.driven is 'how often since something came of it';
comment on column recoveries.fruitless is 'how often of these somebody took it up, and nothing came of it';
comment on column recoveries.standing is 'how far the video was';
comment on column recoveries.since is 'since when nothing has come of it';

-- How far a video is; it never goes back.
create function video_standing(v videos) returns text language sql stable as $$
    select concat_ws(' ', coalesce(v.scene_count, -1), v.assembled,
        (select count(*) from voices where video_id = v.id and scene_index is not null and processing_completed_at is not null),
        (select count(*) from visuals where video_id = v.id),
        (select count(*) || ' ' || coalesce(round(cast(sum(part) as numeric), 3), 0)
            from video_stages where video_id = v.id and stage <> 'queued'))
$$;

create table unswept (
    video_id uuid primary key,
    lane varchar(100) not null,
    at timestamptz not null default clock_timestamp()
);
comment on table unswept is 'videos that are over or gone, and may have left behind what nobody has looked for yet';

create function note_unswept() returns trigger language plpgsql as $$
begin
    insert into unswept (video_id, lane) values (old.id, old.lane)
    on conflict (video_id) do update set lane = excluded.lane, at = excluded.at;
    return null;
end $$;

-- A single make clears its own lane, and nobody else may.
create trigger videos_over_unswept after update of status on videos
    for each row when (new.status in ('completed', 'failed') and old.status is distinct from new.status
        and old.lane not like 'kinoroute.make-%') execute function note_unswept();
create trigger videos_gone_unswept after delete on videos
    for each row when (old.lane not like 'kinoroute.make-%') execute function note_unswept();

-- Whose turn it is with what only one may do at a time (ShedLock).
create table shedlock (
    name varchar(64) not null primary key,
    lock_until timestamp not null,
    locked_at timestamp not null,
    locked_by varchar(255) not null
);
